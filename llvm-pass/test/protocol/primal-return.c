// enzyme_primal_return puts the value of the function before its derivative.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct two {
  double value, x;
};
struct three {
  double value, x, y;
};
extern struct two __enzyme_autodiff_two(void *, ...);
extern struct three __enzyme_autodiff_three(void *, ...);
extern struct two __enzyme_fwddiff_two(void *, ...);
extern double __enzyme_autodiff_value(void *, ...);

static double f(double x, double y) { return x * x * y; }
static double sum_of_squares(const double *x, long n) {
  double sum = 0;
  for (long i = 0; i < n; ++i)
    sum += x[i] * x[i];
  return sum;
}

int main(void) {
  struct two of_x = __enzyme_autodiff_two((void *)f, enzyme_primal_return, 3.0, enzyme_const, 2.0);
  EXPECT_NEAR(of_x.value, 18);
  EXPECT_NEAR(of_x.x, 12);

  struct three both = __enzyme_autodiff_three((void *)f, enzyme_primal_return, 3.0, 2.0);
  EXPECT_NEAR(both.value, 18);
  EXPECT_NEAR(both.x, 12);
  EXPECT_NEAR(both.y, 9);

  struct two forward = __enzyme_fwddiff_two((void *)f, enzyme_primal_return, 3.0, 1.0, 2.0, 10.0);
  EXPECT_NEAR(forward.value, 18);
  EXPECT_NEAR(forward.x, 12 + 90);

  // With the gradient in a shadow, the value stands alone.
  double x[3] = {1, -2, 4}, dx[3] = {0};
  double value = __enzyme_autodiff_value((void *)sum_of_squares, enzyme_primal_return, enzyme_dup, x,
                                         dx, enzyme_const, 3L);
  EXPECT_NEAR(value, 21);
  EXPECT_NEAR(dx[0], 2);
  EXPECT_NEAR(dx[1], -4);
  EXPECT_NEAR(dx[2], 8);
  return failures();
}
