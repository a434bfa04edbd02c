// enzyme_width in forward mode: N tangents after each active argument, N tangents as the result.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct two { double lane[2]; };
struct three { double lane[3]; };
struct eight { double lane[8]; };
struct both { double value; double lane[4]; };

extern double __enzyme_fwddiff_1(void *, ...);
extern struct two __enzyme_fwddiff_2(void *, ...);
extern struct three __enzyme_fwddiff_3(void *, ...);
extern struct both __enzyme_fwddiff_4(void *, ...);
extern struct eight __enzyme_fwddiff_8(void *, ...);
extern void __enzyme_fwddiff_memory(void *, ...);

static double f(double x, double y) { return x * x * y + sin(x); }
static double fx(double x, double y) { return 2 * x * y + cos(x); }
static double fy(double x, double y) { (void)y; return x * x; }

static void powers(const double *x, double *y, int n) {
  double power = 1;
  for (int i = 0; i < n; ++i) {
    power *= x[i];
    y[i] = power;
  }
}

int main(void) {
  double x = 0.7, y = 1.3, dx = fx(x, y), dy = fy(x, y);
  EXPECT_NEAR(__enzyme_fwddiff_1((void *)f, enzyme_width, 1, x, 2.0, y, 3.0), 2 * dx + 3 * dy);

  struct two a = __enzyme_fwddiff_2((void *)f, enzyme_width, 2, enzyme_dup, x, 1.0, 0.0, enzyme_dup, y, 0.0, 1.0);
  EXPECT_NEAR(a.lane[0], dx);
  EXPECT_NEAR(a.lane[1], dy);

  // The width may come last.
  struct three b = __enzyme_fwddiff_3((void *)f, x, 1.0, 2.0, -1.0, enzyme_const, y, enzyme_width, 3);
  EXPECT_NEAR(b.lane[0], dx);
  EXPECT_NEAR(b.lane[1], 2 * dx);
  EXPECT_NEAR(b.lane[2], -dx);

  struct both c = __enzyme_fwddiff_4((void *)f, enzyme_width, 4, enzyme_primal_return, x, 1.0, 0.0, 1.0, 0.5, y,
                                     0.0, 1.0, 1.0, 0.25);
  EXPECT_NEAR(c.value, f(x, y));
  EXPECT_NEAR(c.lane[0], dx);
  EXPECT_NEAR(c.lane[1], dy);
  EXPECT_NEAR(c.lane[2], dx + dy);
  EXPECT_NEAR(c.lane[3], 0.5 * dx + 0.25 * dy);

  struct eight d = __enzyme_fwddiff_8((void *)f, enzyme_width, 8, x, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0,
                                      enzyme_const, y);
  for (int i = 0; i < 8; ++i)
    EXPECT_NEAR(d.lane[i], (i + 1) * dx);

  double p[3] = {2, 3, 5}, q[3], t0[3] = {1, 0, 0}, t1[3] = {0, 1, 0}, s0[3], s1[3];
  __enzyme_fwddiff_memory((void *)powers, enzyme_width, 2, enzyme_dup, p, t0, t1, enzyme_dup, q, s0, s1,
                          enzyme_const, 3);
  EXPECT_NEAR(q[2], 30);
  EXPECT_NEAR(s0[0], 1);
  EXPECT_NEAR(s0[2], 15);
  EXPECT_NEAR(s1[0], 0);
  EXPECT_NEAR(s1[2], 10);
  return failures();
}
