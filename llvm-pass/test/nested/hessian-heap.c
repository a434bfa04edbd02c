// Second derivatives through memory from the heap.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>

static double function(const double *x, int n) {
  double *t = (double *)malloc(n * sizeof *t), sum = 0;
  for (int i = 0; i < n; ++i)
    t[i] = sin(x[i]) * x[(i + 1) % n];
  for (int i = 0; i < n; ++i)
    sum += t[i] * t[n - 1 - i] * t[0];
  free(t);
  return sum;
}

#include "hessian.h"

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2};
  EXPECT_HESSIAN(x, v, 3);
  EXPECT_HESSIAN(v, x, 2);
  return failures();
}
