// A packed struct is copied behind floats, to a place that only the run shows: its float begins where no word does.
// RUN: %clang -O0 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s
// RUN: %clang -O2 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdlib.h>
#include <string.h>

extern double __enzyme_autodiff(void *, ...);

struct __attribute__((packed)) entry {
  char tag;
  double value;
};

static double read_back(const double *x, long n, long at) {
  unsigned char *arena = malloc(128);
  memcpy(arena, x, n * sizeof *x);
  struct entry entries[2] = {{1, x[0] * x[0]}, {2, x[1]}};
  memcpy(arena + at, entries, (n - 1) * sizeof *entries);
  // CHECK: shifted-floats.c:[[#@LINE+1]]:{{.*}} cargo enzyme: the derivative that is computed passes through a float whose bits are moved in pieces, or computed with as an integer, here [E011]
  double y = ((struct entry *)(arena + at))->value * *(double *)arena;
  free(arena);
  return y;
}

int main(int count, char **words) {
  (void)words;
  double x[3] = {1.5, 2.5, 3.5}, dx[3] = {0};
  __enzyme_autodiff((void *)read_back, enzyme_dup, x, dx, enzyme_const, 2l + count, enzyme_const, 23l + count);
  return 0;
}
