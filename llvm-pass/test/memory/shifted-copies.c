// Copies of a length that is not known, from one place of some memory to another in it, or there and back by way of
// other memory.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>
#include <string.h>

static long length = 3;

static double shifted(const double *x) {
  double *p = malloc(8 * sizeof *p);
  p[0] = x[0] * x[1];
  p[1] = x[1];
  p[2] = x[2];
  memmove(p + 1, p, (size_t)length * sizeof *p);
  double result = p[0] + p[1] * p[2] * p[3];
  free(p);
  return result;
}
static double there_and_back(const double *x) {
  double *p = malloc(8 * sizeof *p), *q = malloc(8 * sizeof *q);
  p[0] = x[0] * x[1];
  p[1] = x[1];
  p[2] = x[2];
  memcpy(q, p, (size_t)length * sizeof *p);
  memcpy(p + 1, q, (size_t)length * sizeof *p);
  double result = p[0] + p[1] * p[2] * p[3];
  free(p);
  free(q);
  return result;
}

int main(void) {
  const double x[3] = {1.25, -0.75, 0.5};
  EXPECT_FIELD(shifted, x, 3);
  EXPECT_FIELD(there_and_back, x, 3);
  return failures();
}
