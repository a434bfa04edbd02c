// What is a float at one time and an address at another is copied to a place where no word begins: its shadow cannot be
// told from an adjoint there.
// RUN: %clang -O0 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdlib.h>
#include <string.h>

extern double __enzyme_autodiff(void *, ...);

typedef union {
  double number;
  double *place;
} slot;

static double moved(const double *x, long which, long at) {
  slot *slots = malloc(2 * sizeof *slots);
  double *held = malloc(sizeof *held);
  unsigned char *aside = malloc(64);
  *held = x[1];
  slots[which].number = x[0];
  slots[1 - which].place = held;
  // CHECK: shifted-addresses.c:[[#@LINE+1]]:{{.*}} cargo enzyme: an address of memory that carries derivatives is copied to where its bytes do not begin a word, or from there [E008]
  memcpy(aside + at, slots, 2 * sizeof *slots);
  memcpy(slots, aside + at, 2 * sizeof *slots);
  double y = slots[which].number * *slots[1 - which].place;
  free(slots);
  free(held);
  free(aside);
  return y;
}

int main(int count, char **words) {
  (void)words;
  double x[2] = {1.5, 2.5}, dx[2] = {0};
  __enzyme_autodiff((void *)moved, enzyme_dup, x, dx, enzyme_const, 0l + count - 1, enzyme_const, 2l + count);
  return 0;
}
