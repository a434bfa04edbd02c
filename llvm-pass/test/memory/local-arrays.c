// Arrays and structs on the stack: written, overwritten, read later, initialised by tables.
// RUN: %every-level

#include "field.h"

static double powers(const double *x) {
  double table[8] = {1};
  for (int i = 1; i < 8; ++i)
    table[i] = table[i - 1] * x[0];
  double sum = 0;
  for (int i = 0; i < 8; ++i)
    sum += table[i] * x[1];
  return sum;
}
static double overwritten(const double *x) {
  double state[3] = {x[0], x[1], x[2]};
  for (int step = 0; step < 10; ++step) {
    double next[3];
    for (int i = 0; i < 3; ++i)
      next[i] = state[i] * state[(i + 1) % 3] * 0.5 + sin(state[(i + 2) % 3]);
    for (int i = 0; i < 3; ++i)
      state[i] = next[i];
  }
  return state[0] + state[1] * state[2];
}
struct body {
  double position[2];
  int visits;
  double mass;
};
static double struct_on_the_stack(const double *x) {
  struct body bodies[3] = {{{x[0], x[1]}, 0, 1}, {{0.5, -0.5}, 1, x[2]}, {{x[1], 2}, 2, 3}};
  double energy = 0;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < i; ++j) {
      double dx = bodies[i].position[0] - bodies[j].position[0];
      double dy = bodies[i].position[1] - bodies[j].position[1];
      energy -= bodies[i].mass * bodies[j].mass / sqrt(dx * dx + dy * dy + 0.1);
      bodies[j].visits += 1;
      bodies[j].mass += 0.01 * bodies[i].visits;
    }
  return energy;
}
static double two_buffers(const double *x) {
  double a[4], b[4];
  double *now = a, *next = b;
  for (int i = 0; i < 4; ++i)
    now[i] = x[i];
  for (int step = 0; step < 5; ++step) {
    for (int i = 0; i < 4; ++i)
      next[i] = 0.5 * now[i] * now[i] + 0.25 * now[(i + 1) % 4];
    double *other = now;
    now = next;
    next = other;
  }
  return now[0] + now[3];
}

int main(void) {
  double x[4] = {0.9, 1.1, -0.6, 0.4};
  EXPECT_FIELD(powers, x, 2);
  EXPECT_FIELD(overwritten, x, 3);
  EXPECT_FIELD(struct_on_the_stack, x, 3);
  EXPECT_FIELD(two_buffers, x, 4);
  return failures();
}
