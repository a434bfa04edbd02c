// A reallocation whose size is a product.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#define _GNU_SOURCE
#include "markers.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);

static double f(const double *x, long n) {
  double *a = malloc(sizeof *a);
  a[0] = x[0];
  // CHECK: reallocarray.c:[[#@LINE+1]]:{{.*}}[E007]: memory that carries derivatives is reallocated by 'reallocarray'
  a = reallocarray(a, n, sizeof *a);
  // CHECK: help: allocate the final size at once, or use Vec, or malloc and realloc
  for (long i = 1; i < n; ++i)
    a[i] = a[i - 1] * x[0];
  double last = a[n - 1];
  free(a);
  return last;
}

void gradient(double *x, double *dx, long n) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx, n); }
