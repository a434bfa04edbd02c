// Second derivatives where the path is kept on the tape.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  double sum = 0, product = 1;
  for (int i = 0; i < n; ++i) {
    if (x[i] > 0)
      product *= sin(x[i]) + 1.5;
    else if (product > 2)
      product = exp(x[i] * product);
    sum += product * x[i] * x[0];
  }
  return sum;
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 2);
  return failures();
}
