// Second derivatives of loops with a tape, nested ones too.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  double sum = 0, product = 1;
  for (int i = 0; i < n; ++i) {
    product *= sin(x[i]) + 1.5;
    for (int j = 0; j <= i; ++j) {
      double d = x[i] - 2 * x[j];
      sum += exp(-d * d) * sum + d * product;
    }
  }
  return sum;
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 1);
  return failures();
}
