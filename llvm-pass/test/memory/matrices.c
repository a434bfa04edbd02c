// Arrays of arrays: a product, a factorisation in place, a determinant, tables that are constant.
// RUN: %every-level

#include "field.h"

#define N 3
static const double hilbert[N][N] = {{1, 1. / 2, 1. / 3}, {1. / 2, 1. / 3, 1. / 4}, {1. / 3, 1. / 4, 1. / 5}};

static double product(const double *x) {
  double a[N][N], c[N][N];
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j)
      a[i][j] = x[i * N + j];
  double norm = 0;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j) {
      c[i][j] = 0;
      for (int k = 0; k < N; ++k)
        c[i][j] += a[i][k] * hilbert[k][j] * a[k][j];
      norm += c[i][j] * c[i][j];
    }
  return norm;
}
static double determinant(const double *x) {
  double a[N][N], det = 1;
  memcpy(a, x, sizeof a);
  for (int p = 0; p < N; ++p) {
    int pivot = p;
    for (int i = p + 1; i < N; ++i)
      if (fabs(a[i][p]) > fabs(a[pivot][p]))
        pivot = i;
    if (pivot != p) {
      for (int j = 0; j < N; ++j) {
        double t = a[p][j];
        a[p][j] = a[pivot][j];
        a[pivot][j] = t;
      }
      det = -det;
    }
    det *= a[p][p];
    for (int i = p + 1; i < N; ++i) {
      double factor = a[i][p] / a[p][p];
      for (int j = p; j < N; ++j)
        a[i][j] -= factor * a[p][j];
    }
  }
  return det;
}

int main(void) {
  double x[N * N] = {0.5, 2, -1, 3, 1, 0.25, -2, 0.75, 1.5};
  EXPECT_FIELD(product, x, N * N);
  EXPECT_FIELD(determinant, x, N * N);
  return failures();
}
