// Second derivatives without a loop.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  return x[0] * x[0] * x[1] + sin(x[1] * x[2]) + n * exp(x[0]) * x[2];
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 2);
  return failures();
}
