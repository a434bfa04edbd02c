// enzyme_dup is for pointers and floats.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double f(double x, int n) { return x * n; }

double gradient(double x) {
  // CHECK: dup-of-an-integer.c:[[#@LINE+1]]:{{.*}}[E001]: enzyme_dup is for pointers and floats, argument 2 of `f` is an integer of 32 bits
  return __enzyme_autodiff((void *)f, x, enzyme_dup, 3, 4);
}
