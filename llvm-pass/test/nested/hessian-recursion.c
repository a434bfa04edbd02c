// Second derivatives of recursive functions: split sweeps and their frames are differentiated.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double power(double x, int n) { return n == 0 ? 1 : n % 2 ? x * power(x, n - 1) : power(x * x, n / 2); }
static double function(const double *x, int n) { return power(x[0], n) + power(x[1], n + 1) * x[2]; }

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 5);
  return failures();
}
