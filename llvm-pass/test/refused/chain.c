// A refusal names the calls that lead to it, the derivative, the help and where to read on.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -g -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
double measure(double);

static inline double inner(double x) {
  return measure(x) * x;
}
static inline double outer(double x) {
  return inner(x) + x;
}
static double f(double x) { return outer(x * x); }

double gradient(double x) {
  return __enzyme_autodiff((void *)f, x);
}
// CHECK: error: {{.*}}chain.c:[[#@LINE-10]]:10: cargo enzyme cannot differentiate this [E003]: 'measure' touches active data and its body is not in the program
// CHECK-NEXT: {{^  }}called from {{.*}}chain.c:[[#@LINE-8]]:10
// CHECK-NEXT: {{^  }}called from {{.*}}chain.c:[[#@LINE-7]]:36
// CHECK-NEXT: {{^  }}in the derivative of f, asked for at {{.*}}chain.c:[[#@LINE-5]]:10
// CHECK-NEXT: {{^  }}help: give the program its body
// CHECK-NEXT: {{^  }}see docs/errors.md#e003
