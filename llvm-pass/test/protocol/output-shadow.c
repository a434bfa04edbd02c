// The shadow of an output is its seed: it is read, then zeroed. The output itself is produced.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static void polar(const double *p, double *xy) {
  xy[0] = p[0] * cos(p[1]);
  xy[1] = p[0] * sin(p[1]);
}

int main(void) {
  double r = 2, a = 0.6;
  double p[2] = {r, a};
  double seeds[3][2] = {{1, 0}, {0, 1}, {0.5, -3}};
  for (int i = 0; i < 3; ++i) {
    double s = seeds[i][0], t = seeds[i][1];
    double dp[2] = {0}, xy[2] = {-1, -1}, dxy[2] = {s, t};
    __enzyme_autodiff((void *)polar, enzyme_dup, p, dp, enzyme_dup, xy, dxy);
    EXPECT_NEAR(dp[0], s * cos(a) + t * sin(a));
    EXPECT_NEAR(dp[1], -s * r * sin(a) + t * r * cos(a));
    EXPECT_NEAR(xy[0], r * cos(a));
    EXPECT_NEAR(xy[1], r * sin(a));
    EXPECT_TRUE(dxy[0] == 0 && dxy[1] == 0);
  }
  return failures();
}
