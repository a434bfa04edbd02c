// Loops, jumps and calls in the forms that C allows.
// RUN: %every-case

#include "cases.h"

static void goto_loops(const double *x, double *y) {
  double s = x[0];
  int i = 0;
again:
  if (s > 3)
    goto large;
  s = s * 1.5 + x[1];
  if (++i < 6)
    goto again;
  goto done;
large:
  s = sqrt(s) * x[2];
  if (++i < 6)
    goto again;
done:
  y[0] = s;
}
CASE(goto_loops, 3, 1, 0.5, 1.2, 0.7)

static void fallthrough(const double *x, double *y) {
  y[0] = 0;
  for (int i = 0; i < 6; ++i) {
    double t = x[i % 3];
    switch (i) {
    case 0:
      t *= 2;
      __attribute__((fallthrough));
    case 1:
    case 2:
      t += x[0];
      __attribute__((fallthrough));
    case 4:
      t *= t;
      break;
    default:
      t = sin(t);
    }
    y[0] += t * (i + 1);
  }
}
CASE(fallthrough, 3, 1, 0.5, 1.2, 0.7)

// A loop that is unrolled by hand, entered in its middle.
static void duff(const double *x, double *y) {
  double sum = 1;
  int n = 7, rounds = (n + 3) / 4, i = 0;
  switch (n % 4) {
  case 0:
    do {
      sum = sum * 0.5 + x[i++ % 3];
      __attribute__((fallthrough));
    case 3:
      sum = sum * 0.5 + x[i++ % 3] * x[0];
      __attribute__((fallthrough));
    case 2:
      sum = sum * sum * 0.5 + x[i++ % 3];
      __attribute__((fallthrough));
    case 1:
      sum = sum * 0.5 - x[i++ % 3];
    } while (--rounds > 0);
  }
  y[0] = sum;
}
CASE(duff, 3, 1, 0.5, 1.2, 0.7)

static void broken_loops(const double *x, double *y) {
  double s = 0;
  for (int i = 0; i < 5; ++i) {
    for (int j = 0;; ++j) {
      if (j == i + 1)
        break;
      if ((i + j) % 3 == 2)
        continue;
      s += x[j % 3] * x[i % 3];
      if (s > 4)
        goto out;
    }
    if (s < -4)
      break;
  }
out:
  y[0] = s * s;
}
CASE(broken_loops, 3, 1, 0.5, 1.2, 0.7)

static void do_while(const double *x, double *y) {
  double a = x[0], b = x[1];
  int n = 0;
  do {
    double mean = (a + b) / 2;
    b = sqrt(a * b);
    a = mean;
  } while (fabs(a - b) > 1e-15 && ++n < 20);
  y[0] = a;
}
CASE(do_while, 2, 1, 0.5, 1.2)

static double ackermann_like(int m, double n) { return m == 0 ? n * n * 0.25 + 1 : ackermann_like(m - 1, ackermann_like(m - 1, n)); }
static void nested_recursion(const double *x, double *y) { y[0] = ackermann_like(3, x[0]); }
CASE(nested_recursion, 1, 1, 0.5)

static double odd(int n, double x);
static double even(int n, double x) { return n == 0 ? x : odd(n - 1, x * x + 0.1); }
static double odd(int n, double x) { return n == 0 ? 1 / x : even(n - 1, sin(x)); }
static void mutual_recursion(const double *x, double *y) {
  y[0] = even(5, x[0]);
  y[1] = odd(4, x[0]);
}
CASE(mutual_recursion, 1, 2, 0.5)

static double simpson(double (*f)(double, void *), void *data, double a, double b) {
  double m = (a + b) / 2;
  return (b - a) / 6 * (f(a, data) + 4 * f(m, data) + f(b, data));
}
static double adaptive(double (*f)(double, void *), void *data, double a, double b, double whole, int depth) {
  double m = (a + b) / 2, left = simpson(f, data, a, m), right = simpson(f, data, m, b);
  if (depth == 0 || fabs(left + right - whole) < 1e-6)
    return left + right + (left + right - whole) / 15;
  return adaptive(f, data, a, m, left, depth - 1) + adaptive(f, data, m, b, right, depth - 1);
}
static double integrand(double t, void *data) {
  const double *p = data;
  return exp(-p[0] * t * t) * p[1];
}
static void adaptive_quadrature(const double *x, double *y) {
  double p[2] = {x[0], x[1]};
  y[0] = adaptive(integrand, p, 0, 2, simpson(integrand, p, 0, 2), 6);
}
CASE(adaptive_quadrature, 2, 1, 0.5, 1.2)

static int descending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x < y) - (x > y);
}
// A sort written here, in the form of qsort.
static void sort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
  char spare[32], *b = base;
  for (size_t i = 1; i < count; ++i) {
    memcpy(spare, b + i * size, size);
    size_t j = i;
    for (; j > 0 && compare(b + (j - 1) * size, spare) > 0; --j)
      memcpy(b + j * size, b + (j - 1) * size, size);
    memcpy(b + j * size, spare, size);
  }
}
static void own_sort(const double *x, double *y) {
  double a[4];
  memcpy(a, x, sizeof a);
  sort(a, 4, sizeof *a, descending);
  y[0] = a[0] + 2 * a[1] * a[2];
  y[1] = a[3] * a[3];
}
CASE(own_sort, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void library_sort(const double *x, double *y) {
  double a[4];
  memcpy(a, x, sizeof a);
  qsort(a, 4, sizeof *a, descending);
  y[0] = a[0] + 2 * a[1] * a[2];
  y[1] = a[3] * a[3];
}
CASE(library_sort, 4, 2, 0.5, 1.2, -0.7, 0.9)


static void printing(const double *x, double *y) {
  char text[64];
  double s = x[0] * x[1];
  snprintf(text, sizeof text, "%g and %s, %d", s, "more", (int)x[1]);
  if (text[0] == '?')
    fprintf(stderr, "%s %f\n", text, x[0]);
  y[0] = s * strlen("four");
}
CASE(printing, 2, 1, 0.5, 1.2)

static void ternaries(const double *x, double *y) {
  double a = x[0] > x[1] ? x[0] : x[1] < 0 ? -x[1] : x[1] * x[1];
  double b = (x[0] > 0 && x[1] > 0) || x[2] > 0 ? a * x[2] : a + x[2];
  int n = (x[0] > 0) + (x[1] > 0) * 2 - !(x[2] > 0);
  y[0] = a * n;
  y[1] = (a += b, a * b);
}
CASE(ternaries, 3, 2, 0.5, 1.2, -0.7)

typedef double (*unary)(double);
static double cubed(double x) { return x * x * x; }
static double halved(double x) { return x / 2; }
static unary choose(int i) {
  static const unary all[] = {sin, cubed, halved, exp};
  return all[i % 4];
}
static double twice(unary f, double x) { return f(f(x)); }
static void function_tables(const double *x, double *y) {
  double s = x[0];
  for (int i = 0; i < 4; ++i)
    s = choose(i)(s) + x[1];
  y[0] = s;
  y[1] = twice(choose(1), x[0]) + twice(cos, x[1]);
}
CASE(function_tables, 2, 2, 0.5, 1.2)

static void compare_and_exchange(double *a, double *b) {
  if (*a > *b) {
    double t = *a;
    *a = *b;
    *b = t;
  }
}
static void sorting_network(const double *x, double *y) {
  double a[4] = {x[0], x[1], x[2], x[3]};
  compare_and_exchange(&a[0], &a[1]);
  compare_and_exchange(&a[2], &a[3]);
  compare_and_exchange(&a[0], &a[2]);
  compare_and_exchange(&a[1], &a[3]);
  compare_and_exchange(&a[1], &a[2]);
  y[0] = a[1] * a[2];
  y[1] = a[0] - a[3];
}
CASE(sorting_network, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void early_returns_of(const double *x, double *y, int i) {
  if (x[i] < 0) {
    y[i] = -x[i];
    return;
  }
  for (int k = 0; k < 10; ++k) {
    y[i] += x[i] * x[0];
    if (y[i] > 2)
      return;
  }
  y[i] *= 2;
}
static void early_returns(const double *x, double *y) {
  for (int i = 0; i < 3; ++i) {
    y[i] = 0;
    early_returns_of(x, y, i);
  }
}
CASE(early_returns, 3, 3, 0.53, 1.2, -0.7)

static void bit_tricks(const double *x, double *y) {
  unsigned bits = 0xb5, state = 1;
  double s = 0;
  for (int i = 0; i < 8; ++i) {
    if (bits >> i & 1)
      s += x[i % 3] * x[0];
    state = state * 1664525u + 1013904223u;
    s *= 1 + (state >> 24) / 256.0;
  }
  int leading = __builtin_clz(bits), ones = __builtin_popcount(bits);
  y[0] = s * leading + x[1] * ones;
}
CASE(bit_tricks, 3, 1, 0.5, 1.2, -0.7)
