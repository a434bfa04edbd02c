// Too few arguments, and too many.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double f(double x, double y) { return x * y; }

double few(double x) {
  // CHECK: argument-count.c:[[#@LINE+1]]:{{.*}}[E001]: the call ends where argument 2 of `f` (f64) is expected
  return __enzyme_autodiff((void *)f, x);
}
double many(double x) {
  // CHECK: argument-count.c:[[#@LINE+1]]:{{.*}}[E001]: {{.*}}`f` has only 2 arguments, found another one (f64)
  return __enzyme_autodiff((void *)f, x, x, x);
}
double dangling(double x) {
  // CHECK: argument-count.c:[[#@LINE+1]]:{{.*}}[E001]: the call ends after enzyme_out, and `f` has no further arguments
  return __enzyme_autodiff((void *)f, x, x, enzyme_out);
}
