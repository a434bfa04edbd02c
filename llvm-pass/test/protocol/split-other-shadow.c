// The sweeps of one tape are given the same shadows and markers: with others the program stops.
// RUN: %clang -O0 -fpass-plugin=%plugin %s -o %t0 -lm && %t0 && %not --crash %t0 other && %not --crash %t0 other mode
// RUN: %clang -O2 -fpass-plugin=%plugin %s -o %t2 -lm && %t2 && %not --crash %t2 other && %not --crash %t2 other mode

#include "check.h"
#include "markers.h"

extern void *__enzyme_augmentfwd(void *, ...);
extern void __enzyme_reverse(void *, ...);

static double f(const double *x) { return x[0] * x[1]; }

int main(int count, char **arguments) {
  (void)arguments;
  double x[2] = {2, 3}, dx[2] = {0}, other[2] = {0};
  void *tape = __enzyme_augmentfwd((void *)f, enzyme_dup, x, dx);
  if (count > 2)
    __enzyme_reverse((void *)f, enzyme_const_return, enzyme_dup, x, dx, tape);
  __enzyme_reverse((void *)f, enzyme_dup, x, count > 1 ? other : dx, 1.0, tape);
  EXPECT_TRUE(dx[0] == 3 && dx[1] == 2);
  return failures();
}
