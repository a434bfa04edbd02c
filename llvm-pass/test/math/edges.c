// Where a partial derivative is infinite or undefined: a zero adjoint stays zero, ties and kinks give a number.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct two {
  double x, y;
};
extern struct two __enzyme_autodiff_two(void *, ...);
extern double __enzyme_autodiff(void *, ...);

static double scaled_root(double x, double y) { return y * sqrt(x); }
static double power(double x, double y) { return pow(x, y); }
static double guarded(double x) { return fmin(1.0, 1 / x); }
static double chosen(double x) { return x > 0 ? sqrt(x) : 0; }
static double kink(double x) { return fabs(x); }
static double cube(double x) { return pow(x, 3); }
static double tie(double x) { return fmax(x, x); }

int main(void) {
  // No share of 0 · ∞ in the sum.
  struct two root = __enzyme_autodiff_two((void *)scaled_root, 0.0, 0.0);
  EXPECT_NEAR(root.x, 0);
  EXPECT_NEAR(root.y, 0);
  struct two zero_base = __enzyme_autodiff_two((void *)power, 0.0, 2.0);
  EXPECT_NEAR(zero_base.x, 0);
  EXPECT_NEAR(zero_base.y, 0);
  EXPECT_NEAR(__enzyme_autodiff((void *)guarded, 0.0), 0);
  EXPECT_NEAR(__enzyme_autodiff((void *)guarded, 2.0), -0.25);
  EXPECT_NEAR(__enzyme_autodiff((void *)chosen, 0.0), 0);
  EXPECT_NEAR(__enzyme_autodiff((void *)kink, 0.0), 0);
  EXPECT_NEAR(__enzyme_autodiff((void *)kink, -3.0), -1);
  EXPECT_NEAR(__enzyme_autodiff((void *)cube, 0.0), 0);
  EXPECT_NEAR(__enzyme_autodiff((void *)cube, -2.0), 12);
  EXPECT_NEAR(__enzyme_autodiff((void *)tie, 1.0), 1);
  return failures();
}
