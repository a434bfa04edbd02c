// enzyme_width in reverse mode: N shadows after each pointer, N gradients of each enzyme_out.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

struct two { double lane[2]; };
struct four { double x[4], y[4]; };
struct whole { double value; double x[3]; };

extern struct two __enzyme_autodiff_2(void *, ...);
extern struct four __enzyme_autodiff_4(void *, ...);
extern struct whole __enzyme_autodiff_3(void *, ...);
extern void __enzyme_autodiff_memory(void *, ...);

static double f(double x, double y) { return x * x * y + sin(x); }

static void rotate(const double *x, double *y) {
  double c = cos(x[2]), s = sin(x[2]);
  y[0] = c * x[0] - s * x[1];
  y[1] = s * x[0] + c * x[1];
}

// With temporary memory, in a loop.
static double chain(const double *x, int n) {
  double *work = (double *)malloc(n * sizeof *work);
  work[0] = x[0];
  for (int i = 1; i < n; ++i)
    work[i] = work[i - 1] * x[i] + x[0];
  double result = work[n - 1] * work[n - 1];
  free(work);
  return result;
}
static double chain_of(const double *x) { return chain(x, 4); }

int main(void) {
  double x = 0.7, y = 1.3, dx = 2 * x * y + cos(x), dy = x * x;
  struct two a = __enzyme_autodiff_2((void *)f, enzyme_width, 2, enzyme_out, x, enzyme_const, y);
  EXPECT_NEAR(a.lane[0], dx);
  EXPECT_NEAR(a.lane[1], dx);

  struct four b = __enzyme_autodiff_4((void *)f, enzyme_width, 4, x, y);
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(b.x[i], dx);
    EXPECT_NEAR(b.y[i], dy);
  }

  struct whole c = __enzyme_autodiff_3((void *)f, enzyme_width, 3, enzyme_primal_return, x, enzyme_const, y);
  EXPECT_NEAR(c.value, f(x, y));
  EXPECT_NEAR(c.x[2], dx);

  // The whole Jacobian at once.
  double p[3] = {1, 2, 0.5}, q[2], d0[3] = {0}, d1[3] = {0}, e0[2] = {1, 0}, e1[2] = {0, 1};
  __enzyme_autodiff_memory((void *)rotate, enzyme_width, 2, enzyme_dup, p, d0, d1, enzyme_dup, q, e0, e1);
  double co = cos(0.5), si = sin(0.5);
  EXPECT_NEAR(d0[0], co);
  EXPECT_NEAR(d0[1], -si);
  EXPECT_NEAR(d0[2], -si * 1 - co * 2);
  EXPECT_NEAR(d1[0], si);
  EXPECT_NEAR(d1[1], co);
  EXPECT_NEAR(d1[2], co * 1 - si * 2);
  EXPECT_TRUE(e0[0] == 0 && e1[1] == 0);

  double z[4] = {1.1, 0.7, -0.4, 1.9}, g0[4] = {0}, g1[4] = {10, 0, 0, 0};
  __enzyme_autodiff_memory((void *)chain, enzyme_width, 2, enzyme_dup, z, g0, g1, enzyme_const, 4);
  EXPECT_GRADIENT(chain_of, z, 4, g0);
  g1[0] -= 10;
  EXPECT_GRADIENT(chain_of, z, 4, g1);
  return failures();
}
