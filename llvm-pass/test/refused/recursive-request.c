// A function that asks for its own derivative.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);

double f(double x) {
  // CHECK: recursive-request.c:[[#@LINE+1]]:{{.*}}[E004]: a request is part of the function that it differentiates
  double slope = x > 1 ? __enzyme_autodiff((void *)f, x - 1) : 1;
  // CHECK: help: move the request out of the function that it differentiates
  return slope * x;
}
