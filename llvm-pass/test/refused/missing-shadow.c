// The shadow of a pointer is missing.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static double f(const double *x, long n) { return x[0] * n; }

void last(double *x) {
  // CHECK: missing-shadow.c:[[#@LINE+1]]:{{.*}}[E001]: position 4: expected the shadow of argument 1 of `f` (a pointer), found enzyme_const
  __enzyme_autodiff((void *)f, enzyme_dup, x, enzyme_const, 3L);
}
void unmarked(double *x) {
  // CHECK: missing-shadow.c:[[#@LINE+1]]:{{.*}}[E001]: {{.*}}expected the shadow of argument 1 of `f` (a pointer), or enzyme_const before it
  __enzyme_autodiff((void *)f, x);
}
