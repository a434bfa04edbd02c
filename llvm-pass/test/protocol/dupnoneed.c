// enzyme_dupnoneed: the shadow counts as with enzyme_dup, whatever becomes of the primal memory.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);
extern void __enzyme_fwddiff(void *, ...);

static void f(const double *x, double *y) {
  y[0] = x[0] * x[1];
  y[1] = y[0] * y[0];
}

int main(void) {
  double x[2] = {3, 2}, dx[2] = {0}, y[2] = {0}, dy[2] = {0, 1};
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_dupnoneed, y, dy);
  EXPECT_NEAR(dx[0], 24);
  EXPECT_NEAR(dx[1], 36);
  EXPECT_TRUE(dy[0] == 0 && dy[1] == 0);

  double tx[2] = {1, 0}, ty[2] = {7, 7};
  __enzyme_fwddiff((void *)f, enzyme_dup, x, tx, enzyme_dupnoneed, y, ty);
  EXPECT_NEAR(ty[0], 2);
  EXPECT_NEAR(ty[1], 24);
  return failures();
}
