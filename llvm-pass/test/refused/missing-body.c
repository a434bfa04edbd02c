// A function whose body is not in the program touches active data.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
double measure(double);

// CHECK: missing-body.c:[[#@LINE+2]]:{{.*}}[E003]: 'measure' touches active data and its body is not in the program
static double f(double x) {
  return x * measure(x);
}

double gradient(double x) { return __enzyme_autodiff((void *)f, x); }
