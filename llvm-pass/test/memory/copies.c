// memcpy, memmove with overlap and memset, of arrays and of structs with fields that are not floats.
// RUN: %every-level

#include "field.h"

static double copied(const double *x) {
  double here[4];
  memcpy(here, x, sizeof here);
  here[1] *= here[0];
  double there[4];
  memcpy(there, here, sizeof there);
  here[0] = 100;
  return there[0] * there[1] + there[2] * there[3];
}
static double cleared(const double *x) {
  double sums[3], result = 0;
  for (int row = 0; row < 3; ++row) {
    memset(sums, 0, sizeof sums);
    for (int i = 0; i < 4; ++i)
      sums[(i + row) % 3] += x[i] * x[row];
    result += sums[0] * sums[1] + row * sums[2];
  }
  return result;
}
static double shifted(const double *x) {
  double window[4] = {x[0], x[1], x[2], x[3]};
  for (int i = 0; i < 3; ++i) {
    memmove(window, window + 1, 3 * sizeof *window);
    window[3] = window[0] * window[1];
  }
  memmove(window + 1, window, 3 * sizeof *window);
  return window[0] + window[1] * window[2] * window[3];
}
static double partly(const double *x) {
  double pieces[4] = {x[0] * x[1], x[1] * x[2], x[2] * x[3], x[3]}, sum = 0;
  for (int bytes = 0; bytes <= 32; bytes += 8) {
    double here[3] = {1, 2, 3};
    memcpy(here, pieces, bytes < 24 ? bytes : 24);
    sum += here[0] * here[1] + here[2] * x[0];
    pieces[1] += here[2];
  }
  return sum;
}
struct record {
  int id;
  double value, weight;
  char tag;
};
static double records(const double *x) {
  struct record all[3] = {{1, x[0], x[1], 'a'}, {2, x[2], x[3], 'b'}, {3, 0, 0, 'c'}};
  all[2] = all[0];
  all[0] = all[1];
  all[1].value = all[2].value * 2;
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += all[i].id * all[i].value * all[i].weight;
  return sum;
}

int main(void) {
  double x[4] = {0.9, 1.1, -0.6, 0.4};
  EXPECT_FIELD(copied, x, 4);
  EXPECT_FIELD(cleared, x, 4);
  EXPECT_FIELD(shifted, x, 4);
  EXPECT_FIELD(partly, x, 4);
  EXPECT_FIELD(records, x, 4);
  return failures();
}
