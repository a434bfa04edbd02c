// Pointers that are made of computed addresses.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdint.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double tagged(const double *x, uintptr_t tag) {
  uintptr_t bits = (uintptr_t)x ^ tag;
  // CHECK-DAG: hidden-pointers.c:[[#@LINE+1]]:{{.*}}[E008]: a pointer to active memory is made by a cast from an integer to a pointer and cannot be followed
  const double *p = (const double *)(bits & ~(uintptr_t)7);
  return *p * *p;
}

static double kept(const double *x, uintptr_t *bits, int i) {
  bits[i] = (uintptr_t)x ^ 1;
  // CHECK-DAG: hidden-pointers.c:[[#@LINE+1]]:{{.*}}[E008]: a pointer to floats is computed from numbers, and which memory it names is not known
  const double *p = (const double *)(bits[i / 2] ^ 1);
  return *p * *p;
}

void kept_gradient(double *x, double *dx, uintptr_t *bits, int i) {
  __enzyme_autodiff((void *)kept, enzyme_dup, x, dx, enzyme_const, bits, i);
}
void gradient(double *x, double *dx, uintptr_t tag) { __enzyme_autodiff((void *)tagged, enzyme_dup, x, dx, tag); }
double slope(double *x, double *dx, uintptr_t tag) { return __enzyme_fwddiff((void *)tagged, enzyme_dup, x, dx, tag); }
// CHECK-DAG: asked for at {{.*}}hidden-pointers.c:[[#@LINE-2]]
// CHECK-DAG: asked for at {{.*}}hidden-pointers.c:[[#@LINE-2]]
// CHECK-DAG: help: keep floats, integers and pointers in variables and fields of their own types
