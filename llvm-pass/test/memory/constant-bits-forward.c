// A float with a value that the compiler sees is moved as an integer, with the count beside it, in forward mode: its
// tangent is zero.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern double __enzyme_fwddiff(void *, ...);

struct reading {
  double values[3];
  short kind;
  char flag;
  float weight;
  int count;
};

static double weighted(const double *x) {
  struct reading old[3], all[3];
  memset(old, 0, sizeof old);
  memset(all, 0, sizeof all);
  struct reading *heap = calloc(3, sizeof *heap), *first = all;
  for (int i = 0; i < 3; ++i) {
    all[i].flag = i + 3;
    all[i].weight = i * 0.5f + 5;
    heap[i].values[0] = x[i];
  }
  struct reading *to = x[1] > 1.5 ? (x[0] > 1.14 ? first : &old[2]) : &heap[2];
  if (x[0] < 1.17)
    memmove(&to->kind, &all[x[1] > 1.5].kind, 8);
  heap[0] = old[x[2] > 0.8];
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += (i + 1) * heap[i].weight * x[i] * x[i];
  free(heap);
  return sum;
}

// 3 * 5 * x[2]^2 is all that is not zero.
int main(void) {
  double x[3] = {1.1, 1.2, 0.6}, v[3] = {0.5, -2, 3};
  EXPECT_NEAR(weighted(x), 15 * x[2] * x[2]);
  EXPECT_NEAR(__enzyme_fwddiff((void *)weighted, enzyme_dup, x, v), 30 * x[2] * v[2]);
  return failures();
}
