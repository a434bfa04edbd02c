// Loops whose trip count is known before they run: nested, triangular, downwards, with strides, of zero trips.
// RUN: %every-level

#include "field.h"

static double triangular(const double *x) {
  double sum = 0;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j <= i; ++j)
      sum += x[i] * x[j] * (j + 1) / (1 + x[i] * x[i]);
  return sum;
}
static double recurrence(const double *x) {
  double y = x[0];
  for (int i = 0; i < 50; ++i)
    y = x[1] * y * (1 - y) + 0.01 * x[2] * sin(y);
  return y;
}
static double strides(const double *x) {
  double product = 1;
  for (long i = 5; i >= 0; i -= 2)
    product *= x[i];
  for (unsigned i = 0; i < 6; i += 4)
    product += x[i] * product;
  return product;
}
static double bounds_of_bounds(const double *x) {
  double sum = 0;
  for (int i = 0; i < 4; ++i) {
    double inner = 1;
    for (int j = 2 - i; j < 2; ++j)
      for (int k = j; k < i; ++k)
        inner *= x[i] + (k < 0 ? 0 : x[k]);
    sum += inner;
  }
  return sum;
}
static double empty(const double *x) {
  double y = x[0] * x[1];
  for (int i = 0; i < (int)x[5]; ++i)
    y = exp(y);
  return y;
}

int main(void) {
  double x[6] = {0.3, 2.9, 0.4, -0.7, 1.1, 0.2};
  EXPECT_FIELD(triangular, x, 6);
  EXPECT_FIELD(strides, x, 6);
  EXPECT_FIELD(bounds_of_bounds, x, 6);
  EXPECT_FIELD(empty, x, 6);
  double chaotic[3] = {0.3, 2.9, 0.4};
  EXPECT_FIELD(recurrence, chaotic, 3);
  return failures();
}
