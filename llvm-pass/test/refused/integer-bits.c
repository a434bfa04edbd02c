// Arithmetic on the bits of an active float.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

#include <string.h>

extern double __enzyme_autodiff(void *, ...);

// CHECK: integer-bits.c:{{[0-9]+}}:{{.*}}[E011]: the bits of an active float are computed with as an integer
static double inverse_root(double x) {
  long bits;
  memcpy(&bits, &x, sizeof bits);
  bits = 0x5fe6eb50c7b537a9 - (bits >> 1);
  double y;
  memcpy(&y, &bits, sizeof y);
  return y * (1.5 - x / 2 * y * y);
}

double gradient(double x) { return __enzyme_autodiff((void *)inverse_root, x); }
