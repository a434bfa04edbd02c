// __enzyme_fwdsplit: forward mode after a forward sweep, of functions that may run again.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern void *__enzyme_augmentfwd(void *, ...);
extern double __enzyme_fwdsplit(void *, ...);
extern double __enzyme_reverse(void *, ...);

static double f(double x, double y, int n) {
  double work[4] = {x, y, x * y, 1};
  for (int i = 0; i < n; ++i)
    work[i % 4] = sin(work[(i + 1) % 4]) + work[i % 4] * 0.5;
  return work[0] * work[3];
}
static double f_of(const double *p) { return f(p[0], p[1], 6); }

int main(void) {
  double p[2] = {0.4, 1.2};
  void *tape = __enzyme_augmentfwd((void *)f, p[0], enzyme_const, p[1], enzyme_const, 6);
  double dx = __enzyme_fwdsplit((void *)f, enzyme_nofree, p[0], 1.0, enzyme_const, p[1], enzyme_const, 6, tape);
  EXPECT_SLOPE(dx, partial(f_of, p, 2, 0));
  EXPECT_NEAR(__enzyme_reverse((void *)f, p[0], enzyme_const, p[1], enzyme_const, 6, 1.0, tape), dx);
  return failures();
}
