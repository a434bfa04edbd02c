// Counters and pointers that move by steps which change: triangles walked by pointer, wrapping and narrow counters.
// RUN: %every-level

#include "field.h"
#include <stdint.h>

// The pointer's step shrinks: offsets are a second-degree polynomial. `scratch` is overwritten, so that what
// is read must be found again.
static double columns_of_a_triangle(const double *x) {
  double scratch[4] = {1, 1, 1, 1};
  const double *column = x;
  for (int i = 0; i < 4; ++i) {
    for (int j = i; j < 4; ++j)
      scratch[j] = sin(scratch[j] * column[j - i] + scratch[i]);
    column += 4 - i;
  }
  return scratch[0] * scratch[1] + scratch[2] * scratch[3];
}
static double leaves_early(const double *x) {
  double product = 1;
  int step = 1, at = 0;
  while (product < x[9] * 40) {
    product = product * x[at] + x[at] * x[at];
    at += step;
    step += 2;
    if (at >= 9)
      break;
  }
  return product;
}
static double narrow(const double *x) {
  double sum = 0;
  uint8_t at = 250;
  int16_t weight = 7;
  for (int i = 0; i < 12; ++i) {
    sum = sum * 0.5 + x[at % 10] * x[at % 10] * weight;
    at += 3;
    weight -= 2;
  }
  return sum;
}
static double given_step(const double *x) {
  double sum = x[0];
  long step = (long)(x[8] * 2), at = 0;
  for (int i = 0; i < 3; ++i, at += step)
    sum = exp(-sum * x[at]) + x[at];
  return sum;
}

int main(void) {
  double x[10] = {0.3, 0.9, 0.4, -0.7, 1.1, 0.2, 0.8, 1.3, 1.2, 0.6};
  EXPECT_FIELD(columns_of_a_triangle, x, 10);
  EXPECT_FIELD(leaves_early, x, 10);
  EXPECT_FIELD(narrow, x, 10);
  EXPECT_FIELD(given_step, x, 10);
  return failures();
}
