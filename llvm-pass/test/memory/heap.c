// malloc, calloc and free: of fixed and of computed length, several at a time, in a loop.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>

static double work_space(const double *x) {
  double *work = malloc(5 * sizeof *work);
  for (int i = 0; i < 5; ++i)
    work[i] = x[i] * x[i];
  double sum = 0;
  for (int i = 0; i < 5; ++i)
    sum += work[i] * work[(i + 2) % 5];
  free(work);
  return sum;
}
static double computed_length(const double *x) {
  int n = 3 + (x[0] > 0);
  double *sums = calloc(n, sizeof *sums), *products = malloc(n * sizeof *products);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j)
      sums[i] += x[j];
    products[i] = exp(0.1 * sums[i]);
  }
  double result = 0;
  for (int i = 0; i < n; ++i)
    result += sums[i] * products[i];
  free(products);
  free(sums);
  return result;
}
static double every_iteration(const double *x) {
  double result = 1;
  for (int i = 0; i < 4; ++i) {
    double *pair = malloc(2 * sizeof *pair);
    pair[0] = result * x[i];
    pair[1] = pair[0] * pair[0];
    result = pair[1] + x[0];
    free(pair);
  }
  return result;
}

int main(void) {
  double x[5] = {0.9, 1.1, -0.6, 0.4, 0.7};
  EXPECT_FIELD(work_space, x, 5);
  EXPECT_FIELD(computed_length, x, 5);
  EXPECT_FIELD(every_iteration, x, 5);
  return failures();
}
