// A marker that the protocol does not have.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
extern int enzyme_duplicate;

static double f(const double *x) { return x[0] * x[0]; }

void gradient(double *x, double *dx) {
  // CHECK: unknown-marker.c:[[#@LINE+1]]:{{.*}}[E001]: there is no marker enzyme_duplicate
  __enzyme_autodiff((void *)f, enzyme_duplicate, x, dx);
}
