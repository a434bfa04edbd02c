// Hints on the type of memory: they are erased, and say what untyped copies move.
// RUN: %every-level

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_void(void *, ...);
extern void __enzyme_double(const void *, ...);
extern void __enzyme_float(const void *, ...);
extern void __enzyme_integer(const void *, ...);
extern void __enzyme_pointer(const void *, ...);

struct record {
  long key;
  double value;
};

static void copy(const void *from, void *to) {
  __enzyme_double(from, 16L);
  __enzyme_double(to, 16L);
  memcpy(to, from, 16);
}
static void copy_floats(const void *from, void *to) {
  __enzyme_float(from, 12L);
  memcpy(to, from, 12);
}
struct mixed {
  double wide;
  int key;
  float narrow[2];
};
static void copy_mixed(const void *from, void *to) {
  const struct mixed *m = from;
  __enzyme_double(&m->wide, 8L);
  __enzyme_float(&m->narrow, 8L);
  memcpy(to, from, sizeof *m);
}
static double value(const struct record *r) {
  __enzyme_integer(&r->key);
  __enzyme_double(&r->value);
  struct record copy = *r;
  return copy.value * copy.value * (double)copy.key;
}
static double through(double *const *p) {
  __enzyme_pointer(p);
  return **p * **p;
}

int main(void) {
  double from[2] = {1, 2}, dfrom[2] = {0}, to[2], dto[2] = {5, 7};
  __enzyme_autodiff_void((void *)copy, enzyme_dup, from, dfrom, enzyme_dup, to, dto);
  EXPECT_TRUE(dfrom[0] == 5 && dfrom[1] == 7 && dto[0] == 0 && dto[1] == 0);
  EXPECT_TRUE(to[0] == 1 && to[1] == 2);

  float a[3] = {1, 2, 3}, da[3] = {0}, b[3], db[3] = {4, 5, 6};
  __enzyme_autodiff_void((void *)copy_floats, enzyme_dup, a, da, enzyme_dup, b, db);
  EXPECT_TRUE(da[0] == 4 && da[1] == 5 && da[2] == 6 && db[0] == 0);

  struct mixed m = {1, 7, {2, 3}}, dm = {0}, n, dn = {4, 0, {5, 6}};
  __enzyme_autodiff_void((void *)copy_mixed, enzyme_dup, &m, &dm, enzyme_dup, &n, &dn);
  EXPECT_TRUE(dm.wide == 4 && dm.narrow[0] == 5 && dm.narrow[1] == 6);
  EXPECT_TRUE(dn.wide == 0 && dn.narrow[0] == 0 && dn.narrow[1] == 0 && n.key == 7);

  struct record r = {3, 5}, dr = {0, 0};
  __enzyme_autodiff_void((void *)value, enzyme_dup, &r, &dr);
  EXPECT_NEAR(dr.value, 30);
  EXPECT_TRUE(dr.key == 0);

  double x = 3, dx = 0, *p = &x, *dp = &dx;
  __enzyme_autodiff_void((void *)through, enzyme_dup, &p, &dp);
  EXPECT_NEAR(dx, 6);
  return failures();
}
