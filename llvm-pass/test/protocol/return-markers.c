// What becomes of the return value: seeded with one, or not, or not returned.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_void(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(const double *x, double *y) {
  *y = x[0] * x[0];
  return x[0] * x[1];
}
static double square(double x) { return x * x; }

int main(void) {
  double x[2] = {3, 5}, y = 0;

  double dx[2] = {0}, dy = 1;
  __enzyme_autodiff_void((void *)f, enzyme_dup, x, dx, enzyme_dup, &y, &dy);
  EXPECT_NEAR(dx[0], 5 + 6);
  EXPECT_NEAR(dx[1], 3);

  double dx_of_y[2] = {0}, dy_of_y = 1;
  __enzyme_autodiff_void((void *)f, enzyme_const_return, enzyme_dup, x, dx_of_y, enzyme_dup, &y,
                         &dy_of_y);
  EXPECT_NEAR(dx_of_y[0], 6);
  EXPECT_NEAR(dx_of_y[1], 0);

  double dx_of_return[2] = {0}, dy_of_return = 0;
  __enzyme_autodiff_void((void *)f, enzyme_active_return, enzyme_dup, x, dx_of_return, enzyme_dup,
                         &y, &dy_of_return);
  EXPECT_NEAR(dx_of_return[0], 5);
  EXPECT_NEAR(dx_of_return[1], 3);

  EXPECT_NEAR(__enzyme_autodiff((void *)square, enzyme_noret, 4.0), 8);
  EXPECT_NEAR(__enzyme_fwddiff((void *)square, enzyme_dup_return, 4.0, 1.0), 8);
  return failures();
}
