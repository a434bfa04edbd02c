// C promotes what is passed to a variable argument list: float to double, small integers to int.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdbool.h>

extern float __enzyme_autodiff(void *, ...);
extern double __enzyme_autodiff_double(void *, ...);
extern float __enzyme_fwddiff(void *, ...);
struct two_floats {
  float x, y;
};
extern struct two_floats __enzyme_autodiff_two(void *, ...);

static float f(float x, float y) { return x * x * y; }
static double power(double x, signed char n, bool inverse, unsigned short scale, long offset) {
  double product = 1;
  for (int i = 0; i < n; ++i)
    product *= x;
  return scale * (inverse ? 1 / product : product) + (double)offset;
}

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff((void *)f, enzyme_out, 3.0f, enzyme_const, 0.5f), 3);
  struct two_floats both = __enzyme_autodiff_two((void *)f, 3.0f, 0.5f);
  EXPECT_NEAR(both.x, 3);
  EXPECT_NEAR(both.y, 9);
  EXPECT_NEAR(__enzyme_fwddiff((void *)f, 3.0f, 1.0f, 0.5f, 2.0f), 21);

  // Integers without a marker are constant.
  EXPECT_NEAR(__enzyme_autodiff_double((void *)power, 2.0, 3, false, 65535, -1L), 65535 * 12.0);
  EXPECT_NEAR(__enzyme_autodiff_double((void *)power, 2.0, 2, true, 8, 1L), -2);
  EXPECT_NEAR(__enzyme_autodiff_double((void *)power, 2.0, -1, false, 8, 1L), 0);
  return failures();
}
