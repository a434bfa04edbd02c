// Addresses that a derivative of a derivative moves as doubles stay addresses when the optimiser has been at them and
// the selector of instructions without optimisation comes last.
// RUN: %clang -O2 -S -emit-llvm %s -o %t.ll
// RUN: %opt %t.ll -o %t.bc
// RUN: %plain-opt -passes='default<O2>' %t.bc -o %t.optimised.bc
// RUN: %clang -O0 -Wno-override-module %t.optimised.bc -o %t.exe -lm
// RUN: %t.exe

#include "check.h"
#include "markers.h"
#include <stdlib.h>

extern void __enzyme_autodiff(void *, ...);
extern void __enzyme_fwddiff(void *, ...);

struct node {
  double value;
  struct node *next;
};
static double squares(const double *x) {
  struct node *unused = 0;
  double sum = 0;
  int rounds = (int)(x[0] * 4);
  for (int i = 0; i < rounds; ++i) {
    struct node *one = unused;
    if (one)
      unused = one->next;
    else
      one = malloc(sizeof *one);
    one->value = x[i & 1];
    sum += one->value * one->value;
    if (i & 1) {
      one->next = unused;
      unused = one;
    } else {
      free(one);
    }
  }
  while (unused) {
    struct node *next = unused->next;
    sum += unused->value * unused->value;
    free(unused);
    unused = next;
  }
  return sum;
}
static void gradient(const double *x, double *g) { __enzyme_autodiff((void *)squares, enzyme_dup, x, g); }

int main(void) {
  // Of four rounds, two have x0; the others have x1, and one of the nodes is left.
  double x[2] = {1.1, 0.7}, g[2] = {0}, dx[2] = {1, 2}, dg[2] = {0};
  __enzyme_fwddiff((void *)gradient, enzyme_dup, x, dx, enzyme_dup, g, dg);
  EXPECT_NEAR(g[0], 4 * x[0]);
  EXPECT_NEAR(g[1], 6 * x[1]);
  EXPECT_NEAR(dg[0], 4);
  EXPECT_NEAR(dg[1], 12);
  return failures();
}
