// Without debug info a refusal names the function.
// RUN: %not %clang -O0 -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %clang -O0 -S -emit-llvm %s -o %t.ll && %not %opt %t.ll -o %t.bc 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
double measure(double);

static double wave(double x) { return measure(x) * x; }

// CHECK: error: in 'wave': cargo enzyme cannot differentiate this [E003]: 'measure' touches active data and its body is not in the program
// CHECK-NEXT: {{^  }}in the derivative of wave
// CHECK-NEXT: {{^  }}help:
// CHECK-NEXT: {{^  }}see docs/errors.md#e003
double gradient(double x) { return __enzyme_autodiff((void *)wave, x); }
