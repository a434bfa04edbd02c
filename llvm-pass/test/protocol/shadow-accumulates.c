// Reverse mode adds to the shadows of its inputs, and leaves the inputs alone.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static double f(const double *x) { return x[0] * x[1] + x[1] * x[1]; }

int main(void) {
  double x[2] = {3, 4}, dx[2] = {100, -100};
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx);
  EXPECT_NEAR(dx[0], 104);
  EXPECT_NEAR(dx[1], -89);
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx);
  EXPECT_NEAR(dx[0], 108);
  EXPECT_NEAR(dx[1], -78);
  EXPECT_TRUE(x[0] == 3 && x[1] == 4);

  // A pointer without a marker has a shadow, too.
  double again[2] = {0};
  __enzyme_autodiff((void *)f, x, again);
  EXPECT_NEAR(again[0], 4);
  EXPECT_NEAR(again[1], 11);
  return failures();
}
