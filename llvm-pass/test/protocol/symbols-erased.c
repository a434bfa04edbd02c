// No symbol of the protocol is left in what is linked: neither entry points and markers, nor registrations.
// RUN: %clang -O0 -S -emit-llvm -fpass-plugin=%plugin %s -o - | %FileCheck %s
// RUN: %clang -O2 -S -emit-llvm -fpass-plugin=%plugin %s -o - | %FileCheck %s
// CHECK-LABEL: define{{.*}} @program
// CHECK-NOT: {{[@]}}{{_*}}enzyme_
// CHECK-NOT: noinline{{.*}}enzyme-kept

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern void *__enzyme_augmentfwd(void *, ...);
extern double __enzyme_reverse(void *, ...);
extern int __enzyme_iter(int, int);
extern void __enzyme_double(void *, long);

static double square(double x) { return x * x; }
static double square_augmented(double x) { return x * x; }
static double square_reverse(double x, double dy) { return 2 * x * dy; }
void *__enzyme_register_gradient_square[3] = {(void *)square, (void *)square_augmented, (void *)square_reverse};
static double ignored(double x) { return x + 1; }
__attribute__((used)) void *__enzyme_inactivefn_ignored = (void *)ignored;
static double counted(double x) {
  for (int i = 0, n = __enzyme_iter(3, 1); i < n; ++i)
    x = square(x) * ignored(x);
  return x;
}

double program(double x) {
  __enzyme_double(&x, 8);
  void *tape = __enzyme_augmentfwd((void *)counted, enzyme_out, x);
  return __enzyme_autodiff((void *)counted, enzyme_out, x) +
         __enzyme_reverse((void *)counted, enzyme_out, x, 1.0, tape);
}
