// The functions of libm in double precision, against differences.
// RUN: %every-level

#include "field.h"

#define ONE(name, x, expression)                                                                   \
  static double of_##name(double x) { return expression; }
#include "functions.inc"
#undef ONE

int main(void) {
#define ONE(name, x, expression)                                                                   \
  EXPECT_SCALAR(of_##name, 0.37);                                                                  \
  EXPECT_SCALAR(of_##name, 0.81);
#include "functions.inc"
  return failures();
}
