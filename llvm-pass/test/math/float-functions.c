// The functions of libm in single precision, against the double derivative of the same function.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern float __enzyme_autodiff(void *, ...);
extern float __enzyme_fwddiff(void *, ...);

#define FUNCTIONS                                                                                  \
  BOTH(sin) BOTH(cos) BOTH(tan) BOTH(asin) BOTH(acos) BOTH(atan) BOTH(sinh) BOTH(cosh) BOTH(tanh)   \
  BOTH(asinh) BOTH(atanh) BOTH(exp) BOTH(exp2) BOTH(expm1) BOTH(log) BOTH(log2) BOTH(log10)         \
  BOTH(log1p) BOTH(sqrt) BOTH(cbrt) BOTH(fabs) BOTH(lgamma) BOTH(tgamma) BOTH(erf) BOTH(erfc)

#define BOTH(name)                                                                                 \
  static float single_##name(float x) { return name##f(x); }                                      \
  static double double_##name(double x) { return name(x); }
FUNCTIONS
#undef BOTH
static float single_pow(float x) { return powf(x, 1.5f) + hypotf(x, 2) + atan2f(x, 3); }
static double double_pow(double x) { return pow(x, 1.5) + hypot(x, 2) + atan2(x, 3); }

#define BOTH(name)                                                                                 \
  EXPECT_CLOSE(__enzyme_autodiff((void *)single_##name, x), slope(double_##name, x), 1e-5);        \
  EXPECT_CLOSE(__enzyme_fwddiff((void *)single_##name, x, 1.0f), slope(double_##name, x), 1e-5);

int main(void) {
  float points[] = {0.25f, 0.625f};
  for (int i = 0; i < 2; ++i) {
    float x = points[i];
    FUNCTIONS
    BOTH(pow)
  }
  return failures();
}
