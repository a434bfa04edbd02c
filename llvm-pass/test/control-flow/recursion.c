// Functions that call themselves: one call, two calls over a tree that is built, read and freed, and a loop of calls
// with memory of their own.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>

static double power(double x, int n) {
  return n <= 0 ? 1.0 : x * sin(power(x, n - 1));
}
static double nested(const double *x) { return power(x[0], 5) * x[1]; }

typedef struct node {
  double value;
  struct node *left, *right;
} node;
static node *build(const double *x, int first, int last) {
  if (first >= last)
    return NULL;
  int middle = (first + last) / 2;
  node *n = malloc(sizeof *n);
  n->value = x[middle] * x[middle];
  n->left = build(x, first, middle);
  n->right = build(x, middle + 1, last);
  return n;
}
static double total(const node *n, double weight) {
  if (!n)
    return 1;
  return weight * n->value + total(n->left, weight * n->value) * total(n->right, weight + n->value);
}
static void drop(node *n) {
  if (!n)
    return;
  drop(n->left);
  drop(n->right);
  free(n);
}
static double tree(const double *x) {
  node *root = build(x, 0, 6);
  double result = total(root, x[0]);
  drop(root);
  return result;
}

static double minors(const double *m, int n) {
  if (n == 1)
    return m[0];
  double sum = 0, sign = 1;
  double *minor = malloc((n - 1) * (n - 1) * sizeof *minor);
  for (int c = 0; c < n; ++c) {
    for (int i = 1; i < n; ++i)
      for (int j = 0, k = 0; j < n; ++j)
        if (j != c)
          minor[(i - 1) * (n - 1) + k++] = m[i * n + j];
    sum += sign * m[c] * minors(minor, n - 1);
    sign = -sign;
  }
  free(minor);
  return sum;
}
static double determinant(const double *m) { return minors(m, 4); }

int main(void) {
  double x[6] = {0.5, -0.3, 0.8, 1.1, 0.2, 0.9};
  EXPECT_FIELD(nested, x, 2);
  EXPECT_FIELD(tree, x, 6);
  double m[16];
  for (int i = 0; i < 16; ++i)
    m[i] = sin(i * i + 1.0);
  EXPECT_FIELD(determinant, m, 16);
  return failures();
}
