// Second derivatives of a loop whose end shows at run time.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  double a = x[0] * x[0] + 1, y = a;
  for (int i = 0; fabs(y * y - a) > 1e-14 && i < 40; ++i)
    y = (y + a / y) / 2;
  return n * y * x[1] * x[2];
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 2);
  return failures();
}
