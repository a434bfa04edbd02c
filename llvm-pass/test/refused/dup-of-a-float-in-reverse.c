// In reverse mode the gradient of a float is returned: it has no shadow.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double f(double x) { return x * x; }

double gradient(double x) {
  // CHECK: dup-of-a-float-in-reverse.c:[[#@LINE+1]]:{{.*}}[E001]: argument 1 of `f` is f64, whose gradient is returned in reverse mode: use enzyme_out, without a shadow
  return __enzyme_autodiff((void *)f, enzyme_dup, x, 1.0);
}
