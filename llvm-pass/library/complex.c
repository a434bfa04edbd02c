// Complex numbers, by their definition. Infinite operands are not repaired as in annex G of C: where they occur there is
// no derivative.

double sqrt(double), hypot(double, double), atan2(double, double), exp(double), log(double), fabs(double);
double sin(double), cos(double), tan(double), sinh(double), cosh(double), tanh(double), copysign(double, double);

#define RE __real__
#define IM __imag__
typedef double _Complex complex;

static inline complex of(double re, double im) {
  complex z;
  RE z = re;
  IM z = im;
  return z;
}

complex __muldc3(double a, double b, double c, double d) { return of(a * c - b * d, a * d + b * c); }

// Smith's: the larger part of the divisor is divided by.
complex __divdc3(double a, double b, double c, double d) {
  if (fabs(c) < fabs(d)) {
    double ratio = c / d, denominator = c * ratio + d;
    return of((a * ratio + b) / denominator, (b * ratio - a) / denominator);
  }
  double ratio = d / c, denominator = d * ratio + c;
  return of((b * ratio + a) / denominator, (b - a * ratio) / denominator);
}

double cabs(complex z) { return hypot(RE z, IM z); }
double carg(complex z) { return atan2(IM z, RE z); }

complex cexp(complex z) {
  double size = exp(RE z);
  return of(size * cos(IM z), size * sin(IM z));
}
complex clog(complex z) { return of(log(hypot(RE z, IM z)), atan2(IM z, RE z)); }

complex csqrt(complex z) {
  double a = RE z, b = IM z;
  if (a == 0 && b == 0)
    return of(0, b);
  double larger = sqrt((hypot(a, b) + fabs(a)) * 0.5), smaller = b / (2 * larger);
  return a >= 0 ? of(larger, smaller) : of(fabs(smaller), copysign(larger, b));
}

complex cpow(complex z, complex exponent) {
  double size = log(hypot(RE z, IM z)), angle = atan2(IM z, RE z);
  double scale = exp(RE exponent * size - IM exponent * angle), turn = RE exponent * angle + IM exponent * size;
  return of(scale * cos(turn), scale * sin(turn));
}

complex csin(complex z) { return of(sin(RE z) * cosh(IM z), cos(RE z) * sinh(IM z)); }
complex ccos(complex z) { return of(cos(RE z) * cosh(IM z), -(sin(RE z) * sinh(IM z))); }
complex csinh(complex z) { return of(sinh(RE z) * cos(IM z), cosh(RE z) * sin(IM z)); }
complex ccosh(complex z) { return of(cosh(RE z) * cos(IM z), sinh(RE z) * sin(IM z)); }

complex ctanh(complex z) {
  double t = tanh(RE z), s = tan(IM z), n = 1 + t * t * s * s;
  return of(t * (1 + s * s) / n, s * (1 - t * t) / n);
}
complex ctan(complex z) {
  double s = tan(RE z), t = tanh(IM z), n = 1 + t * t * s * s;
  return of(s * (1 - t * t) / n, t * (1 + s * s) / n);
}

typedef float _Complex complexf;
float hypotf(float, float), atan2f(float, float), fabsf(float);

static inline complexf off(float re, float im) {
  complexf z;
  RE z = re;
  IM z = im;
  return z;
}
complexf __mulsc3(float a, float b, float c, float d) { return off(a * c - b * d, a * d + b * c); }
complexf __divsc3(float a, float b, float c, float d) {
  if (fabsf(c) < fabsf(d)) {
    float ratio = c / d, denominator = c * ratio + d;
    return off((a * ratio + b) / denominator, (b * ratio - a) / denominator);
  }
  float ratio = d / c, denominator = d * ratio + c;
  return off((b * ratio + a) / denominator, (b - a * ratio) / denominator);
}
float cabsf(complexf z) { return hypotf(RE z, IM z); }
float cargf(complexf z) { return atan2f(IM z, RE z); }
