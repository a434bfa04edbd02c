// The function to differentiate is known only when the program runs.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);

double gradient(double (*f)(double), double x) {
  // CHECK: unknown-function.c:[[#@LINE+1]]:{{.*}}[E001]: the first argument is not a function that is known when the program is compiled
  return __enzyme_autodiff((void *)f, x);
}
