// One tape, several reverse sweeps; memory from the heap in two levels, loops whose end shows at run time; single precision.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

struct singles { float first, second; };
struct augmented { void *tape; float value; };

extern struct singles __enzyme_fwddiff_singles(void *, ...);
extern struct singles __enzyme_autodiff_singles(void *, ...);
extern struct augmented __enzyme_augmentfwd_single(void *, ...);
extern float __enzyme_reverse_single(void *, ...);
extern void *__enzyme_augmentfwd(void *, ...);
extern void __enzyme_reverse(void *, ...);

static float cube(float x) { return x * x * x; }

static double both(const double *x, double *y) {
  *y = *x * *x;
  return *x;
}

static void rows(const double *x, double *y, int n) {
  double **table = (double **)malloc(n * sizeof *table), sum = 0;
  for (int i = 0; i < n; ++i) {
    table[i] = (double *)malloc(2 * sizeof(double));
    table[i][0] = x[i];
    table[i][1] = x[i] * x[i];
  }
  for (int i = 0; i < n; ++i) {
    double t = table[i][0];
    while (t < 3)
      t = t * t + table[i][1] + 0.5;
    sum += t * table[(i + 1) % n][1];
  }
  for (int i = 0; i < n; ++i)
    free(table[i]);
  free(table);
  *y = sum;
}
static double rows_of(const double *x) {
  double y;
  rows(x, &y, 3);
  return y;
}

int main(void) {
  struct singles s = __enzyme_fwddiff_singles((void *)cube, enzyme_width, 2, 2.0f, 1.0f, -1.0f);
  EXPECT_TRUE(s.first == 12 && s.second == -12);
  s = __enzyme_autodiff_singles((void *)cube, enzyme_width, 2, 2.0f);
  EXPECT_TRUE(s.first == 12 && s.second == 12);
  struct augmented a = __enzyme_augmentfwd_single((void *)cube, 2.0f);
  EXPECT_TRUE(a.value == 8);
  EXPECT_TRUE(__enzyme_reverse_single((void *)cube, 2.0f, 0.5f, a.tape) == 6);

  // No adjoint of a result without derivative.
  double x = 3, dx = 0, y, dy = 1;
  void *tape = __enzyme_augmentfwd((void *)both, enzyme_const_return, enzyme_dup, &x, &dx, enzyme_dup, &y, &dy);
  __enzyme_reverse((void *)both, enzyme_const_return, enzyme_dup, &x, &dx, enzyme_dup, &y, &dy, tape);
  EXPECT_NEAR(dx, 6);

  double p[3] = {0.3, 1.2, -0.7}, q[3], dq[3], z, dz;
  memcpy(q, p, sizeof q);
  tape = __enzyme_augmentfwd((void *)rows, enzyme_dup, q, dq, enzyme_dup, &z, &dz, enzyme_const, 3);
  EXPECT_NEAR(z, rows_of(p));
  q[0] = q[1] = q[2] = 1e9;
  for (int sweep = 0; sweep < 3; ++sweep) {
    dz = 1;
    memset(dq, 0, sizeof dq);
    if (sweep < 2)
      __enzyme_reverse((void *)rows, enzyme_nofree, enzyme_dup, q, dq, enzyme_dup, &z, &dz, enzyme_const, 3, tape);
    else
      __enzyme_reverse((void *)rows, enzyme_dup, q, dq, enzyme_dup, &z, &dz, enzyme_const, 3, tape);
    EXPECT_GRADIENT(rows_of, p, 3, dq);
  }
  return failures();
}
