// Globals and thread-local variables in which a function puts values away; tables that are read where others write.
// RUN: %every-level

#include "field.h"

static double scratch[4];
static double in_scratch(const double *x) {
  for (int i = 0; i < 4; ++i)
    scratch[i] = x[i] * x[(i + 1) % 4];
  double sum = 0;
  for (int i = 0; i < 4; ++i)
    sum += scratch[i] * scratch[3 - i];
  scratch[0] = 7;
  return sum;
}
static _Thread_local double last;
static double product(double a, double b) {
  last = a * b;
  return last + a;
}
static double through_thread(const double *x) {
  double first = product(x[0], x[1]);
  return first * last + product(x[2], first) * last;
}
static const double table[3] = {0.5, 1.5, 2.5};
static double table_or_local(const double *x) {
  double local[3] = {x[0] * x[1], x[1], x[2]}, sum = 0;
  for (int i = 0; i < 3; ++i) {
    const double *from = x[i] > 0 ? local : table;
    sum += from[i] * from[(i + 1) % 3] * x[i];
  }
  return sum;
}

int main(void) {
  double x[4] = {0.9, 1.1, -0.6, 0.4};
  EXPECT_FIELD(in_scratch, x, 4);
  EXPECT_FIELD(through_thread, x, 3);
  EXPECT_FIELD(table_or_local, x, 3);
  return failures();
}
