// enzyme_runtime_activity: a shadow that is its primal says that there is no derivative; found out when the program runs.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

// One of the two, by a condition: with constants, that memory has no shadow.
static double chosen(const double *x, const double *table, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i) {
    const double *p = i % 2 ? x : table;
    total += p[i] * p[i] * x[0];
  }
  return total;
}

static void copy_out(const double *x, double *y, double *work, int n) {
  memcpy(work, x, n * sizeof *work);
  for (int i = 0; i < n; ++i)
    work[i] *= work[(i + 1) % n];
  memcpy(y, work, n * sizeof *y);
}

struct view { const double *data; long length; };
static double sum(const struct view *a, const struct view *b) {
  double total = 0;
  for (long i = 0; i < a->length; ++i)
    total += a->data[i] * a->data[i] * b->data[i];
  return total;
}
static void swap_and_square(struct view *a, struct view *b, double *y) {
  struct view t = *a;
  *a = *b;
  *b = t;
  y[0] = a->data[0] * a->data[0] + 3 * b->data[0];
}

int main(void) {
  double x[4] = {1, 2, 3, 4}, dx[4] = {0}, t[4] = {5, 6, 7, 8}, dt[4] = {0};
  const double kept[4] = {5, 6, 7, 8};
  // The request says constant, and the pointers are mixed.
  __enzyme_autodiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, dx, enzyme_const, t, enzyme_const, 4);
  EXPECT_NEAR(dx[0], 25 + 4 + 49 + 16);
  EXPECT_NEAR(dx[1], 4);
  EXPECT_NEAR(dx[2], 0);
  EXPECT_NEAR(dx[3], 8);
  EXPECT_TRUE(memcmp(t, kept, sizeof t) == 0);

  // The shadow says it.
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, dx, enzyme_dup, t, t, enzyme_const, 4);
  EXPECT_NEAR(dx[0], 25 + 4 + 49 + 16);
  EXPECT_NEAR(dx[3], 8);
  EXPECT_TRUE(memcmp(t, kept, sizeof t) == 0);
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, dx, enzyme_dup, t, dt, enzyme_const, 4);
  EXPECT_NEAR(dx[3], 8);
  EXPECT_NEAR(dt[0], 10);
  EXPECT_NEAR(dt[2], 14);
  __enzyme_autodiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, x, enzyme_dup, t, dt, enzyme_const, 4);
  EXPECT_TRUE(x[0] == 1 && x[1] == 2 && x[3] == 4);
  EXPECT_NEAR(dt[2], 28);

  double along[4] = {1, 0, 0, 1};
  EXPECT_NEAR(__enzyme_fwddiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, along, enzyme_dup, t, t,
                               enzyme_const, 4), 25 + 4 + 49 + 16 + 8);
  EXPECT_NEAR(__enzyme_fwddiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, along, enzyme_const, t,
                               enzyme_const, 4), 25 + 4 + 49 + 16 + 8);
  EXPECT_NEAR(__enzyme_fwddiff((void *)chosen, enzyme_runtime_activity, enzyme_dup, x, x, enzyme_dup, t, along,
                               enzyme_const, 4), 10);

  // Outputs and work arrays.
  double y[4], dy[4] = {1, 0, 0, 0}, work[4], dwork[4] = {0};
  memset(dx, 0, sizeof dx);
  __enzyme_autodiff((void *)copy_out, enzyme_runtime_activity, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_dup, work,
                    dwork, enzyme_const, 4);
  EXPECT_NEAR(dx[0], 2);
  EXPECT_NEAR(dx[1], 1);
  EXPECT_TRUE(dy[0] == 0);
  memset(dx, 0, sizeof dx);
  dy[0] = 1;
  __enzyme_autodiff((void *)copy_out, enzyme_runtime_activity, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_dup, work,
                    work, enzyme_const, 4);
  EXPECT_NEAR(dx[0], 0);
  EXPECT_NEAR(y[1], 6);
  EXPECT_NEAR(work[2], 12);

  // In memory.
  double u[2] = {3, 5}, du[2] = {0}, w[2] = {7, 11};
  struct view a = {u, 2}, da = {du, 2}, b = {w, 2}, db = {w, 2};
  __enzyme_autodiff((void *)sum, enzyme_runtime_activity, enzyme_dup, &a, &da, enzyme_dup, &b, &db);
  EXPECT_NEAR(du[0], 2 * 3 * 7);
  EXPECT_NEAR(du[1], 2 * 5 * 11);
  EXPECT_TRUE(w[0] == 7 && w[1] == 11);
  du[0] = du[1] = 0;
  double one[1], done[1] = {1};
  __enzyme_autodiff((void *)swap_and_square, enzyme_runtime_activity, enzyme_dup, &a, &da, enzyme_dup, &b, &db,
                    enzyme_dup, one, done);
  EXPECT_TRUE(a.data == w && b.data == u && da.data == w && db.data == du);
  EXPECT_NEAR(one[0], 49 + 9);
  EXPECT_NEAR(du[0], 3);
  EXPECT_TRUE(w[0] == 7);
  return failures();
}
