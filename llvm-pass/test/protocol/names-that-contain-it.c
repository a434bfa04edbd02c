// A call is a request if its callee's name contains the entry point's: before and behind it may stand anything.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff1(void *, double);
extern float __enzyme_autodiff_of_float(void *, float);
extern double my__enzyme_autodiff(void *, int, double);
extern double library__enzyme_fwddiff_v2(void *, double, double);

static double cube(double x) { return x * x * x; }
static float half_square(float x) { return x * x / 2; }

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff1((void *)cube, 2.0), 12);
  EXPECT_NEAR(__enzyme_autodiff_of_float((void *)half_square, 3.0f), 3);
  EXPECT_NEAR(my__enzyme_autodiff((void *)cube, enzyme_out, -1.0), 3);
  EXPECT_NEAR(library__enzyme_fwddiff_v2((void *)cube, 2.0, 0.5), 6);
  return failures();
}
