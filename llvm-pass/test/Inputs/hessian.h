// Products of a Hessian with a vector, by all pairs of modes, of a function of three variables and a length. A program
// defines `static double function(const double *x, int n)` first.

#ifndef HESSIAN_H
#define HESSIAN_H

#include "check.h"
#include "markers.h"

extern double __enzyme_fwddiff_hessian(void *, ...);
extern void __enzyme_autodiff_hessian(void *, ...);

static void gradient_of(const double *x, double *dx, int n) {
  __enzyme_autodiff_hessian((void *)function, enzyme_dup, x, dx, enzyme_const, n);
}
static double slope_by_forward(const double *x, const double *v, int n) {
  return __enzyme_fwddiff_hessian((void *)function, enzyme_dup, x, v, enzyme_const, n);
}
static double slope_by_reverse(const double *x, const double *v, int n) {
  double dx[3] = {0}, sum = 0;
  gradient_of(x, dx, n);
  for (int i = 0; i < 3; ++i)
    sum += dx[i] * v[i];
  return sum;
}

static const double *hessian_direction;
static int hessian_length;
// Only this is differenced: the gradient itself is compared with differences of the function.
static double directional(const double *x) {
  double dx[3] = {0};
  gradient_of(x, dx, hessian_length);
  return dx[0] * hessian_direction[0] + dx[1] * hessian_direction[1] + dx[2] * hessian_direction[2];
}
static double value_of(const double *x) { return function(x, hessian_length); }

static void expect_hessian(int line, const double *x, const double *v, int n) {
  hessian_direction = v;
  hessian_length = n;
  double first[3] = {0}, again[3] = {0}, product[3] = {0}, reverse_forward[3] = {0}, reverse_reverse[3] = {0};
  gradient_of(x, first, n);
  expect_gradient(line, value_of, x, 3, first);
  __enzyme_fwddiff_hessian((void *)gradient_of, enzyme_dup, x, v, enzyme_dup, again, product, enzyme_const, n);
  expect_gradient(line, directional, x, 3, product);
  __enzyme_autodiff_hessian((void *)slope_by_forward, enzyme_dup, x, reverse_forward, enzyme_const, v, enzyme_const, n);
  __enzyme_autodiff_hessian((void *)slope_by_reverse, enzyme_dup, x, reverse_reverse, enzyme_const, v, enzyme_const, n);
  for (int i = 0; i < 3; ++i) {
    expect_close("gradient", line, again[i], first[i], 1e-13);
    expect_close("reverse over forward", line, reverse_forward[i], product[i], 1e-12);
    expect_close("reverse over reverse", line, reverse_reverse[i], product[i], 1e-12);
  }
}
#define EXPECT_HESSIAN(x, v, n) expect_hessian(__LINE__, x, v, n)

#endif
