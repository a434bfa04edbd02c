// __enzyme_virtualreverse: the address of {augmented, reverse}, in the form in which gradients are registered.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct augmented { void *tape; double value; };
struct gradient { double x, y; };
struct record {
  struct augmented (*augmented)(double, double);
  struct gradient (*reverse)(double, double, double, void *);
};
struct memory_record {
  void *(*augmented)(double *, double *, int, int);
  void (*reverse)(double *, double *, int, int, void *);
};
extern const struct record *__enzyme_virtualreverse(void *);
extern const struct memory_record *__enzyme_virtualreverse_memory(void *);

static double f(double x, double y) { return x * sin(y); }
static void products(double *x, int n) {
  for (int i = 1; i < n; ++i)
    x[i] *= x[i - 1];
}

int main(void) {
  const struct record *r = __enzyme_virtualreverse((void *)f);
  struct augmented a = r->augmented(2, 0.5);
  EXPECT_NEAR(a.value, 2 * sin(0.5));
  struct gradient g = r->reverse(2, 0.5, 3, a.tape);
  EXPECT_NEAR(g.x, 3 * sin(0.5));
  EXPECT_NEAR(g.y, 6 * cos(0.5));

  const struct memory_record *m = __enzyme_virtualreverse_memory((void *)products);
  double x[3] = {2, 3, 5}, dx[3] = {0, 0, 1};
  void *tape = m->augmented(x, dx, 3, 0);
  EXPECT_NEAR(x[2], 30);
  m->reverse(x, dx, 3, 0, tape);
  EXPECT_NEAR(dx[0], 15);
  EXPECT_NEAR(dx[1], 10);
  EXPECT_NEAR(dx[2], 6);
  return failures();
}
