// __enzyme_register_gradient: {f, augmented, reverse}. The rules give other numbers than the bodies, so that one sees
// that they are used.
// RUN: %every-level

#include "check.h"
#include "markers.h"

#define NOINLINE __attribute__((noinline))
extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_memory(void *, ...);

// Without a tape.
NOINLINE double square(double x) { return x * x; }
NOINLINE double square_augmented(double x) { return x * x; }
NOINLINE double square_reverse(double x, double dy) { return 100 * x * dy; }
void *__enzyme_register_gradient_square[3] = {(void *)square, (void *)square_augmented, (void *)square_reverse};

// With a tape that is a number, and two gradients.
struct taped { double tape, value; };
struct gradients { double x, y; };
NOINLINE double product(double x, double y) { return x * y; }
NOINLINE struct taped product_augmented(double x, double y) { return (struct taped){x + y, x * y}; }
NOINLINE struct gradients product_reverse(double x, double y, double dr, double tape) {
  return (struct gradients){y * dr + tape, x * dr - tape};
}
void *__enzyme_register_gradient_product[3] = {(void *)product, (void *)product_augmented, (void *)product_reverse};

// Memory: pointers are followed by their shadows.
NOINLINE void scale(double *x, double factor) {
  x[0] *= factor;
  x[1] *= factor;
}
static int augmented_calls, reverse_calls;
NOINLINE void *scale_augmented(double *x, double *dx, double factor) {
  (void)dx;
  ++augmented_calls;
  scale(x, factor);
  return x;
}
NOINLINE double scale_reverse(double *x, double *dx, double factor, void *tape) {
  ++reverse_calls;
  EXPECT_TRUE(tape == x);
  dx[0] *= factor;
  dx[1] *= factor;
  return 1000;
}
void *__enzyme_register_gradient_scale[3] = {(void *)scale, (void *)scale_augmented, (void *)scale_reverse};

// A result in memory: with several lanes, the function is called for each.
NOINLINE void area(const double *x, double *out) { *out = x[0] * x[1]; }
NOINLINE void area_augmented(const double *x, double *dx, double *out, double *dout) {
  (void)dx, (void)dout;
  area(x, out);
}
NOINLINE void area_reverse(const double *x, double *dx, double *out, double *dout) {
  (void)out;
  dx[0] += 10 * x[1] * *dout;
  dx[1] += 10 * x[0] * *dout;
  *dout = 0;
}
void *__enzyme_register_gradient_area[3] = {(void *)area, (void *)area_augmented, (void *)area_reverse};
void *__enzyme_repeatable_area[1] = {(void *)area};
static void scaled_areas(const double *x, double *y) {
  double out;
  area(x, &out);
  y[0] = 2 * out;
  y[1] = 3 * out;
}

static double f(double x) { return square(x) + 3 * square(2 * x); }
static double g(double x, double y) { return 2 * product(x, y); }
static double looped(const double *x, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i)
    if (x[i] > 0)
      total += square(x[i]) * product(x[i], i);
  return total;
}
static double h(double a, double b, double factor) {
  double x[2] = {a, b};
  for (int i = 0; i < 3; ++i)
    scale(x, factor);
  return x[0] * x[1];
}

struct triple { double a, b, factor; };
extern struct gradients __enzyme_autodiff_pair(void *, ...);
extern struct triple __enzyme_autodiff_triple(void *, ...);

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff((void *)f, 2.0), 200 + 3 * 2 * 400);
  // The function itself has a rule.
  EXPECT_NEAR(__enzyme_autodiff((void *)square, 2.0), 200);
  struct gradients p = __enzyme_autodiff_pair((void *)g, 3.0, 5.0);
  EXPECT_NEAR(p.x, 2 * 5 + 8);
  EXPECT_NEAR(p.y, 2 * 3 - 8);

  double x[4] = {1, -2, 3, 0.5}, dx[4] = {0};
  __enzyme_autodiff_memory((void *)looped, enzyme_dup, x, dx, enzyme_const, 4);
  for (int i = 0; i < 4; ++i)
    EXPECT_NEAR(dx[i], x[i] < 0 ? 0 : 100 * x[i] * (x[i] * i) + (x[i] * x[i] * i + x[i] + i));

  struct triple t = __enzyme_autodiff_triple((void *)h, 2.0, 3.0, 0.5);
  EXPECT_NEAR(t.a, 3 * pow(0.5, 6));
  EXPECT_NEAR(t.b, 2 * pow(0.5, 6));
  EXPECT_NEAR(t.factor, 3000);
  EXPECT_TRUE(augmented_calls == 3 && reverse_calls == 3);

  double sides[2] = {3, 5}, sides_a[2] = {0}, sides_b[2] = {0}, y[2], y_a[2] = {1, 0}, y_b[2] = {0, 1};
  __enzyme_autodiff_memory((void *)scaled_areas, enzyme_width, 2, enzyme_dup, sides, sides_a, sides_b, enzyme_dup, y,
                           y_a, y_b);
  EXPECT_TRUE(y[0] == 30 && y[1] == 45);
  EXPECT_TRUE(sides_a[0] == 100 && sides_a[1] == 60 && sides_b[0] == 150 && sides_b[1] == 90);
  return failures();
}
