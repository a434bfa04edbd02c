// An active value is stored into memory that was declared constant, and into a global of another program.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern double last;

static double into_argument(double x, double *work) {
  // CHECK-DAG: constant-memory.c:[[#@LINE+1]]:{{.*}}[E010]: an active value is stored into memory that the request declares constant
  work[0] = x * x;
  return work[0] * x;
}
static double into_global(double x) {
  // CHECK-DAG: constant-memory.c:[[#@LINE+1]]:{{.*}}[E010]: an active value is stored into a mutable static
  last = x * x;
  return x * last;
}

double first(double x, double *work) {
  return __enzyme_autodiff((void *)into_argument, x, enzyme_const, work);
}
double second(double x) { return __enzyme_autodiff((void *)into_global, x); }
