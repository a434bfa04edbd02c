// Many requests in one program: of one function and of several, in both modes, in loops and in other functions.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x, double y) { return x * exp(-y * x); }
static double g(double x) { return log(x) / x; }

static double gradient_of_g(double x) { return __enzyme_autodiff((void *)g, x); }

// Newton's method for a stationary point, the second derivative from differences of the gradient.
static double maximum_of_g(void) {
  double x = 2;
  for (int i = 0; i < 40; ++i) {
    double h = 1e-6;
    double curvature = (gradient_of_g(x + h) - gradient_of_g(x - h)) / (2 * h);
    x -= gradient_of_g(x) / curvature;
  }
  return x;
}

int main(void) {
  for (int i = 1; i < 20; ++i) {
    double x = 0.1 * i, y = 1 + 0.3 * i;
    double by_x = (1 - x * y) * exp(-y * x), by_y = -x * x * exp(-y * x);
    EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_out, x, enzyme_const, y), by_x);
    EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_const, x, enzyme_out, y), by_y);
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, x, 1.0, y, 1.0), by_x + by_y);
    EXPECT_NEAR(gradient_of_g(x), (1 - log(x)) / (x * x));
    EXPECT_NEAR(__enzyme_fwddiff((void *)g, x, 1.0), (1 - log(x)) / (x * x));
  }
  EXPECT_CLOSE(maximum_of_g(), exp(1), 1e-9);
  return failures();
}
