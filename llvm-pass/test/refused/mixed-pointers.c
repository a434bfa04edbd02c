// A pointer that is active on one path and of unknown origin on another. The access by that pointer is named, not the
// first.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
extern const double *table(void);

static double f(const double *x, int n) {
  double first = x[0];
  const double *chosen = n > 1 ? x : table();
  for (int i = 0; i < n; ++i)
    // CHECK-DAG: mixed-pointers.c:[[#@LINE+1]]:{{.*}}[E009]: this pointer names active memory on one path and memory of unknown origin on another
    first *= chosen[i];
  return first;
}

void gradient(double *x, double *dx, int n) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx, n); }
double slope(double *x, double *dx, int n) { return __enzyme_fwddiff((void *)f, enzyme_dup, x, dx, n); }
// CHECK-DAG: asked for at {{.*}}mixed-pointers.c:[[#@LINE-2]]
// CHECK-DAG: asked for at {{.*}}mixed-pointers.c:[[#@LINE-2]]
