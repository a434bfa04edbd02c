// A function with a variable number of arguments cannot be differentiated.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

#include <stdarg.h>

extern double __enzyme_autodiff(void *, ...);

static double sum(double first, ...) {
  va_list rest;
  va_start(rest, first);
  double total = first + va_arg(rest, double);
  va_end(rest);
  return total;
}

double gradient(double x) {
  // CHECK: variable-arguments.c:[[#@LINE+1]]:{{.*}}[E001]: `sum` takes a variable number of arguments
  return __enzyme_autodiff((void *)sum, x, x);
}
