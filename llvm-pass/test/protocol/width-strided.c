// enzyme_dupv, enzyme_dupnoneedv: the shadow of lane v is so many bytes behind that of the first.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);
extern void __enzyme_fwddiff(void *, ...);

static void f(const double *x, double *y) {
  y[0] = x[0] * x[1];
  y[1] = x[0] + sin(x[1]);
}

int main(void) {
  double x[2] = {3, 0.5}, y[2];
  double seeds[2][2] = {{1, 0}, {0, 1}}, jacobian[2][2] = {{0}};
  __enzyme_autodiff((void *)f, enzyme_width, 2, enzyme_dupv, sizeof(double[2]), x, jacobian, enzyme_dupnoneedv,
                    sizeof(double[2]), y, seeds);
  EXPECT_NEAR(jacobian[0][0], 0.5);
  EXPECT_NEAR(jacobian[0][1], 3);
  EXPECT_NEAR(jacobian[1][0], 1);
  EXPECT_NEAR(jacobian[1][1], cos(0.5));
  EXPECT_TRUE(seeds[0][0] == 0 && seeds[1][1] == 0);

  // A stride that is known at run time, and longer than an element.
  double directions[2][3] = {{1, 0, 99}, {0, 1, 99}}, images[2][3] = {{0}};
  volatile long stride = sizeof(double[3]);
  __enzyme_fwddiff((void *)f, enzyme_width, 2, enzyme_dupv, stride, x, directions, enzyme_dupv, stride, y, images);
  EXPECT_NEAR(images[0][0], 0.5);
  EXPECT_NEAR(images[1][0], 3);
  EXPECT_NEAR(images[0][1], 1);
  EXPECT_NEAR(images[1][1], cos(0.5));
  EXPECT_TRUE(images[0][2] == 0 && images[1][2] == 0);
  return failures();
}
