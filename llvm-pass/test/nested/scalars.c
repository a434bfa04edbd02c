// Requests in functions that are differentiated: every mode over every mode, up to third derivatives.
// RUN: %every-level

#include "check.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x) { return x * x * sin(x); }
static double first_reverse(double x) { return __enzyme_autodiff((void *)f, x); }
static double first_forward(double x) { return __enzyme_fwddiff((void *)f, x, 1.0); }
static double second_reverse(double x) { return __enzyme_autodiff((void *)first_reverse, x); }
static double second_forward(double x) { return __enzyme_fwddiff((void *)first_forward, x, 1.0); }

static double second(double x) { return 2 * sin(x) + 4 * x * cos(x) - x * x * sin(x); }
static double third(double x) { return 6 * cos(x) - 6 * x * sin(x) - x * x * cos(x); }

// Singular partials.
static double g(double x) { return pow(x, 3) + sqrt(x) + fabs(x) * x + hypot(x, 2) + atan2(x, 3) + log1p(x); }
static double g_slope(double x) { return slope(g, x); }
static double g_first(double x) { return __enzyme_autodiff((void *)g, x); }

int main(void) {
  for (double x = -2; x < 2; x += 0.375) {
    EXPECT_NEAR(__enzyme_fwddiff((void *)first_reverse, x, 1.0), second(x));
    EXPECT_NEAR(__enzyme_autodiff((void *)first_reverse, x), second(x));
    EXPECT_NEAR(__enzyme_fwddiff((void *)first_forward, x, 1.0), second(x));
    EXPECT_NEAR(__enzyme_autodiff((void *)first_forward, x), second(x));
    EXPECT_NEAR(__enzyme_autodiff((void *)second_forward, x), third(x));
    EXPECT_NEAR(__enzyme_fwddiff((void *)second_reverse, x, 1.0), third(x));
  }
  EXPECT_NEAR(g_first(0.8), 3 * 0.64 + 0.5 / sqrt(0.8) + 1.6 + 0.8 / hypot(0.8, 2) + 3 / (9 + 0.64) + 1 / 1.8);
  EXPECT_CLOSE(__enzyme_fwddiff((void *)g_first, 0.8, 1.0), slope(g_slope, 0.8), 1e-6);
  EXPECT_NEAR(__enzyme_autodiff((void *)g_first, 0.8), __enzyme_fwddiff((void *)g_first, 0.8, 1.0));
  return failures();
}
