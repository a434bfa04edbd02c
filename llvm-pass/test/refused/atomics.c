// Atomic access to active memory.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static double f(double *x) {
  double old;
  // CHECK: atomics.c:[[#@LINE+1]]:{{.*}}[E013]: atomic access to active data
  __atomic_load(x, &old, __ATOMIC_SEQ_CST);
  return old * old;
}

void gradient(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }
