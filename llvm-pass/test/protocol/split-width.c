// Split mode with several lanes, and functions that are not inlined.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct augmented { void *tape; double value; };
struct lanes { double x[2]; };

extern struct augmented __enzyme_augmentfwd(void *, ...);
extern void *__enzyme_augmentfwd_tape(void *, ...);
extern struct lanes __enzyme_reverse_lanes(void *, ...);
extern void __enzyme_reverse(void *, ...);

static double f(double x, const double *p) { return x * p[0] + sin(x) * p[1]; }

// Recursion stays a call.
static double power(double x, int n) { return n == 0 ? 1 : n % 2 ? x * power(x, n - 1) : power(x * x, n / 2); }
static double polynomial(const double *x) { return power(x[0], 5) + power(x[1], 3) * x[0]; }

int main(void) {
  double p[2] = {2, 3}, dp[2] = {0}, dq[2] = {0};
  struct augmented a = __enzyme_augmentfwd((void *)f, enzyme_width, 2, 0.5, enzyme_dup, p, dp, dq);
  EXPECT_NEAR(a.value, 1 + 3 * sin(0.5));
  p[0] = p[1] = 0;
  struct lanes g = __enzyme_reverse_lanes((void *)f, enzyme_width, 2, 0.5, enzyme_dup, p, dp, dq, 1.0, -2.0, a.tape);
  EXPECT_NEAR(g.x[0], 2 + 3 * cos(0.5));
  EXPECT_NEAR(g.x[1], -2 * (2 + 3 * cos(0.5)));
  EXPECT_NEAR(dp[0], 0.5);
  EXPECT_NEAR(dp[1], sin(0.5));
  EXPECT_NEAR(dq[0], -1);
  EXPECT_NEAR(dq[1], -2 * sin(0.5));

  double x[2] = {1.1, 0.9}, dx[2] = {0};
  void *tape = __enzyme_augmentfwd_tape((void *)polynomial, enzyme_dup, x, dx);
  for (int i = 0; i < 2; ++i)
    __enzyme_reverse((void *)polynomial, enzyme_nofree, enzyme_dup, x, dx, 0.25, tape);
  __enzyme_reverse((void *)polynomial, enzyme_dup, x, dx, 0.5, tape);
  EXPECT_GRADIENT(polynomial, x, 2, dx);
  return failures();
}
