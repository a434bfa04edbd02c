// Other kinds of numbers: single precision, complex numbers, vectors of the compiler, roundings, library functions with
// several results.
// RUN: %every-case

#define _GNU_SOURCE
#include "cases.h"
#include <complex.h>

static void complex_numbers(const double *x, double *y) {
  double _Complex z = x[0] + x[1] * I, w = 1;
  for (int i = 0; i < 4; ++i)
    w = w * z + conj(z) / (2 + i);
  y[0] = creal(w);
  y[1] = cimag(w);
  y[2] = creal(w) * creal(w) + cimag(w) * cimag(w);
}
CASE(complex_numbers, 2, 3, 0.5, 1.2)

static void complex_arrays(const double *x, double *y) {
  double _Complex a[3], *p = malloc(3 * sizeof *p);
  for (int i = 0; i < 3; ++i)
    a[i] = x[i] + x[(i + 1) % 3] * I;
  memcpy(p, a, sizeof a);
  p[0] *= p[1] - p[2];
  p[1] = p[0] / p[2];
  y[0] = creal(p[0]) + cimag(p[1]);
  y[1] = creal(p[1] * a[0]);
  free(p);
}
CASE(complex_arrays, 3, 2, 0.5, 1.2, -0.7)

static void complex_functions(const double *x, double *y) {
  double _Complex z = x[0] + x[1] * I;
  y[0] = cabs(z) * carg(z);
  z = cexp(z) + csqrt(z);
  y[1] = creal(z);
  y[2] = cimag(z) * cabs(z);
}
CASE(complex_functions, 2, 3, 0.5, 1.2)

typedef double four __attribute__((vector_size(32)));
typedef long four_longs __attribute__((vector_size(32)));
static void vector_extensions(const double *x, double *y) {
  four a = {x[0], x[1], x[2], x[3]}, b = {1, 2, 3, 4};
  for (int i = 0; i < 3; ++i)
    a = a * b + a[i];
  four_longs mask = a > b;
  a = __builtin_shufflevector(a, b, 3, 1, 4, 0);
  y[0] = a[0] + a[1] * a[3];
  y[1] = mask[0] ? a[0] : a[3];
  a[2] = y[0];
  y[2] = a[2] * a[1];
}
CASE(vector_extensions, 4, 3, 0.5, 1.2, -0.7, 0.9)

static void rounded(const double *x, double *y) {
  double whole;
  y[0] = modf(x[0] * 7, &whole) * x[1] + whole * x[1];
  int exponent;
  y[1] = frexp(x[0] * x[1], &exponent) * (1 + exponent);
  y[2] = floor(x[0] * 3) * x[1] + round(x[1]) * x[0] + rint(x[1]) * x[0] + nearbyint(x[1]) * x[0];
  y[3] = remainder(x[0] * 5, 0.7) + fmod(x[1] * 5, 0.7) + ldexp(x[0], 2) + scalbn(x[1], -1) + trunc(x[1]) * x[0];
}
CASE(rounded, 2, 4, 0.51, 1.23)

static void together(const double *x, double *y) {
  double s, c;
  sincos(x[0] * x[1], &s, &c);
  y[0] = s * c * c;
  double a = lgamma(x[1]), b = hypot(x[0], x[1]), d = cbrt(x[0]), e = log1p(x[0]) * expm1(x[1]);
  y[1] = a * b + d * e + copysign(x[0], -x[1]) + fdim(x[1], x[0]) + fma(x[0], x[1], x[0]) + exp10(x[0]);
}
CASE(together, 2, 2, 0.5, 1.2)

static void integers_between(const double *x, double *y) {
  int n = (int)(x[0] * 8), k = (int)lround(x[1]), l = (int)lrint(x[1]);
  unsigned char c = (unsigned char)(x[1] * 100);
  double s = x[0];
  for (int i = 0; i < n; ++i)
    s = s * x[1] + (double)(i * k) + c + l;
  y[0] = s;
  y[1] = x[0] * (float)n;
}
CASE(integers_between, 2, 2, 0.56, 1.2345)

static void classified(const double *x, double *y) {
  double s = 0;
  for (int i = 0; i < 3; ++i) {
    if (isnan(x[i]) || isinf(x[i]))
      continue;
    s += signbit(x[i]) ? x[i] * x[i] : x[i] * x[0];
    s = isfinite(s) ? s : -s;
  }
  y[0] = s;
}
CASE(classified, 3, 1, 0.5, 1.2, -0.7)
