// Split sweeps, batches and rules inside a function that is differentiated.
// RUN: %every-level

#include "check.h"
#include "markers.h"

#define NOINLINE __attribute__((noinline))
struct augmented { void *tape; double value; };
struct pair { double lane[2]; };

extern struct augmented __enzyme_augmentfwd(void *, ...);
extern double __enzyme_reverse(void *, ...);
extern struct pair __enzyme_batch(void *, ...);
extern struct pair __enzyme_fwddiff_pair(void *, ...);
extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x, int n) {
  double y = x;
  for (int i = 0; i < n; ++i)
    y = sin(y) * x + y;
  return y;
}
static double value_times_slope(double x, int n) {
  struct augmented a = __enzyme_augmentfwd((void *)f, x, enzyme_const, n);
  return a.value * __enzyme_reverse((void *)f, x, enzyme_const, n, 1.0, a.tape);
}
static double lanes(double x) {
  struct pair values = __enzyme_batch((void *)f, enzyme_width, 2, enzyme_vector, x, x * x, enzyme_scalar, 2);
  struct pair slopes = __enzyme_fwddiff_pair((void *)f, enzyme_width, 2, x, 1.0, x, enzyme_const, 3);
  return values.lane[0] * values.lane[1] + slopes.lane[0] * slopes.lane[1];
}

NOINLINE double square(double x) { return x * x; }
NOINLINE double square_augmented(double x) { return x * x; }
NOINLINE double square_reverse(double x, double dy) { return 2 * x * dy; }
void *__enzyme_register_gradient_square[3] = {(void *)square, (void *)square_augmented, (void *)square_reverse};
static double by_rule(double x) { return square(square(x)); }
static double by_rule_slope(double x) { return __enzyme_autodiff((void *)by_rule, x); }

static double split_of(double x) { return value_times_slope(x, 4); }

int main(void) {
  double x = 0.6, h = slope(split_of, x);
  EXPECT_SLOPE(__enzyme_fwddiff((void *)value_times_slope, x, 1.0, enzyme_const, 4), h);
  EXPECT_SLOPE(__enzyme_autodiff((void *)value_times_slope, x, enzyme_const, 4), h);
  EXPECT_SLOPE(__enzyme_fwddiff((void *)lanes, x, 1.0), slope(lanes, x));
  EXPECT_SLOPE(__enzyme_autodiff((void *)lanes, x), slope(lanes, x));
  EXPECT_NEAR(__enzyme_autodiff((void *)by_rule, 1.5), 4 * 1.5 * 1.5 * 1.5);
  EXPECT_NEAR(__enzyme_fwddiff((void *)by_rule_slope, 1.5, 1.0), 12 * 1.5 * 1.5);
  EXPECT_NEAR(__enzyme_autodiff((void *)by_rule_slope, 1.5), 12 * 1.5 * 1.5);
  return failures();
}
