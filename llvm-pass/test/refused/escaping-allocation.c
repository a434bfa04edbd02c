// Memory that the function allocates and leaves to its caller: its shadow would have to live as long.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);

struct vector {
  double *data;
};

static void squares(const double *x, struct vector *out) {
  // CHECK: escaping-allocation.c:[[#@LINE+1]]:{{.*}}[E015]: an allocation that carries derivatives may outlive the differentiated function
  out->data = malloc(2 * sizeof(double));
  for (int i = 0; i < 2; ++i)
    out->data[i] = x[i] * x[i];
}

void gradient(double *x, double *dx, struct vector *out, struct vector *d_out) {
  // CHECK-NEXT: in the derivative of squares, asked for at {{.*}}escaping-allocation.c:[[#@LINE+2]]
  // CHECK-NEXT: help: let the caller allocate this memory and its shadow, or use forward mode
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, enzyme_dup, out, d_out);
}
