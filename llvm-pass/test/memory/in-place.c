// Memory of the caller that the function overwrites: the shadow becomes the gradient by the values it began with.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern void __enzyme_autodiff(void *, ...);

static void cumulate(double *x, int n) {
  for (int i = 1; i < n; ++i)
    x[i] = x[i] * x[i - 1];
}
static void normalise(double *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += x[i] * x[i];
  double norm = sqrt(sum);
  for (int i = 0; i < n; ++i)
    x[i] /= norm;
}

// Component `which` of what `f` leaves, as a function of what it begins with.
static int which;
static double of_cumulate(const double *x) {
  double copy[4];
  memcpy(copy, x, sizeof copy);
  cumulate(copy, 4);
  return copy[which];
}
static double of_normalise(const double *x) {
  double copy[4];
  memcpy(copy, x, sizeof copy);
  normalise(copy, 4);
  return copy[which];
}

int main(void) {
  const double start[4] = {1.5, -0.5, 2, 0.75};
  for (which = 0; which < 4; ++which) {
    double x[4], shadow[4] = {0};
    memcpy(x, start, sizeof x);
    shadow[which] = 1;
    __enzyme_autodiff((void *)cumulate, enzyme_dup, x, shadow, enzyme_const, 4);
    EXPECT_GRADIENT(of_cumulate, start, 4, shadow);
    EXPECT_NEAR(x[3], 1.5 * -0.5 * 2 * 0.75);

    double y[4], seed[4] = {0};
    memcpy(y, start, sizeof y);
    seed[which] = 1;
    __enzyme_autodiff((void *)normalise, enzyme_dup, y, seed, enzyme_const, 4);
    EXPECT_GRADIENT(of_normalise, start, 4, seed);
  }
  return failures();
}
