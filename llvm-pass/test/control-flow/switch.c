// switch: with fallthrough, gaps and a default, alone and in a loop.
// RUN: %every-level

#include "field.h"

static double step(double x, int kind) {
  switch (kind) {
  case 0:
    return x * x;
  case 1:
    x = sin(x);
    /* fallthrough */
  case 2:
    return x * 3;
  case 7:
    return exp(-x);
  case 100:
    return x / (1 + x * x);
  default:
    return x;
  }
}
static double machine(const double *x) {
  static const int program[] = {0, 7, 1, 100, 2, 5, 1, 0};
  double y = x[0];
  for (unsigned i = 0; i < sizeof program / sizeof *program; ++i) {
    switch (program[i]) {
    case 0:
      y *= x[1];
      break;
    case 1:
      continue;
    default:
      y += x[2];
    }
    y = step(y, program[i]);
  }
  return y;
}

int main(void) {
  double x[3] = {0.7, 1.2, -0.3};
  EXPECT_FIELD(machine, x, 3);
  return failures();
}
