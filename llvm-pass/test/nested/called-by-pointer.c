// A function with a request in it that is called by a pointer: the derivative of the caller comes last.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern double __enzyme_autodiff(void *, ...);

struct model {
  double (*activation)(double);
  double scale;
};
static void (*on_error)(double) = 0;
_Noreturn static void give_up(double x) {
  on_error(x);
  exit(1);
}
// What it calls by a pointer never comes back: that is not part of its derivative.
static double cube(double x) {
  if (x > 1e9) give_up(x);
  return x * x * x;
}
static double steepness(double x);
static double misfit(double x, const struct model *m) { return m->scale * m->activation(x); }

// In the module it stands before what it may call.
double gradient(double x, const struct model *m);
double gradient(double x, const struct model *m) {
  return __enzyme_autodiff((void *)misfit, x, enzyme_const, m);
}
static double steepness(double x) { return __enzyme_autodiff((void *)cube, x); }

int main(int count, char **arguments) {
  (void)arguments;
  struct model models[2] = {{steepness, 2}, {cube, 1}};
  EXPECT_NEAR(gradient(0.5, &models[count - 1]), 2 * 6 * 0.5);
  EXPECT_NEAR(gradient(0.5, &models[count]), 3 * 0.25);
  return failures();
}
