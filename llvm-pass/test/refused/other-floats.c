// Floats without a derivative are refused where they get one: they are no integers, whose derivative is zero.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <setjmp.h>

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double extended(double x) {
  // CHECK-DAG: other-floats.c:[[#@LINE+1]]:{{.*}}[E012]: an active value is a float of 80 bits: there are derivatives of 32 and 64 bits
  long double y = x;
  return (double)(y * y);
}
static double quadruple(double x) {
  // CHECK-DAG: other-floats.c:[[#@LINE+1]]:{{.*}}[E012]: an active value is a float of 128 bits
  __float128 y = x;
  return (double)(y * y * y + 1);
}
static double half(double x) {
  // CHECK-DAG: other-floats.c:[[#@LINE+1]]:{{.*}}[E012]: an active value is a float of 16 bits
  _Float16 y = (_Float16)x;
  return (double)(y * y);
}

static jmp_buf where;
static double jumps(double x) {
  // CHECK-DAG: other-floats.c:[[#@LINE+1]]:{{.*}}[E014]: the call of '{{_*}}setjmp' has no reverse: it may return again
  if (setjmp(where))
    return x;
  if (x > 1)
    longjmp(where, 1);
  return x * x;
}

double all(double x) {
  return __enzyme_autodiff((void *)extended, x) + __enzyme_fwddiff((void *)extended, x, 1.0) +
         __enzyme_autodiff((void *)quadruple, x) + __enzyme_autodiff((void *)half, x) +
         __enzyme_autodiff((void *)jumps, x);
}
