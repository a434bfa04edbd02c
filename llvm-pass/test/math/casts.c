// Between float, double and integers: the derivative passes through floats, and stops at integers.
// RUN: %every-level

#include "field.h"

static double narrow(const double *x) {
  float a = (float)(x[0] * 2), b = (float)x[1];
  return (double)(a * b) * x[0];
}
static double integers(const double *x) {
  int whole = (int)(x[0] * 10);
  unsigned char wrapped = (unsigned char)(whole * 7);
  return x[1] * whole + (double)wrapped * x[0] * x[0] + (float)whole;
}

int main(void) {
  double x[2] = {1.25, -0.75}, gradient[2] = {0};
  __enzyme_autodiff_field((void *)narrow, enzyme_dup, x, gradient);
  EXPECT_NEAR(gradient[0], 4 * x[0] * x[1]);
  EXPECT_NEAR(gradient[1], 2 * x[0] * x[0]);
  EXPECT_FIELD(integers, x, 2);
  return failures();
}
