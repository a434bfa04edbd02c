// Split mode: the forward sweep returns a tape, the reverse sweep takes it; the program may change its memory in between.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

struct augmented { void *tape; double value; };
struct pair { double x, y; };

extern void *__enzyme_augmentfwd(void *, ...);
extern struct augmented __enzyme_augmentfwd_value(void *, ...);
extern double __enzyme_reverse(void *, ...);
extern struct pair __enzyme_reverse_pair(void *, ...);
extern void __enzyme_reverse_void(void *, ...);

static double f(double x, double y) { return exp(x * y) + x; }

static double sum(const double *x, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i)
    total += x[i] * x[i] * x[i] / (1 + i);
  return total;
}
static double sum_of(const double *x) { return sum(x, 5); }

static double newton(double x) {
  double y = x;
  while (fabs(y * y - x) > 1e-14)
    y = (y + x / y) / 2;
  return y;
}

static double work(const double *x, int n) {
  double *t = (double *)malloc(n * sizeof *t), total = 0;
  for (int i = 0; i < n; ++i)
    t[i] = sin(x[i]) * x[(i + 1) % n];
  for (int i = 0; i < n; ++i)
    total += t[i] * t[n - 1 - i];
  free(t);
  return total;
}
static double work_of(const double *x) { return work(x, 4); }

static void in_place(double *x, int n) {
  for (int i = 1; i < n; ++i)
    x[i] = x[i] * x[i - 1] + x[i] * x[i];
}
static double in_place_of(const double *p) {
  double x[3] = {p[0], p[1], p[2]};
  in_place(x, 3);
  return x[2];
}

int main(void) {
  double x = 0.4, y = 1.5;
  struct augmented a = __enzyme_augmentfwd_value((void *)f, x, y);
  EXPECT_NEAR(a.value, exp(0.6) + 0.4);
  struct pair g = __enzyme_reverse_pair((void *)f, x, y, 2.0, a.tape);
  EXPECT_NEAR(g.x, 2 * (1.5 * exp(0.6) + 1));
  EXPECT_NEAR(g.y, 2 * (0.4 * exp(0.6)));

  // Only the tape.
  void *tape = __enzyme_augmentfwd((void *)newton, 2.0);
  EXPECT_NEAR(__enzyme_reverse((void *)newton, 2.0, 1.0, tape), 0.5 / sqrt(2.0));

  double p[5] = {1, 2, 3, 4, 5}, q[5], dq[5] = {0};
  memcpy(q, p, sizeof p);
  tape = __enzyme_augmentfwd((void *)sum, enzyme_dup, q, dq, enzyme_const, 5);
  memset(q, 0, sizeof q);
  __enzyme_reverse_void((void *)sum, enzyme_dup, q, dq, enzyme_const, 5, 1.0, tape);
  EXPECT_GRADIENT(sum_of, p, 5, dq);

  double w[4] = {0.3, 1.2, -0.8, 2}, v[4], dv[4] = {0};
  memcpy(v, w, sizeof w);
  tape = __enzyme_augmentfwd((void *)work, enzyme_dup, v, dv, enzyme_const, 4);
  for (int i = 0; i < 4; ++i)
    v[i] = NAN;
  __enzyme_reverse_void((void *)work, enzyme_dup, v, dv, enzyme_const, 4, 1.0, tape);
  EXPECT_GRADIENT(work_of, w, 4, dv);

  // Two tapes at the same time, used in the other order.
  double r[3] = {0.9, 1.1, -0.7}, s[3], ds[3] = {0, 0, 1}, t[3], dt[3] = {0, 0, 3};
  memcpy(s, r, sizeof r);
  memcpy(t, r, sizeof r);
  void *first = __enzyme_augmentfwd((void *)in_place, enzyme_dup, s, ds, enzyme_const, 3);
  void *second = __enzyme_augmentfwd((void *)in_place, enzyme_dup, t, dt, enzyme_const, 3);
  EXPECT_NEAR(s[1], r[1] * r[0] + r[1] * r[1]);
  __enzyme_reverse_void((void *)in_place, enzyme_dup, s, ds, enzyme_const, 3, first);
  __enzyme_reverse_void((void *)in_place, enzyme_dup, t, dt, enzyme_const, 3, second);
  EXPECT_GRADIENT(in_place_of, r, 3, ds);
  for (int i = 0; i < 3; ++i)
    EXPECT_NEAR(dt[i], 3 * ds[i]);
  return failures();
}
