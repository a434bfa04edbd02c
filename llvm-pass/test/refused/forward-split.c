// Forward mode after a forward sweep runs the function again: not where that could be noticed.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern void __enzyme_fwdsplit(void *, ...);

static void f(double *x) { x[0] *= x[1]; }

void tangent(double *x, double *dx, void *tape) {
  // CHECK: forward-split.c:[[#@LINE+1]]:{{.*}}[E002]: __enzyme_fwdsplit runs `f` again, which reads or writes memory of the program
  __enzyme_fwdsplit((void *)f, enzyme_dup, x, dx, tape);
}
