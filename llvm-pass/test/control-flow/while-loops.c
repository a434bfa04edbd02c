// Loops whose end depends on the data: while, do, break out of the middle, several exits, continue.
// RUN: %every-level

#include "field.h"

static double square_root(double x) {
  double guess = x;
  while (fabs(guess * guess - x) > 1e-12 * x)
    guess = (guess + x / guess) / 2;
  return guess;
}
static double doubling(double x) {
  double sum = 0, term = x;
  do {
    sum += term;
    term *= x / 3;
  } while (term > 0.01);
  return sum;
}
static double several_exits(const double *x) {
  double y = x[0];
  for (int i = 0;; ++i) {
    y = y * x[1] + x[2];
    if (y > 20)
      break;
    if (i > 30)
      return y * x[0];
    if (i % 3 == 1)
      continue;
    y += sin(x[0] * i);
  }
  return y * y;
}
static double search(const double *x) {
  for (int i = 0; i < 8; ++i)
    for (int j = i; j < 8; ++j)
      if (x[i] * x[j] < -1) {
        if (j > 6)
          goto found;
        return x[i] * x[j] + i;
      found:
        return x[i] - x[j];
      }
  return 0;
}
static double collatz(const double *x) {
  double y = x[0];
  long n = 27;
  while (n != 1) {
    if (n % 2)
      n = 3 * n + 1;
    else
      n /= 2;
    y = n % 2 ? y * x[1] : y + x[2] * y * y;
    y = sin(y);
  }
  return y;
}

int main(void) {
  double points[] = {0.5, 2, 10};
  for (int i = 0; i < 3; ++i)
    EXPECT_SCALAR(square_root, points[i]);
  EXPECT_SCALAR(doubling, 0.7);
  EXPECT_SCALAR(doubling, 1.9);

  double exits[2][3] = {{1.2, 1.3, 0.4}, {0.2, 0.5, 0.1}};
  EXPECT_FIELD(several_exits, exits[0], 3);
  EXPECT_FIELD(several_exits, exits[1], 3);
  double values[8] = {0.5, 1, 2, 0.25, 1.5, -0.7, 0.1, 0.2};
  EXPECT_FIELD(search, values, 8);
  double start[3] = {0.9, 1.01, 0.02};
  EXPECT_FIELD(collatz, start, 3);
  return failures();
}
