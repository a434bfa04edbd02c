// A function that returns a pointer: the forward sweep returns its shadow as well, forward mode too.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

struct augmented { void *tape; double *value, *shadow; };
struct pointers { double *value, *tangent; };

extern struct augmented __enzyme_augmentfwd(void *, ...);
extern void __enzyme_reverse(void *, ...);
extern struct pointers __enzyme_fwddiff(void *, ...);
extern double *__enzyme_fwddiff_tangent(void *, ...);

static double *squares(const double *x, int n) {
  double *y = (double *)malloc(n * sizeof *y);
  for (int i = 0; i < n; ++i)
    y[i] = x[i] * x[i];
  return y;
}
static double *larger(double *x, double *y) { return *x > *y ? x : y; }

int main(void) {
  double x[3] = {1, 2, 3}, dx[3] = {0};
  struct augmented a = __enzyme_augmentfwd((void *)squares, enzyme_dup, x, dx, enzyme_const, 3);
  EXPECT_NEAR(a.value[2], 9);
  EXPECT_TRUE(a.shadow[0] == 0 && a.shadow[2] == 0);
  for (int i = 0; i < 3; ++i)
    a.shadow[i] = i + 1;
  __enzyme_reverse((void *)squares, enzyme_dup, x, dx, enzyme_const, 3, a.tape);
  for (int i = 0; i < 3; ++i)
    EXPECT_NEAR(dx[i], 2 * x[i] * (i + 1));
  free(a.value);
  free(a.shadow);

  double tx[3] = {1, 0, -1};
  struct pointers b =
      __enzyme_fwddiff((void *)squares, enzyme_primal_return, enzyme_dup, x, tx, enzyme_const, 3);
  EXPECT_NEAR(b.value[1], 4);
  EXPECT_NEAR(b.tangent[0], 2);
  EXPECT_NEAR(b.tangent[1], 0);
  EXPECT_NEAR(b.tangent[2], -6);
  free(b.value);
  free(b.tangent);

  double u = 1, v = 2, du = 3, dv = 4;
  EXPECT_TRUE(__enzyme_fwddiff_tangent((void *)larger, &u, &du, &v, &dv) == &dv);
  v = 0;
  EXPECT_TRUE(__enzyme_fwddiff_tangent((void *)larger, &u, &du, &v, &dv) == &du);
  return failures();
}
