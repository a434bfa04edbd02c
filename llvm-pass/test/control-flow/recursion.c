#include "check.h"
#include <stdlib.h>
double __enzyme_autodiff(void*, ...);
double __enzyme_fwddiff(void*, ...);
int enzyme_const, enzyme_dup;
static double power(double x, int n) { return n <= 0 ? 1.0 : x * sin(power(x, n-1)) ; }
__attribute__((noinline)) static double f(double x) { return power(x, 5); }
typedef struct node { double v; struct node *l, *r; } node;
static node *build(const double *x, int lo, int hi) {
  if (lo >= hi) return NULL;
  int m = (lo+hi)/2;
  node *n = malloc(sizeof *n);
  n->v = x[m]*x[m];
  n->l = build(x, lo, m); n->r = build(x, m+1, hi);
  return n;
}
static double total(node *n, double w) { return n ? w * n->v + total(n->l, w*n->v) * total(n->r, w+n->v) : 1.0; }
static void drop(node *n) { if (n) { drop(n->l); drop(n->r); free(n);} }
static double tree(const double *x) { node *n = build(x, 0, 6); double t = total(n, x[0]); drop(n); return t; }
static double det(const double *m, int n) {
  if (n == 1) return m[0];
  double sum = 0, sign = 1;
  double *minor = malloc((n-1)*(n-1)*sizeof(double));
  for (int c = 0; c < n; ++c) {
    for (int i = 1; i < n; ++i) for (int j = 0, k = 0; j < n; ++j) if (j != c) minor[(i-1)*(n-1)+k++] = m[i*n+j];
    sum += sign * m[c] * det(minor, n-1); sign = -sign;
  }
  free(minor);
  return sum;
}
static double det4(const double *m) { return det(m, 4); }
int main(void) {
  EXPECT_SLOPE(__enzyme_autodiff((void*)f, 0.7), slope(f, 0.7));
  EXPECT_SLOPE(__enzyme_fwddiff((void*)f, 0.7, 1.0), slope(f, 0.7));
  double x[6] = {0.5,-0.3,0.8,1.1,0.2,0.9}, g[6] = {0}, d[6]={1,0,0,0,0,0};
  __enzyme_autodiff((void*)tree, x, g);
  EXPECT_GRADIENT(tree, x, 6, g);
  EXPECT_SLOPE(__enzyme_fwddiff((void*)tree, x, d), g[0]);
  double m[16], gm[16]={0}; for (int i = 0; i < 16; ++i) m[i] = sin(i*i+1.0);
  __enzyme_autodiff((void*)det4, m, gm);
  EXPECT_GRADIENT(det4, m, 16, gm);
  return failures();
}
