// The bytes of a float are moved one by one: only the run shows that its derivative would be lost.
// RUN: %clang -O0 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s
// RUN: %clang -O2 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdlib.h>
#include <string.h>

extern double __enzyme_autodiff(void *, ...);

static double moved(const double *x, const int *order, int n) {
  unsigned char from[8], to[8] = {0};
  double start = *x * 2;
  memcpy(from, &start, sizeof from);
  for (int i = 0; i < n; ++i)
    // CHECK: bytes.c:[[#@LINE+1]]:{{.*}} cargo enzyme: the derivative that is computed passes through a float whose bits are moved in pieces, or computed with as an integer, here [E011]
    to[order[i]] = from[order[i]];
  double y;
  memcpy(&y, to, sizeof y);
  return y * y;
}

int main(int count, char **words) {
  (void)words;
  double x = 1.5, dx = 0;
  int order[8] = {7, 6, 5, 4, 3, 2, 1, 0};
  __enzyme_autodiff((void *)moved, enzyme_dup, &x, &dx, enzyme_const, order, enzyme_const, 7 + count);
  return 0;
}
