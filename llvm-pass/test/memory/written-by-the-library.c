// What functions without a derivative write to: the text is another one in every turn.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdio.h>

extern void __enzyme_autodiff(void *, ...);

static double weighted(const double *x, const int *digits) {
  char text[16];
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    snprintf(text, sizeof text, "%d", digits[i]);
    sum += x[i] * x[i] * (text[0] - '0');
  }
  return sum;
}

int main(void) {
  double x[3] = {1, 2, 3}, dx[3] = {0};
  int digits[3] = {7, 4, 5};
  __enzyme_autodiff((void *)weighted, enzyme_dup, x, dx, enzyme_const, digits);
  for (int i = 0; i < 3; ++i)
    EXPECT_NEAR(dx[i], 2 * x[i] * digits[i]);
  return failures();
}
