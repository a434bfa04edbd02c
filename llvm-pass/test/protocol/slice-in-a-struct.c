// A pointer in a struct: the shadow struct holds the pointer to the shadow.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct slice {
  const double *data;
  long length;
};
struct matrix {
  double **rows;
  int order;
};
extern void __enzyme_autodiff(void *, ...);

static double sum_of_cubes(const struct slice *s) {
  double sum = 0;
  for (long i = 0; i < s->length; ++i)
    sum += s->data[i] * s->data[i] * s->data[i];
  return sum;
}
static double trace_of_square(const struct matrix *m) {
  double trace = 0;
  for (int i = 0; i < m->order; ++i)
    for (int j = 0; j < m->order; ++j)
      trace += m->rows[i][j] * m->rows[j][i];
  return trace;
}

int main(void) {
  double x[4] = {1, 2, 3, 4}, dx[4] = {0};
  struct slice s = {x, 4}, ds = {dx, 0};
  __enzyme_autodiff((void *)sum_of_cubes, enzyme_dup, &s, &ds);
  for (int i = 0; i < 4; ++i)
    EXPECT_NEAR(dx[i], 3 * x[i] * x[i]);

  double a[2][2] = {{1, 2}, {3, 4}}, da[2][2] = {{0}};
  double *rows[2] = {a[0], a[1]}, *drows[2] = {da[0], da[1]};
  struct matrix m = {rows, 2}, dm = {drows, 0};
  __enzyme_autodiff((void *)trace_of_square, enzyme_dup, &m, &dm);
  EXPECT_NEAR(da[0][0], 2);
  EXPECT_NEAR(da[0][1], 6);
  EXPECT_NEAR(da[1][0], 4);
  EXPECT_NEAR(da[1][1], 8);
  return failures();
}
