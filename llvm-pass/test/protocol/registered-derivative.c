// __enzyme_register_derivative: {f, df}, and __enzyme_register_splitderivative: {f, augmented, split}, in forward mode.
// RUN: %every-level

#include "check.h"
#include "markers.h"

#define NOINLINE __attribute__((noinline))
struct pair { double value, tangent; };
struct taped { void *tape; double value; };
struct lanes { double lane[3]; };

extern double __enzyme_fwddiff(void *, ...);
extern struct lanes __enzyme_fwddiff_lanes(void *, ...);
extern void __enzyme_fwddiff_memory(void *, ...);
extern double __enzyme_autodiff(void *, ...);

NOINLINE double cube(double x) { return x * x * x; }
NOINLINE struct pair cube_derivative(double x, double dx) { return (struct pair){x * x * x, 7 * dx}; }
void *__enzyme_register_derivative_cube[2] = {(void *)cube, (void *)cube_derivative};

NOINLINE void twice(const double *x, double *y) { *y = 2 * *x; }
NOINLINE void twice_derivative(const double *x, const double *dx, double *y, double *dy) {
  *y = 2 * *x;
  *dy = 22 * *dx;
}
void *__enzyme_register_derivative_twice[2] = {(void *)twice, (void *)twice_derivative};

NOINLINE double root(double x) { return sqrt(x); }
NOINLINE struct taped root_augmented(double x) { return (struct taped){(void *)16L, sqrt(x)}; }
NOINLINE double root_split(double x, double dx, void *tape) { return dx / x * (double)(long)tape; }
void *__enzyme_register_splitderivative_root[3] = {(void *)root, (void *)root_augmented, (void *)root_split};

static double f(double x) { return cube(x) * x; }
static double g(double x) {
  double y;
  twice(&x, &y);
  return y * y;
}
static double h(double x) { return 3 * root(x * x); }

int main(void) {
  EXPECT_NEAR(__enzyme_fwddiff((void *)f, 2.0, 1.0), 7 * 2 + 8);
  EXPECT_NEAR(__enzyme_fwddiff((void *)cube, 2.0, 3.0), 21);
  struct lanes l = __enzyme_fwddiff_lanes((void *)f, enzyme_width, 3, 2.0, 1.0, 0.0, -1.0);
  EXPECT_NEAR(l.lane[0], 22);
  EXPECT_NEAR(l.lane[1], 0);
  EXPECT_NEAR(l.lane[2], -22);
  EXPECT_NEAR(__enzyme_fwddiff((void *)g, 3.0, 1.0), 2 * 6 * 22);
  EXPECT_NEAR(__enzyme_fwddiff((void *)h, 2.0, 1.0), 3 * 4 / 4.0 * 16);
  // In the other mode its body counts.
  EXPECT_NEAR(__enzyme_autodiff((void *)f, 2.0), 4 * 8);
  return failures();
}
