// if, ?:, && and ||, early returns: the derivative is that of the path taken.
// RUN: %every-level

#include "field.h"

static double piecewise(double x) {
  if (x < -1)
    return x * x;
  double y = x > 0.5 && x < 2 ? sin(x) * x : 1 - x;
  if (x > 3 || y < -10)
    y = y * y * exp(-x);
  else if (x > 0)
    y += log(x);
  return y * 2;
}

int main(void) {
  double points[] = {-2.5, -0.5, 0.25, 1.25, 2.5, 3.5};
  for (int i = 0; i < 6; ++i)
    EXPECT_SCALAR(piecewise, points[i]);
  return failures();
}
