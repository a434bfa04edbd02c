// Loops with several entries: a block leads to two of them, with other values along each edge; and the reverse sweep of a
// loop with two exits, which is such a loop, differentiated once more.
// RUN: %every-level

#include "field.h"

extern void __enzyme_autodiff_twice(void *, ...);

static double two_ways_in(const double *x) {
  double a = x[0], b = x[1], sum = 0;
  int n = 0;
  if (x[2] > 0.5)
    goto second;
first:
  a = 0.9 * a + 0.1 * b * b;
  sum += a;
second:
  b = 0.8 * b + 0.2 * sin(a);
  sum += a * b;
  if (++n == 7)
    return sum + b;
  if (n % 3 == 1) {
    a *= x[2];
    goto first;
  }
  b += 0.3 * x[2];
  if (n % 3 == 2)
    goto second;
  a -= 0.1 * x[0];
  goto first;
}

static double steps(const double *x) {
  double y[2] = {x[0], x[1]}, t = 0, h = 0.1;
  int n = 0;
  while (t < 0.3 - 1e-12 && n++ < 3) {
    double error = 0, next[2];
    for (int j = 0; j < 2; ++j) {
      next[j] = y[j] + h * y[j] * y[j];
      error = fmax(error, fabs(y[j]));
    }
    if (error < 2) {
      t += h;
      memcpy(y, next, sizeof y);
    } else
      h *= 0.5;
  }
  return y[0];
}

static double along(const double *x, double *gradient, const double *v) {
  __enzyme_autodiff_twice((void *)steps, enzyme_dup, x, gradient);
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += gradient[i] * v[i];
  return sum;
}

static const double direction[3] = {1, 0.7, 0.4};

static double along_direction(const double *x) {
  double gradient[3] = {0};
  return along(x, gradient, direction);
}

int main(void) {
  double x[3] = {1.1, 0.7, 1.6}, other[3] = {2.2, 0.9, 0.3};
  EXPECT_FIELD(two_ways_in, x, 3);
  EXPECT_FIELD(two_ways_in, other, 3);
  EXPECT_FIELD(steps, x, 3);
  EXPECT_FIELD(steps, other, 3);
  for (int at = 0; at < 2; ++at) {
    const double *point = at ? other : x;
    double second[3] = {0}, gradient[3] = {0}, seeds[3] = {0};
    __enzyme_autodiff_field((void *)along, enzyme_dup, point, second, enzyme_dup, gradient, seeds, enzyme_const,
                            direction);
    EXPECT_GRADIENT(along_direction, point, 3, second);
  }
  return failures();
}
