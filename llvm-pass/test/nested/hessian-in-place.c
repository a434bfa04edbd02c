// Second derivatives of updates in place and copies.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  double y[3] = {x[0], x[1], x[2]}, z[3];
  for (int k = 0; k < n; ++k) {
    for (int i = 0; i < 3; ++i)
      z[i] = y[i] * y[(i + 1) % 3] + 0.1 * k;
    for (int i = 0; i < 3; ++i)
      y[i] = z[i];
  }
  return y[0] * y[1] + y[2];
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 1);
  return failures();
}
