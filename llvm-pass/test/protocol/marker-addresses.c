// A marker may be given by its address or a cast of it, not only by a load.
// RUN: %every-level

#include "check.h"
#include <stdint.h>

extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_void(void *, ...);
extern char enzyme_const[], enzyme_out[];
extern long enzyme_dup;

static double f(double x, double y) { return x * y * y; }
static double g(const double *x) { return x[0] / x[1]; }

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_out, 2.0, enzyme_const, 3.0), 9);
  EXPECT_NEAR(__enzyme_autodiff((void *)f, (intptr_t)enzyme_const, 2.0, (intptr_t)enzyme_out, 3.0), 12);
  double x[2] = {1, 4}, dx[2] = {0};
  __enzyme_autodiff_void((void *)g, &enzyme_dup, x, dx);
  EXPECT_NEAR(dx[0], 0.25);
  EXPECT_NEAR(dx[1], -1.0 / 16);
  double again[2] = {0};
  __enzyme_autodiff_void((void *)g, enzyme_dup, x, again);
  EXPECT_NEAR(again[0], 0.25);
  return failures();
}
