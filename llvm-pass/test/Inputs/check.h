// Checks of numbers that count their failures, and derivatives by differences.
// A program ends with `return failures();`.

#ifndef CHECK_H
#define CHECK_H

#include <math.h>
#include <stdio.h>
#include <string.h>

static int failed_checks;

// The tolerance is relative, and absolute below one. NaN is near nothing.
static inline void expect_close(const char *what, int line, double got, double want,
                                double tolerance) {
  double scale = fabs(want) > 1 ? fabs(want) : 1;
  if (fabs(got - want) <= tolerance * scale)
    return;
  printf("line %d: %s is %.17g, expected %.17g\n", line, what, got, want);
  ++failed_checks;
}

#define EXPECT_CLOSE(got, want, tolerance) expect_close(#got, __LINE__, got, want, tolerance)
// For closed forms.
#define EXPECT_NEAR(got, want) EXPECT_CLOSE(got, want, 1e-13)
// For differences.
#define EXPECT_SLOPE(got, want) EXPECT_CLOSE(got, want, 1e-9)
#define EXPECT_TRUE(condition) EXPECT_CLOSE((condition) ? 1 : 0, 1, 0)

static inline int failures(void) { return failed_checks != 0; }

// Central differences, from steps h, h/2 and h/4 extrapolated twice.
static inline double extrapolate(double coarse, double middle, double fine) {
  double once = (4 * middle - coarse) / 3;
  double twice = (4 * fine - middle) / 3;
  return (16 * twice - once) / 15;
}

static inline double central(double (*f)(double), double x, double h) {
  return (f(x + h) - f(x - h)) / (2 * h);
}

// The derivative of f at x; good to about ten digits where f is smooth in x ± 0.004.
static inline double slope(double (*f)(double), double x) {
  double h = 4e-3;
  return extrapolate(central(f, x, h), central(f, x, h / 2), central(f, x, h / 4));
}

#define MOST_VARIABLES 64

static inline double central_along(double (*f)(const double *), const double *x, int n, int i,
                                   double h) {
  double at[MOST_VARIABLES];
  memcpy(at, x, n * sizeof *at);
  at[i] = x[i] + h;
  double above = f(at);
  at[i] = x[i] - h;
  return (above - f(at)) / (2 * h);
}

// The partial derivative of f by its variable i of n, at x.
static inline double partial(double (*f)(const double *), const double *x, int n, int i) {
  double h = 4e-3;
  return extrapolate(central_along(f, x, n, i, h), central_along(f, x, n, i, h / 2),
                     central_along(f, x, n, i, h / 4));
}

// Compares a gradient with differences, component by component.
static inline void expect_gradient(int line, double (*f)(const double *), const double *x, int n,
                                   const double *gradient) {
  for (int i = 0; i < n; ++i) {
    char what[32];
    snprintf(what, sizeof what, "gradient[%d]", i);
    expect_close(what, line, gradient[i], partial(f, x, n, i), 1e-9);
  }
}

#define EXPECT_GRADIENT(f, x, n, gradient) expect_gradient(__LINE__, f, x, n, gradient)

#endif
