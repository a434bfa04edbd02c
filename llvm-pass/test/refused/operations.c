// Operations without a rule.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double assembly(double x) {
  double y = x;
  // CHECK-DAG: operations.c:[[#@LINE+1]]:{{.*}}[E012]: inline assembly touches active data
  __asm__("nop" : "+m"(y));
  return y * x;
}
double assembly_gradient(double x) { return __enzyme_autodiff((void *)assembly, x); }

static double stack(double x, int n) {
  // Of variable length arrays and of alloca outside of loops it is known where they end.
  // CHECK-DAG: operations.c:[[#@LINE+3]]:{{.*}}[E012]: stack memory that a loop allocates for the whole function
  double first[2] = {x, x}, *last = first;
  for (int i = 0; i < n; ++i) {
    double *next = __builtin_alloca(n * sizeof *next);
    next[i % 2] = last[i / 2 % 2] * x;
    next[1 - i % 2] = last[i % 2];
    last = next;
  }
  return *last;
}
double stack_gradient(double x, int n) { return __enzyme_autodiff((void *)stack, x, n); }

__attribute__((weak)) double replaceable(double x) { return x * x; }
static double weak(double x) {
  // CHECK-DAG: operations.c:[[#@LINE+1]]:{{.*}}[E012]: 'replaceable' touches active data and is called with another type than it is defined with, or may be replaced by the linker
  return replaceable(x) + x;
}
double weak_gradient(double x) { return __enzyme_autodiff((void *)weak, x); }
// CHECK-DAG: help: replace it, or compute it outside of the differentiated function
