// The bits of a float that are exchanged as an integer: what comes out, and what
// goes in.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "float-bits.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static double summed(double *x) {
  uint64_t sum = 0;
  for (int i = 0; i < 3; ++i) {
    uint64_t old = sum, next;
    do
      next = bits(from(old) + x[i]);
    // CHECK-DAG: exchanged-bits.c:[[#@LINE+1]]:{{.*}}[E013]: atomic access to active data
    while (!__atomic_compare_exchange_n(&sum, &old, next, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  }
  return from(sum) * from(sum);
}

static double taken(double *x) {
  uint64_t place = bits(x[0]);
  // CHECK-DAG: exchanged-bits.c:[[#@LINE+1]]:{{.*}}[E013]: atomic access to active data
  double v = from(__atomic_exchange_n(&place, 0, __ATOMIC_SEQ_CST));
  return v * v + from(place);
}

void gradients(double *x, double *dx) {
  __enzyme_autodiff((void *)summed, enzyme_dup, x, dx);
  __enzyme_autodiff((void *)taken, enzyme_dup, x, dx);
}
