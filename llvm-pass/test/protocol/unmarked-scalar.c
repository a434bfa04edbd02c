// A float without a marker: its gradient is returned in reverse mode, its tangent follows in forward mode.
// RUN: %every-level

#include "check.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x) { return x * x * sin(x) + 3 / x; }

int main(void) {
  for (double x = 0.5; x < 4; x += 0.25) {
    double exact = 2 * x * sin(x) + x * x * cos(x) - 3 / (x * x);
    EXPECT_NEAR(__enzyme_autodiff((void *)f, x), exact);
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, x, 1.0), exact);
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, x, -2.5), -2.5 * exact);
    EXPECT_SLOPE(exact, slope(f, x));
  }
  return failures();
}
