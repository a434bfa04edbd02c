// An address that is written in two pieces, to where one is read: the shadow of what it names is not there.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include <stdint.h>
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);

union slot {
  double *whole;
  uint32_t pieces[2];
};

static double f(double x, int n) {
  double *held = malloc(sizeof *held);
  *held = x;
  union slot *slots = calloc(n, sizeof *slots);
  // Not side by side, or compilers would put the pieces together.
  for (int i = 0; i < n; ++i)
    slots[i].pieces[0] = (uint32_t)(uint64_t)held;
  for (int i = 0; i < n; ++i)
    // CHECK: address-in-pieces.c:[[#@LINE+1]]:{{.*}}[E008]: an address is written in pieces, and no shadow goes with it
    slots[i].pieces[1] = (uint32_t)((uint64_t)held >> 32);
  double y = 1;
  for (int i = 0; i < n; ++i)
    y *= *slots[i].whole;
  free(slots);
  free(held);
  return y;
}

void gradient(double x, int n) { __enzyme_autodiff((void *)f, x, n); }
