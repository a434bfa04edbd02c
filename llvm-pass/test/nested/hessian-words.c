// Second derivatives through words that are floats at one time and addresses at another. The derivative of the adjoint
// counts where the adjoint is zero.
// RUN: %every-level

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  long kind;
  union {
    double number;
    double *place;
  } payload;
} Term;

__attribute__((noinline)) static void sort_by_kind(Term *terms, long n) {
  for (long i = 1; i < n; ++i)
    for (long j = i; j > 0 && terms[j].kind < terms[j - 1].kind; --j) {
      Term other;
      memcpy(&other, &terms[j], sizeof other);
      memmove(&terms[j], &terms[j - 1], sizeof other);
      memcpy(&terms[j - 1], &other, sizeof other);
    }
}

static double function(const double *x, int n) {
  double places[3];
  Term *terms = (Term *)malloc(2 * n * sizeof *terms);
  for (int i = 0; i < n; ++i) {
    places[i] = sin(x[i]) * x[(i + 1) % n];
    terms[2 * i].kind = 7 - i;
    terms[2 * i].payload.place = &places[i];
    terms[2 * i + 1].kind = i - 4;
    terms[2 * i + 1].payload.number = x[i] * x[i];
  }
  sort_by_kind(terms, 2 * n);
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += terms[i].payload.number * *terms[i + n].payload.place;
  free(terms);
  return sum;
}

#include "check.h"
#include "markers.h"

extern void __enzyme_fwddiff_words(void *, ...);
extern void __enzyme_autodiff_words(void *, ...);

static void gradient_of(const double *x, double *dx, int n) {
  __enzyme_autodiff_words((void *)function, enzyme_dup, x, dx, enzyme_const, n);
}

static const double *direction;
static int length;
static double value(const double *x) { return function(x, length); }
static double directional(const double *x) {
  double dx[3] = {0};
  gradient_of(x, dx, length);
  return dx[0] * direction[0] + dx[1] * direction[1] + dx[2] * direction[2];
}

static void expect_product(int line, const double *x, const double *v, int n) {
  double dx[3] = {0}, product[3] = {0};
  direction = v;
  length = n;
  __enzyme_fwddiff_words((void *)gradient_of, enzyme_dup, x, v, enzyme_dup, dx, product, enzyme_const, n);
  expect_gradient(line, value, x, 3, dx);
  expect_gradient(line, directional, x, 3, product);
}
#define EXPECT_PRODUCT(x, v, n) expect_product(__LINE__, x, v, n)

int main(void) {
  double x[3] = {0.3, 1.1, -0.7}, v[3] = {1, 0.5, 2}, flat[3] = {0, 1.1, 0};
  EXPECT_PRODUCT(x, v, 3);
  EXPECT_PRODUCT(v, x, 2);
  EXPECT_PRODUCT(flat, v, 3);
  return failures();
}
