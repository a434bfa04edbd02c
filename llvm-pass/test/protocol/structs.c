// Structs: by pointer, with fields that carry no derivative; by value where they travel as their fields.
// RUN: %every-level

#include "check.h"
#include "markers.h"

struct oscillator {
  int steps;
  double mass;
  float damping;
  double stiffness[2];
  char label[4];
};
struct point {
  double x, y;
};
extern void __enzyme_autodiff(void *, ...);
extern struct point __enzyme_autodiff_point(void *, ...);

static double energy(const struct oscillator *o) {
  double x = 1, v = 0;
  for (int i = 0; i < o->steps; ++i) {
    double force = -o->stiffness[0] * x - o->stiffness[1] * x * x * x - o->damping * v;
    v += 0.01 * force / o->mass;
    x += 0.01 * v;
  }
  return o->mass * v * v / 2 + o->stiffness[0] * x * x / 2;
}
static double energy_of(const double *p) {
  struct oscillator o = {40, p[0], (float)p[1], {p[2], p[3]}, "abc"};
  return energy(&o);
}
static double norm(struct point p) { return sqrt(p.x * p.x + p.y * p.y); }

int main(void) {
  double p[4] = {1.5, 0.25, 2, 0.5};
  struct oscillator o = {40, p[0], 0.25f, {p[2], p[3]}, "abc"}, shadow;
  memset(&shadow, 0, sizeof shadow);
  __enzyme_autodiff((void *)energy, enzyme_dup, &o, &shadow);
  EXPECT_SLOPE(shadow.mass, partial(energy_of, p, 4, 0));
  EXPECT_SLOPE(shadow.stiffness[0], partial(energy_of, p, 4, 2));
  EXPECT_SLOPE(shadow.stiffness[1], partial(energy_of, p, 4, 3));
  // The float is rounded, so that differences cannot be taken finely.
  double h = 0.03125;
  double above[4] = {p[0], p[1] + h, p[2], p[3]}, below[4] = {p[0], p[1] - h, p[2], p[3]};
  EXPECT_CLOSE(shadow.damping, (energy_of(above) - energy_of(below)) / (2 * h), 1e-3);
  EXPECT_TRUE(shadow.steps == 0);

  struct point at = {3, 4};
  struct point gradient = __enzyme_autodiff_point((void *)norm, at);
  EXPECT_NEAR(gradient.x, 0.6);
  EXPECT_NEAR(gradient.y, 0.8);
  return failures();
}
