// __enzyme_batch: the primal once a lane; __enzyme_call_inactive: a call without derivative; __enzyme_iter.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct four { double lane[4]; };
extern struct four __enzyme_batch(void *, ...);
extern void __enzyme_batch_void(void *, ...);
extern double __enzyme_call_inactive(void *, ...);
extern int __enzyme_call_inactive_int(void *, ...);
extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
extern int __enzyme_iter(int, int);

static double f(double x, double scale) { return scale * x * x; }
static void store(double *to, int value) { *to = value; }

static double scale(double x) { return x * x * x; }
static int count(const double *x) { return *x > 0 ? 3 : 5; }
static double g(double x) {
  return x * __enzyme_call_inactive((void *)scale, x) * __enzyme_call_inactive_int((void *)count, &x);
}

static double fixed_point(double x) {
  double y = 0;
  for (int i = 0, n = __enzyme_iter(2, 3); i < n; ++i)
    y = x + y / 2;
  return y;
}

int main(void) {
  struct four a = __enzyme_batch((void *)f, enzyme_width, 4, enzyme_vector, 1.0, 2.0, 3.0, 4.0, enzyme_scalar, 0.5);
  for (int i = 0; i < 4; ++i)
    EXPECT_NEAR(a.lane[i], 0.5 * (i + 1) * (i + 1));
  double p, q;
  __enzyme_batch_void((void *)store, enzyme_width, 2, enzyme_dup, &p, &q, enzyme_dup, 3, 4);
  EXPECT_TRUE(p == 3 && q == 4);

  EXPECT_NEAR(g(2), 2 * 8 * 3);
  EXPECT_NEAR(__enzyme_autodiff((void *)g, 2.0), 8 * 3);
  EXPECT_NEAR(__enzyme_fwddiff((void *)g, 2.0, 1.0), 8 * 3);
  EXPECT_NEAR(__enzyme_call_inactive((void *)scale, 3.0), 27);

  EXPECT_NEAR(fixed_point(1), 1.5);
  EXPECT_NEAR(__enzyme_autodiff((void *)fixed_point, 1.0), 1 + 0.5 + 0.25 + 0.125 + 0.0625);
  return failures();
}
