// The gradients of several out-arguments come back as a struct, in registers or through memory.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct two {
  double x, y;
};
struct three {
  double x, y, z;
};
struct five {
  double of[5];
};
extern struct two __enzyme_autodiff_two(void *, ...);
extern struct three __enzyme_autodiff_three(void *, ...);
extern struct five __enzyme_autodiff_five(void *, ...);

static double f(double x, double y) { return sin(x) * y; }
static double g(double x, double y, double z) { return x * y * z + z * z; }
static double h(double a, double b, double c, double d, double e) { return a * b + c / d - e * e; }

int main(void) {
  struct two of_f = __enzyme_autodiff_two((void *)f, 0.7, 1.3);
  EXPECT_NEAR(of_f.x, cos(0.7) * 1.3);
  EXPECT_NEAR(of_f.y, sin(0.7));

  struct three of_g = __enzyme_autodiff_three((void *)g, 2.0, 3.0, 5.0);
  EXPECT_NEAR(of_g.x, 15);
  EXPECT_NEAR(of_g.y, 10);
  EXPECT_NEAR(of_g.z, 16);

  // A constant between them leaves no gap.
  struct two without_y = __enzyme_autodiff_two((void *)g, 2.0, enzyme_const, 3.0, 5.0);
  EXPECT_NEAR(without_y.x, 15);
  EXPECT_NEAR(without_y.y, 16);

  struct five of_h = __enzyme_autodiff_five((void *)h, 1.0, 2.0, 3.0, 4.0, 5.0);
  EXPECT_NEAR(of_h.of[0], 2);
  EXPECT_NEAR(of_h.of[1], 1);
  EXPECT_NEAR(of_h.of[2], 0.25);
  EXPECT_NEAR(of_h.of[3], -3.0 / 16);
  EXPECT_NEAR(of_h.of[4], -10);
  return failures();
}
