// Memory that grows by realloc.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double grown(const double *x) {
  double *seen = NULL, sum = 0;
  int length = 0, capacity = 0;
  for (int i = 0; i < 40; ++i) {
    if (length == capacity) {
      capacity = capacity ? 2 * capacity : 1;
      seen = realloc(seen, capacity * sizeof *seen);
    }
    seen[length] = x[i % 6] * x[(i + 1) % 6];
    ++length;
    sum += sin(seen[length / 2]) * seen[0];
  }
  free(seen);
  return sum;
}

int main(void) {
  double x[6] = {0.5, -0.3, 0.8, 1.1, 0.2, 0.9}, gradient[6] = {0};
  __enzyme_autodiff((void *)grown, enzyme_dup, x, gradient);
  EXPECT_GRADIENT(grown, x, 6, gradient);
  for (int i = 0; i < 6; ++i) {
    double direction[6] = {0};
    direction[i] = 1;
    EXPECT_NEAR(__enzyme_fwddiff((void *)grown, enzyme_dup, x, direction), gradient[i]);
  }
  return failures();
}
