// Functions of the program, not inlined by their own wish: with pointers to locals, structs, several callers.
// RUN: %every-level

#include "field.h"

struct dual {
  double a, b;
};
struct triple {
  double a, b, c;
};
__attribute__((noinline)) static double weight(double x) { return 1 / (1 + exp(-x)); }
__attribute__((noinline)) static void split(double x, double *whole, double *part) {
  *part = x * weight(x);
  *whole = x - *part;
}
__attribute__((noinline)) static struct dual pair(double x, double y) {
  struct dual p = {x * y, x + y};
  return p;
}
__attribute__((noinline)) static struct triple spread(const double *x) {
  struct triple t = {x[0] * x[1], x[1] * x[2], weight(x[2])};
  return t;
}
static double model(const double *x) {
  double whole, part;
  split(x[0] * x[1], &whole, &part);
  struct dual p = pair(whole, part);
  struct triple t = spread(x);
  for (int i = 0; i < 3; ++i)
    p = pair(p.b * weight(x[i]), p.a);
  return p.a + weight(p.b) * t.a + t.b * t.c;
}

int main(void) {
  double x[3] = {0.4, -1.3, 0.8};
  EXPECT_FIELD(model, x, 3);
  return failures();
}
