// Paths that end the program, and printing: they take no part in the derivative, what is printed is printed once.
// RUN: %every-level
// RUN: %t.clang-O3 | %FileCheck %s
// RUN: %t.opt-O0 | %FileCheck %s

// CHECK-COUNT-1: visiting 2
// CHECK-NOT: visiting

#include "field.h"
#include <assert.h>
#include <stdlib.h>

static double checked(double x) {
  if (x < 0) {
    fprintf(stderr, "negative: %f\n", x);
    exit(3);
  }
  assert(x < 100);
  double y = sqrt(x);
  if (!(y >= 0))
    abort();
  return y * x;
}
static double noisy(double x) {
  printf("visiting %g\n", x);
  return x * x;
}

int main(void) {
  EXPECT_SCALAR(checked, 4);
  EXPECT_NEAR(__enzyme_autodiff_scalar((void *)noisy, 2.0), 4);
  return failures();
}
