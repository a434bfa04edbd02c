// Memory that the request declares constant, and memory with a shadow, by one pointer: which it is shows when the program
// runs. Nothing is written to constant memory.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

// The product of x0 and of n numbers of x, or of the only one of the data.
static double chosen(const double *x, const double *data, int n) {
  double product = x[0];
  const double *from = n > 1 ? x : data;
  for (int i = 0; i < n; ++i)
    product *= from[i];
  return product;
}

// The squares of the products of what is at the same place of neighbours, by way of memory that is freed.
struct view { const double *at; long length; };
static double neighbours(const double *x, const double *data, long n) {
  struct view all[4];
  for (int i = 0; i < 4; ++i) {
    all[i].at = i % 2 ? x : data;
    all[i].length = n;
  }
  double *work = malloc(4 * n * sizeof *work), sum = 0;
  for (int i = 0; i < 4; ++i)
    for (long k = 0; k < n; ++k)
      work[i * n + k] = all[i].at[k] * all[(i + 1) % 4].at[k];
  for (long i = 0; i < 4 * n; ++i)
    sum += work[i] * work[i];
  free(work);
  return sum;
}

// A list of arrays, each the caller's or a copy that is scaled: n views, of which `copied` is a copy of the data.
static double scaled(const double *x, const double *data, long n, long copied) {
  struct view *list = malloc(n * sizeof *list);
  double *copy = malloc(2 * sizeof *copy);
  memcpy(copy, data, 2 * sizeof *copy);
  copy[1] *= x[1];
  for (long i = 0; i < n; ++i) {
    struct view one = {i == copied ? copy : i % 2 ? x : data, 2};
    memcpy(&list[i], &one, sizeof one);
  }
  double sum = 0;
  for (long i = 0; i < n; ++i)
    for (long k = 0; k < list[i].length; ++k)
      sum += list[i].at[k] * list[i].at[k] * x[0];
  free(copy);
  free(list);
  return sum;
}

// Returns nothing: the larger of both at each place, squared, is written.
static void larger(const double *x, const double *data, double *y, int n) {
  const double *at[4];
#pragma clang loop vectorize(disable)
  for (int i = 0; i < n; ++i)
    at[i] = x[i] > data[i] ? x + i : data + i;
  for (int i = 0; i < n; ++i)
    y[i] = *at[i] * *at[i];
}

// What is computed is kept in memory of the function, whichever the place: none is in the data.
static double placed(const double *x, double *data, int n, int which) {
  double own[8], *to[8], sum = 0;
#pragma clang loop vectorize(disable)
  for (int i = 0; i < n; ++i)
    to[i] = i == which ? data : own + i;
  for (int i = 0; i < n; ++i)
    *to[i] = x[0] * x[0];
  for (int i = 0; i < n; ++i)
    sum += *to[i] * x[1];
  return sum;
}

int main(void) {
  const double kept[4] = {7, 8, 9, 10};
  double x[4] = {2, 3, 4, 5}, data[4] = {7, 8, 9, 10}, dx[4] = {0}, along[4] = {1, 0.5, 0, 0};
  __enzyme_autodiff((void *)chosen, enzyme_dup, x, dx, enzyme_const, data, 2);
  EXPECT_NEAR(dx[0], 2 * 2 * 3);
  EXPECT_NEAR(dx[1], 2 * 2);
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)chosen, enzyme_dup, x, dx, enzyme_const, data, 1);
  EXPECT_NEAR(dx[0], 7);
  EXPECT_TRUE(dx[1] == 0);
  EXPECT_NEAR(__enzyme_fwddiff((void *)chosen, enzyme_dup, x, along, enzyme_const, data, 2), 12 + 2);
  EXPECT_NEAR(__enzyme_fwddiff((void *)chosen, enzyme_dup, x, along, enzyme_const, data, 1), 7);

  // Each of four products is x times the data.
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)neighbours, enzyme_dup, x, dx, enzyme_const, data, 2L);
  EXPECT_NEAR(dx[0], 8 * 2.0 * 49);
  EXPECT_NEAR(dx[1], 8 * 3.0 * 64);
  EXPECT_TRUE(dx[2] == 0);
  EXPECT_NEAR(__enzyme_fwddiff((void *)neighbours, enzyme_dup, x, along, enzyme_const, data, 2L),
              8 * 2.0 * 49 + 4 * 3.0 * 64);

  // x0 (2 (x0^2 + x1^2) + d0^2 + d1^2 + d0^2 + d1^2 x1^2) for four of which the third is a copy.
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)scaled, enzyme_dup, x, dx, enzyme_const, data, 4L, 2L);
  double rest = 49 + 64 + 49 + 64 * 9;
  EXPECT_NEAR(dx[0], 2 * 13 + rest + 4 * 2 * 2);
  EXPECT_NEAR(dx[1], 2 * (4 * 3 + 2 * 64 * 3));
  EXPECT_NEAR(__enzyme_fwddiff((void *)scaled, enzyme_dup, x, along, enzyme_const, data, 4L, 2L),
              2 * 13 + rest + 4 * 2 * 2 + (4 * 3 + 2 * 64 * 3));

  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)placed, enzyme_dup, x, dx, enzyme_const, data, 3, 5);
  EXPECT_NEAR(dx[0], 3 * 4 * 3);
  EXPECT_NEAR(dx[1], 3 * 4);
  EXPECT_NEAR(__enzyme_fwddiff((void *)placed, enzyme_dup, x, along, enzyme_const, data, 3, 5), 36 + 6);
  double low[4] = {1, 5, 1, 9}, y[4], dy[4] = {1, 1, 2, 1};
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)larger, enzyme_dup, x, dx, enzyme_const, low, enzyme_dup, y, dy, 4);
  EXPECT_NEAR(dx[0], 2 * 2);
  EXPECT_TRUE(dx[1] == 0);
  EXPECT_NEAR(dx[2], 2 * 2 * 4);
  EXPECT_TRUE(dx[3] == 0);
  EXPECT_NEAR(y[1], 25);

  EXPECT_TRUE(memcmp(data, kept, sizeof data) == 0);
  return failures();
}
