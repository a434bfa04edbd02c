// The function may come as a pointer of its type, as an integer, or from a constant.
// RUN: %every-level

#include "check.h"
#include <stdint.h>

extern double __enzyme_autodiff_pointer(double (*)(double), ...);
extern double __enzyme_autodiff_integer(uintptr_t, ...);

static double square(double x) { return x * x; }
static double cube(double x) { return x * x * x; }
static double (*const named)(double) = cube;
static const struct {
  const char *name;
  double (*f)(double);
} table[] = {{"square", square}, {"cube", cube}};

int main(void) {
  double (*local)(double) = square;
  EXPECT_NEAR(__enzyme_autodiff_pointer(square, 3.0), 6);
  EXPECT_NEAR(__enzyme_autodiff_integer((uintptr_t)square, 3.0), 6);
  EXPECT_NEAR(__enzyme_autodiff_pointer(local, 5.0), 10);
  EXPECT_NEAR(__enzyme_autodiff_pointer(named, 2.0), 12);
  EXPECT_NEAR(__enzyme_autodiff_pointer(table[1].f, 1.0), 3);
  return failures();
}
