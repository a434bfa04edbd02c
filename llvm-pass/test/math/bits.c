// Signs that are cleared, flipped and copied on the bits of a float; signs and exponents that are numbers.
// RUN: %every-level

#include "field.h"
#include "float-bits.h"

static const uint64_t Sign = UINT64_C(1) << 63;

static double cleared(const double *x) { return from(bits(x[0]) & ~Sign) * x[1]; }
static double flipped(const double *x) { return from(bits(x[0]) ^ Sign) * x[1]; }
static double copied(const double *x) { return from(bits(fabs(x[0])) | (bits(x[1]) & Sign)) * x[1]; }
static double copied_by_bits(const double *x) {
  return from((bits(x[1]) & Sign) | (bits(x[0]) & ~Sign)) * x[1] * x[0];
}
static double unit(const double *x) { return from(bits(3.0) | (bits(x[1]) & Sign)) * x[0]; }

// Calls itself twice: it stays a function, and its count an argument.
static double nested(double a, uint64_t n) {
  return n < 2 ? a : a * nested(a, n - 1) + nested(a * 0.5, n - 2);
}
static double by_exponent(const double *x) {
  return nested(x[0], (bits(x[1]) >> 52 & 0x7ff) - 1020) * x[1];
}
static double by_sign(const double *x) {
  uint64_t kept[4];
  for (int i = 0; i < 2; ++i) {
    kept[2 * i] = bits(x[i]);
    kept[2 * i + 1] = bits(x[1 - i]) >> 63;
  }
  double sum = 0;
  for (int i = 0; i < 2; ++i)
    sum += nested(from(kept[2 * i]), 1 + kept[2 * i + 1]) * x[i];
  return sum;
}

static float copied_single(const float *x) {
  uint32_t a, b, sign = UINT32_C(1) << 31;
  memcpy(&a, &x[0], sizeof a);
  memcpy(&b, &x[1], sizeof b);
  a = (a & ~sign) | (b & sign);
  float v;
  memcpy(&v, &a, sizeof v);
  return v * x[1];
}
extern float __enzyme_autodiff_single(void *, ...);

int main(void) {
  const double points[4][2] = {{1.25, -0.75}, {-1.25, 0.75}, {0.5, 0.5}, {-2, -3}};
  for (int p = 0; p < 4; ++p) {
    EXPECT_FIELD(cleared, points[p], 2);
    EXPECT_FIELD(flipped, points[p], 2);
    EXPECT_FIELD(copied, points[p], 2);
    EXPECT_FIELD(copied_by_bits, points[p], 2);
    EXPECT_FIELD(unit, points[p], 2);
    EXPECT_FIELD(by_exponent, points[p], 2);
    EXPECT_FIELD(by_sign, points[p], 2);
    float x[2] = {(float)points[p][0], (float)points[p][1]}, dx[2] = {0};
    __enzyme_autodiff_single((void *)copied_single, enzyme_dup, x, dx);
    EXPECT_NEAR(dx[0], copysign(1, x[0]) * fabs(x[1]));
    EXPECT_NEAR(dx[1], copysignf(x[0], x[1]));
  }
  return failures();
}
