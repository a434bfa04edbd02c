// Structs by value that travel in memory, as arguments and as results.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdint.h>

struct point {
  double x, y, z;
};
struct mixed {
  float a;
  int n;
  double b[3];
};
struct matrix {
  const double *entries;
  long rows, columns;
};
struct pair {
  struct point first, second;
};
struct series {
  double terms[4];
  int count;
  double scale;
};
struct apart {
  _Alignas(64) double value;
  double other;
};
struct tape_and_value {
  void *tape;
  double value;
};

extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_nothing(void *, ...);
extern struct point __enzyme_autodiff_point(void *, ...);
extern struct pair __enzyme_autodiff_pair(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
extern struct point __enzyme_fwddiff_point(void *, ...);
extern struct pair __enzyme_fwddiff_pair(void *, ...);
extern struct tape_and_value __enzyme_augmentfwd(void *, ...);
extern struct point __enzyme_reverse(void *, ...);
extern struct pair __enzyme_batch(void *, ...);
extern double __enzyme_call_inactive(void *, ...);
extern struct series __enzyme_fwddiff_series(void *, ...);
extern struct apart __enzyme_fwddiff_apart(void *, ...);
extern struct apart __enzyme_call_inactive_apart(void *, ...);
extern int __enzyme_call_inactive_count(void *, ...);

static double volume(struct point p) { return p.x * p.y * sin(p.z); }
static double between(struct point p, double s, struct point q) { return s * (p.x * q.x + p.y * q.y + p.z * q.z); }
static double weighted(struct mixed m) { return m.n * m.a + m.b[0] * m.b[1] * m.b[2]; }
static double squares(struct matrix m) {
  double sum = 0;
  for (long i = 0; i < m.rows * m.columns; ++i)
    sum += m.entries[i] * m.entries[i];
  return sum;
}
static struct point curve(double t) {
  struct point p = {t, t * t, sin(t)};
  return p;
}
static struct point scaled(struct point p, double s) {
  struct point q = {s * p.x, s * p.y, s * p.z};
  return q;
}
static struct series powers(double t) {
  struct series s = {{1, t, t * t, t * t * t}, 4, 2 * t};
  return s;
}
static struct apart moved(struct apart a, double by) {
  struct apart b = {a.value * by, (uintptr_t)&a % 64};
  return b;
}
static double inactive(double x, struct point p) { return x * x * __enzyme_call_inactive((void *)volume, p); }

int main(void) {
  struct point p = {2, 3, 0.5}, q = {1, -1, 4}, along = {1, 0, 0};
  double yz = 3 * sin(0.5), xz = 2 * sin(0.5), xy = 6 * cos(0.5);

  // Reverse: adjoints are a struct again.
  struct point g = __enzyme_autodiff_point((void *)volume, p);
  EXPECT_NEAR(g.x, yz);
  EXPECT_NEAR(g.y, xz);
  EXPECT_NEAR(g.z, xy);
  struct pair both = __enzyme_autodiff_pair((void *)between, enzyme_out, p, enzyme_const, 2.0, enzyme_out, q);
  EXPECT_NEAR(both.first.z, 8);
  EXPECT_NEAR(both.second.y, 6);
  EXPECT_NEAR(__enzyme_autodiff((void *)between, enzyme_const, p, 2.0, enzyme_const, q), 1);

  // A struct of pointers and integers has a shadow of the same kind.
  double entries[6] = {1, 2, 3, 4, 5, 6}, shadow[6] = {0};
  struct matrix m = {entries, 2, 3}, dm = {shadow, 2, 3};
  __enzyme_autodiff_nothing((void *)squares, m, dm);
  for (int i = 0; i < 6; ++i)
    EXPECT_NEAR(shadow[i], 2 * entries[i]);

  // Forward: tangents by value, numbers beside floats have none.
  EXPECT_NEAR(__enzyme_fwddiff((void *)volume, p, along), yz);
  struct mixed w = {0.5f, 3, {2, 3, 4}}, dw = {1, 99, {0, 1, 0}};
  EXPECT_NEAR(__enzyme_fwddiff((void *)weighted, w, dw), 3 + 8);
  struct point velocity = __enzyme_fwddiff_point((void *)curve, 0.3, 1.0);
  EXPECT_NEAR(velocity.x, 1);
  EXPECT_NEAR(velocity.y, 0.6);
  EXPECT_NEAR(velocity.z, cos(0.3));
  struct pair with = __enzyme_fwddiff_pair((void *)scaled, enzyme_primal_return, p, along, 2.0, 0.5);
  EXPECT_NEAR(with.first.x, 4);
  EXPECT_NEAR(with.second.x, 2 + 0.5 * 2);
  EXPECT_NEAR(with.second.y, 0.5 * 3);
  struct pair lanes = __enzyme_fwddiff_pair((void *)curve, enzyme_width, 2, 0.3, 1.0, 2.0);
  EXPECT_NEAR(lanes.first.y, 0.6);
  EXPECT_NEAR(lanes.second.y, 1.2);

  struct series s = __enzyme_fwddiff_series((void *)powers, 0.5, 1.0);
  EXPECT_NEAR(s.terms[0], 0);
  EXPECT_NEAR(s.terms[3], 0.75);
  EXPECT_NEAR(s.scale, 2);
  struct apart far = {3, 0}, dfar = {1, 0};
  EXPECT_NEAR(__enzyme_fwddiff_apart((void *)moved, far, dfar, enzyme_const, 2.0).value, 2);
  EXPECT_NEAR(__enzyme_call_inactive_apart((void *)moved, far, 2.0).other, 0);

  // Split: both halves take the struct.
  struct tape_and_value half = __enzyme_augmentfwd((void *)volume, p);
  EXPECT_NEAR(half.value, volume(p));
  struct point back = __enzyme_reverse((void *)volume, p, 2.0, half.tape);
  EXPECT_NEAR(back.x, 2 * yz);
  EXPECT_NEAR(back.z, 2 * xy);

  // Without derivatives.
  struct pair twice = __enzyme_batch((void *)scaled, enzyme_width, 2, enzyme_vector, p, q, enzyme_scalar, 3.0);
  EXPECT_NEAR(twice.first.y, 9);
  EXPECT_NEAR(twice.second.z, 12);
  EXPECT_NEAR(__enzyme_autodiff((void *)inactive, 2.0, enzyme_const, p), 4 * volume(p));
  char text[32];
  EXPECT_TRUE(__enzyme_call_inactive_count((void *)sprintf, text, "%d %s %g", 3, "lines", 0.5) == 11);
  EXPECT_TRUE(strcmp(text, "3 lines 0.5") == 0);
  return failures();
}
