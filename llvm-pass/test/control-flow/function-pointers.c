// Function pointers: chosen at run time, in a table, passed in, and in a struct.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double square(double x) { return x * x; }
static double cube(double x) { return x * x * x; }
static double (*const table[])(double) = {square, cube, sin, exp};

struct shape {
  double (*area)(const struct shape *);
  double a, b;
};
static double rectangle(const struct shape *s) { return s->a * s->b; }
static double ellipse(const struct shape *s) { return 3.25 * s->a * s->b * s->b; }

static double chosen(double x) {
  double sum = 0;
  for (int i = 0; i < 6; ++i)
    sum += table[(int)(x * 10 + i) % 4](x + i);
  return sum;
}

static double shapes(double x) {
  struct shape all[3] = {{rectangle, x, 2 * x}, {ellipse, x * x, x}, {rectangle, 3, x}};
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += all[i].area(&all[i]) * (i + 1);
  return sum;
}

static double applied(double (*f)(double), double x) { return f(f(x)); }

// An entry of a table, and one of a struct that is a table itself.
static double product(double a, double b) { return a * b; }
static double ratio(double a, double b) { return a / b; }
static double (*const pairs[])(double, double) = {product, ratio};
static const struct {
  double (*first)(double, double), (*second)(double, double);
} both = {ratio, product};
static double entry(double (*const *f)(double, double), double x) { return (*f)(x, 2 + x); }

int main(int argc, char **argv) {
  (void)argv;
  EXPECT_SLOPE(__enzyme_autodiff((void *)chosen, 0.75), slope(chosen, 0.75));
  EXPECT_SLOPE(__enzyme_autodiff((void *)shapes, 0.75), slope(shapes, 0.75));
  double (*f)(double) = argc > 5 ? cube : square;
  EXPECT_NEAR(__enzyme_autodiff((void *)applied, enzyme_const, f, 0.5), 4 * 0.125);
  for (int i = 0; i < 2; ++i)
    EXPECT_NEAR(__enzyme_autodiff((void *)entry, enzyme_const, &pairs[(argc + i) % 2], 0.5),
                (argc + i) % 2 ? 2 / 6.25 : 3);
  EXPECT_NEAR(__enzyme_autodiff((void *)entry, enzyme_const, argc > 5 ? &both.first : &both.second, 0.5), 3);
  return failures();
}
