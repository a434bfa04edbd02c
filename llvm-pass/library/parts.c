// Functions of libm with a second result.

double trunc(double), fabs(double), copysign(double, double), sin(double), cos(double), ldexp(double, int);
float truncf(float), fabsf(float), copysignf(float, float), sinf(float), cosf(float), ldexpf(float, int);

double modf(double x, double *whole) {
  double w = trunc(x);
  *whole = w;
  return copysign(fabs(x) == __builtin_inf() ? 0 : x - w, x);
}
float modff(float x, float *whole) {
  float w = truncf(x);
  *whole = w;
  return copysignf(fabsf(x) == __builtin_inff() ? 0 : x - w, x);
}

void sincos(double x, double *sine, double *cosine) {
  *sine = sin(x);
  *cosine = cos(x);
}
void sincosf(float x, float *sine, float *cosine) {
  *sine = sinf(x);
  *cosine = cosf(x);
}

// The exponent is read from the bits; numbers below the smallest normal one are scaled first.
static int exponent_of(double x) {
  union {
    double value;
    unsigned long bits;
  } number = {x};
  return (int)(number.bits >> 52 & 2047);
}
double frexp(double x, int *exponent) {
  const int bias = 1022, special = 2047, shift = 64;
  int e = exponent_of(x);
  if (x == 0 || e == special) {
    *exponent = 0;
    return x;
  }
  e = e ? e - bias : exponent_of(ldexp(x, shift)) - bias - shift;
  *exponent = e;
  return ldexp(x, -e);
}
float frexpf(float x, int *exponent) {
  const int bias = 1022, special = 2047;
  int e = exponent_of(x);
  if (x == 0 || e == special) {
    *exponent = 0;
    return x;
  }
  *exponent = e - bias;
  return ldexpf(x, bias - e);
}
