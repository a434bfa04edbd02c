// Words that are floats at one time and something else at another, in forward mode: they may be moved in pieces; where
// they are computed with, the tangent is not a number.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_fwddiff(void *, ...);

typedef union {
  double number;
  long count;
  const double *place;
} Slot;

// The compiler does not see which slot is which, nor which one is computed with.
static double computed(const double *x, const long *order, long which, long mask) {
  Slot slots[3];
  slots[order[0]].number = x[0] * x[0];
  slots[order[1]].place = x;
  slots[order[2]].count = 5;
  slots[order[which]].count ^= mask;
  return slots[order[0]].number * *slots[order[1]].place + (double)slots[order[2]].count;
}

static double moved(const double *x, const long *order) {
  Slot slots[3], copies[3];
  slots[order[0]].number = x[0] * x[0];
  slots[order[1]].place = x;
  slots[order[2]].count = 5;
  for (long i = 0; i < (long)sizeof slots; ++i)
    ((unsigned char *)copies)[i] = ((volatile unsigned char *)slots)[i];
  return copies[order[0]].number * *copies[order[1]].place * (double)copies[order[2]].count;
}

static double tangent(double v, const long *order, long which, long mask) {
  double x = 1.5;
  return __enzyme_fwddiff((void *)computed, enzyme_dup, &x, &v, enzyme_const, order, enzyme_const, which, enzyme_const,
                          mask);
}

int main(void) {
  long order[3] = {2, 1, 0};
  double x = 1.5, v = 2;
  EXPECT_NEAR(tangent(v, order, 2, 3), 3 * x * x * v);
  EXPECT_NEAR(tangent(0, order, 0, 1), 0);
  EXPECT_TRUE(isnan(tangent(v, order, 0, 1)));
  EXPECT_NEAR(__enzyme_fwddiff((void *)moved, enzyme_dup, &x, &v, enzyme_const, order), 5 * 3 * x * x * v);
  return failures();
}
