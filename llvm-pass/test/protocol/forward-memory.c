// Forward mode overwrites the shadows of what the function writes, and reads those of its inputs.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_fwddiff(void *, ...);
extern double __enzyme_fwddiff_value(void *, ...);

static void scale(const double *x, double factor, double *y, int n) {
  for (int i = 0; i < n; ++i)
    y[i] = factor * x[i] * x[i];
}
static double last(double *x, int n) {
  for (int i = 1; i < n; ++i)
    x[i] *= x[i - 1];
  return x[n - 1];
}

int main(void) {
  double x[3] = {1, 2, 3}, tx[3] = {1, 10, 100}, y[3], ty[3] = {9, 9, 9};
  __enzyme_fwddiff((void *)scale, enzyme_dup, x, tx, enzyme_dup, 2.0, 0.5, enzyme_dup, y, ty,
                   enzyme_const, 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_NEAR(y[i], 2 * x[i] * x[i]);
    EXPECT_NEAR(ty[i], 4 * x[i] * tx[i] + 0.5 * x[i] * x[i]);
  }
  EXPECT_TRUE(tx[0] == 1 && tx[1] == 10 && tx[2] == 100);

  double z[3] = {2, 3, 5}, tz[3] = {1, 0, 0};
  EXPECT_NEAR(__enzyme_fwddiff_value((void *)last, enzyme_dup, z, tz, enzyme_const, 3), 15);
  EXPECT_NEAR(z[2], 30);
  EXPECT_NEAR(tz[0], 1);
  EXPECT_NEAR(tz[1], 3);
  EXPECT_NEAR(tz[2], 15);
  return failures();
}
