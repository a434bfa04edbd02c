// Threads of OpenMP share active data.
// RUN: %not %clang -O0 -g -fopenmp -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fopenmp -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);

static double f(const double *x) {
  double sum = 0;
// CHECK: openmp.c:[[#@LINE+1]]:{{.*}}[E013]: a thread or a lock ('__kmpc_fork_call') touches active data
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < 100; ++i)
    sum += x[i] * x[i];
  return sum;
}

void gradient(const double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }
