// Functions of Rust's crate `libm` with two results, by their mangled names. Each has the derivative of what it
// computes, also where its body returns a constant (log-gamma at 1 and 2) or works on bits.
// RUN: %every-level

#include "check.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

struct counted {
  double value;
  int count;
};

struct both {
  double first, second;
};

#define LGAMMA_R _ZN4libm4math8lgamma_r8lgamma_r17h0123456789abcdefE
#define FREXP _ZN4libm4math5frexp5frexp17h0123456789abcdefE
#define MODF _ZN4libm4math4modf4modf17h0123456789abcdefE
#define SINCOS _ZN4libm4math6sincos6sincos17h0123456789abcdefE

__attribute__((noinline)) struct counted LGAMMA_R(double x) {
  if (x == 1 || x == 2)
    return (struct counted){0, 1};
  return (struct counted){lgamma(x), 1};
}

__attribute__((noinline)) struct counted FREXP(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int exponent = (int)(bits >> 52 & 0x7ff) - 1022;
  bits = (bits & 0x800fffffffffffff) | 0x3fe0000000000000;
  memcpy(&x, &bits, 8);
  return (struct counted){x, exponent};
}

__attribute__((noinline)) struct both MODF(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
  double whole = 0;
  if (exponent >= 0) {
    bits &= ~(((uint64_t)1 << (52 - exponent)) - 1);
    memcpy(&whole, &bits, 8);
  }
  return (struct both){x - whole, whole};
}

__attribute__((noinline)) struct both SINCOS(double x) {
  return (struct both){sin(x), cos(x)};
}

static double log_gamma(double x) {
  struct counted r = LGAMMA_R(x);
  return r.value * r.count;
}

static double rebuilt(double x) {
  struct counted r = FREXP(x);
  return r.value * r.value * ldexp(1, r.count);
}

static double parts(double x) {
  struct both r = MODF(x);
  return r.first * r.first + 10 * r.second;
}

static double wave(double x) {
  struct both r = SINCOS(x);
  return r.first * r.first * r.second;
}

double __enzyme_autodiff(void *, double);
double __enzyme_fwddiff(void *, double, double);

#define SLOPE(f, x, expected)                                                                                          \
  do {                                                                                                                 \
    EXPECT_NEAR(__enzyme_autodiff((void *)f, x), expected);                                                             \
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, x, 1.0), expected);                                                         \
  } while (0)

int main(void) {
  SLOPE(log_gamma, 1.0, -0.57721566490153286);
  SLOPE(log_gamma, 2.0, 0.42278433509846714);
  // 6 = 0.75 · 2³: the square of x / 8, times 8.
  SLOPE(rebuilt, 6.0, 2 * 6.0 / 8);
  SLOPE(parts, 2.75, 2 * 0.75);
  SLOPE(wave, 0.5, 2 * sin(0.5) * cos(0.5) * cos(0.5) - pow(sin(0.5), 3));
  return failures();
}
