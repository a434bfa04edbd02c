// enzyme_out and enzyme_const choose the arguments by which is differentiated.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x, double y) { return x * x * y + exp(y); }

int main(void) {
  double x = 1.5, y = 0.25;
  EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_out, x, enzyme_const, y), 2 * x * y);
  EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_const, x, enzyme_out, y), x * x + exp(y));
  EXPECT_NEAR(__enzyme_autodiff((void *)f, x, enzyme_const, y), 2 * x * y);
  EXPECT_NEAR(__enzyme_fwddiff((void *)f, enzyme_dup, x, 1.0, enzyme_const, y), 2 * x * y);
  EXPECT_NEAR(__enzyme_fwddiff((void *)f, enzyme_const, x, enzyme_dup, y, 3.0),
              3 * (x * x + exp(y)));
  return failures();
}
