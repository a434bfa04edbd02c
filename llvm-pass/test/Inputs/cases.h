// Conformance cases. A case is a function of some inputs and some outputs,
//
//   static void name(const double *x, double *y) { … }
//   CASE(name, number of inputs, number of outputs, an input, …)
//
// Everything that the protocol says of it is checked: the primal, forward mode against differences, reverse mode
// against forward mode by the dot-product identity, both with a width of 4, what is added to a shadow and what is
// cleared, the sweeps apart with one tape for two reverse sweeps, second derivatives (forward over reverse) against
// differences of the gradient, and that a second call leaves no memory behind. ROUGH_CASE is for functions that are not
// smooth enough for the second derivatives, or that the protocol differentiates once only.

#ifndef CASES_H
#define CASES_H

#include "check.h"
#include "markers.h"
#include <malloc.h>
#include <stdlib.h>

#ifdef __cplusplus
extern "C" {
#endif
extern void __enzyme_autodiff_case(void *, ...);
extern void __enzyme_fwddiff_case(void *, ...);
extern void *__enzyme_augmentfwd_case(void *, ...);
extern void __enzyme_reverse_case(void *, ...);
#ifdef __cplusplus
}
#endif

#define MOST_INPUTS 16
#define MOST_OUTPUTS 8
#define LANES 4

typedef double inputs[MOST_INPUTS];
typedef double outputs[MOST_OUTPUTS];

struct derivatives {
  void (*primal)(const double *, double *);
  void (*reverse)(const double *, double *, double *, double *);
  void (*forward)(const double *, const double *, double *, double *);
  void (*reverse_lanes)(const double *, inputs *, double *, outputs *);
  void (*forward_lanes)(const double *, inputs *, double *, outputs *);
  void *(*augmented)(const double *, double *, double *, double *);
  void (*kept_sweep)(const double *, double *, double *, double *, void *);
  void (*sweep)(const double *, double *, double *, double *, void *);
  // Of reverse, along the inputs; null in a rough case.
  void (*second)(const double *, const double *, double *, double *, double *, double *, double *, double *);
};

struct test_case {
  const char *name;
  int line, n, m;
  inputs x;
  struct derivatives of;
  struct test_case *next;
};

static struct test_case *all_cases;
static struct test_case **last_case = &all_cases;
static inline void add_case(struct test_case *c) {
  *last_case = c;
  last_case = &c->next;
}

static const struct test_case *running;
static void expect_in_case(const char *what, int i, double got, double want, double tolerance) {
  char name[96];
  snprintf(name, sizeof name, "%s: %s[%d]", running->name, what, i);
  expect_close(name, running->line, got, want, tolerance);
}

static double product(const double *a, const double *b, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += a[i] * b[i];
  return sum;
}

// Directions with no symmetry of their own.
static double direction(int i, int lane) { return cos(1 + 2.3 * i + 0.7 * lane) + 0.25; }

// What memory is written to in place of its neighbours.
#define CANARY 12345.678
static void fill(double *a, int from, int to, double value) {
  for (int i = from; i < to; ++i)
    a[i] = value;
}
static void expect_canaries(const char *what, const double *a, int from, int to) {
  for (int i = from; i < to; ++i)
    expect_in_case(what, i, a[i], CANARY, 0);
}

// A function along one direction, for differences: the outputs, or the adjoints of the inputs.
static void along(int second, const double *v, const double *w, double step, double *result) {
  const struct test_case *c = running;
  inputs x;
  memcpy(x, c->x, sizeof x);
  for (int i = 0; i < c->n; ++i)
    x[i] += step * v[i];
  outputs y = {0}, dy;
  if (!second) {
    c->of.primal(x, y);
    memcpy(result, y, sizeof y);
    return;
  }
  memcpy(dy, w, sizeof dy);
  memset(result, 0, sizeof(inputs));
  c->of.reverse(x, result, y, dy);
}

// Differences with their error: that of the last extrapolation.
static void differences(int second, const double *v, const double *w, int count, double *slopes, double *errors) {
  double central[4][MOST_INPUTS], h = 4e-3;
  for (int k = 0; k < 4; ++k, h /= 2) {
    double above[MOST_INPUTS], below[MOST_INPUTS];
    along(second, v, w, h, above);
    along(second, v, w, -h, below);
    for (int i = 0; i < count; ++i)
      central[k][i] = (above[i] - below[i]) / (2 * h);
  }
  for (int i = 0; i < count; ++i) {
    double coarse = extrapolate(central[0][i], central[1][i], central[2][i]);
    slopes[i] = extrapolate(central[1][i], central[2][i], central[3][i]);
    errors[i] = 1e-9 + 10 * fabs(slopes[i] - coarse);
    // Differences that say nothing are a mistake in the case.
    if (!(errors[i] < 1e-5 * (1 + fabs(slopes[i]))))
      expect_in_case("the error of differences", i, errors[i], 0, 1e-5);
  }
}

static void check_lanes(const double *y0) {
  const struct test_case *c = running;
  inputs v[LANES], dx[LANES];
  outputs y = {0}, dy[LANES], tangents[LANES];
  memset(v, 0, sizeof v);
  memset(dx, 0, sizeof dx);
  memset(dy, 0, sizeof dy);
  memset(tangents, 0, sizeof tangents);
  for (int lane = 0; lane < LANES; ++lane)
    for (int i = 0; i < c->n; ++i)
      v[lane][i] = direction(i, lane);
  c->of.forward_lanes(c->x, v, y, tangents);
  for (int i = 0; i < c->m; ++i)
    expect_in_case("primal with lanes", i, y[i], y0[i], 1e-14);
  for (int lane = 0; lane < LANES; ++lane) {
    outputs alone = {0};
    c->of.forward(c->x, v[lane], y, alone);
    for (int i = 0; i < c->m; ++i) {
      expect_in_case("tangent of a lane", i, tangents[lane][i], alone[i], 1e-12);
      dy[lane][i] = direction(i + 5, lane);
    }
  }
  outputs w[LANES];
  memcpy(w, dy, sizeof w);
  c->of.reverse_lanes(c->x, dx, y, dy);
  for (int lane = 0; lane < LANES; ++lane) {
    inputs alone = {0};
    c->of.reverse(c->x, alone, y, w[lane]);
    for (int i = 0; i < c->n; ++i)
      expect_in_case("adjoint of a lane", i, dx[lane][i], alone[i], 1e-12);
  }
}

static void check_split(const double *x0, const double *w, const double *adjoints) {
  const struct test_case *c = running;
  inputs x, dx = {0};
  outputs y = {0}, dy = {0};
  memcpy(x, x0, sizeof x);
  void *tape = c->of.augmented(x, dx, y, dy);
  // The reverse sweep sees nothing of what happens to the memory of the program.
  fill(x, 0, c->n, NAN);
  fill(y, 0, c->m, NAN);
  memcpy(dy, w, sizeof dy);
  c->of.kept_sweep(x, dx, y, dy, tape);
  for (int i = 0; i < c->n; ++i)
    expect_in_case("adjoint of the sweeps", i, dx[i], adjoints[i], 1e-12);
  for (int i = 0; i < c->m; ++i)
    dy[i] = 2 * w[i];
  c->of.sweep(x, dx, y, dy, tape);
  for (int i = 0; i < c->n; ++i)
    expect_in_case("adjoint of the second sweep", i, dx[i], 3 * adjoints[i], 1e-12);
}

static void check_second(const double *v, const double *w, const double *adjoints) {
  const struct test_case *c = running;
  inputs slopes, errors, dx = {0}, tangents = {0}, direction_of_x = {0};
  outputs y = {0}, dy, y_tangents = {0}, dy_tangents = {0};
  memcpy(dy, w, sizeof dy);
  memcpy(direction_of_x, v, sizeof(inputs));
  c->of.second(c->x, direction_of_x, dx, tangents, y, y_tangents, dy, dy_tangents);
  differences(1, v, w, c->n, slopes, errors);
  for (int i = 0; i < c->n; ++i) {
    expect_in_case("adjoint, differentiated", i, dx[i], adjoints[i], 1e-12);
    expect_in_case("second derivative", i, tangents[i], slopes[i], errors[i]);
  }
}

static void check_case(const struct test_case *c) {
  running = c;
  inputs x, dx, v = {0}, slopes, errors, adjoints;
  outputs y0 = {0}, y, dy, w = {0}, tangents;
  memcpy(x, c->x, sizeof x);
  for (int i = 0; i < c->n; ++i)
    v[i] = direction(i, 0);
  for (int i = 0; i < c->m; ++i)
    w[i] = direction(i + 5, 0);
  c->of.primal(x, y0);

  memset(y, 0, sizeof y);
  memset(tangents, 0, sizeof tangents);
  fill(tangents, c->m, MOST_OUTPUTS, CANARY);
  c->of.forward(x, v, y, tangents);
  differences(0, v, w, c->m, slopes, errors);
  for (int i = 0; i < c->m; ++i) {
    expect_in_case("primal in forward mode", i, y[i], y0[i], 1e-14);
    expect_in_case("tangent", i, tangents[i], slopes[i], errors[i]);
  }
  expect_canaries("past the tangents", tangents, c->m, MOST_OUTPUTS);

  memset(dx, 0, sizeof dx);
  fill(dx, c->n, MOST_INPUTS, CANARY);
  memset(y, 0, sizeof y);
  memcpy(dy, w, sizeof dy);
  c->of.reverse(x, dx, y, dy);
  memcpy(adjoints, dx, sizeof adjoints);
  for (int i = 0; i < c->m; ++i) {
    expect_in_case("primal in reverse mode", i, y[i], y0[i], 1e-14);
    expect_in_case("what is left of the seed", i, dy[i], 0, 0);
  }
  expect_canaries("past the adjoints", dx, c->n, MOST_INPUTS);
  expect_in_case("dot product", 0, product(v, dx, c->n), product(w, tangents, c->m), 1e-12);
  for (int i = 0; i < c->n; ++i) {
    inputs unit = {0};
    unit[i] = 1;
    memset(tangents, 0, sizeof tangents);
    c->of.forward(x, unit, y, tangents);
    expect_in_case("adjoint", i, adjoints[i], product(w, tangents, c->m), 1e-12);
  }

  // More calls add to the shadow, and leave nothing allocated once the caches of the allocator are full.
  enum { CALLS = 20, FILLED = 16 };
  size_t used = 0;
  for (int call = 1; call < CALLS; ++call) {
    memset(y, 0, sizeof y);
    memcpy(dy, w, sizeof dy);
    c->of.reverse(x, dx, y, dy);
    if (call == FILLED)
      used = mallinfo2().uordblks;
  }
  expect_in_case("bytes left allocated", 0, (double)mallinfo2().uordblks, (double)used, 0);
  for (int i = 0; i < c->n; ++i)
    expect_in_case("adjoint, added", i, dx[i], CALLS * adjoints[i], 1e-12);

  check_lanes(y0);
  check_split(x, w, adjoints);
  if (c->of.second)
    check_second(v, w, adjoints);
}

int main(int count, char **names) {
  for (const struct test_case *c = all_cases; c; c = c->next)
    if (count < 2 || !strcmp(names[1], c->name))
      check_case(c);
  return failures();
}

#define FOUR(a) (a)[0], (a)[1], (a)[2], (a)[3]

#define CASE_OF(f, count, results, second_of, ...)                                                                     \
  static void reverse_##f(const double *x, double *dx, double *y, double *dy) {                                        \
    __enzyme_autodiff_case((void *)f, enzyme_dup, x, dx, enzyme_dup, y, dy);                                           \
  }                                                                                                                    \
  static void forward_##f(const double *x, const double *dx, double *y, double *dy) {                                  \
    __enzyme_fwddiff_case((void *)f, enzyme_dup, x, dx, enzyme_dup, y, dy);                                            \
  }                                                                                                                    \
  static void reverse_lanes_##f(const double *x, inputs *dx, double *y, outputs *dy) {                                 \
    __enzyme_autodiff_case((void *)f, enzyme_width, LANES, enzyme_dup, x, FOUR(dx), enzyme_dup, y, FOUR(dy));          \
  }                                                                                                                    \
  static void forward_lanes_##f(const double *x, inputs *dx, double *y, outputs *dy) {                                 \
    __enzyme_fwddiff_case((void *)f, enzyme_width, LANES, enzyme_dup, x, FOUR(dx), enzyme_dup, y, FOUR(dy));           \
  }                                                                                                                    \
  static void *augmented_##f(const double *x, double *dx, double *y, double *dy) {                                     \
    return __enzyme_augmentfwd_case((void *)f, enzyme_dup, x, dx, enzyme_dup, y, dy);                                  \
  }                                                                                                                    \
  static void kept_sweep_##f(const double *x, double *dx, double *y, double *dy, void *tape) {                         \
    __enzyme_reverse_case((void *)f, enzyme_nofree, enzyme_dup, x, dx, enzyme_dup, y, dy, tape);                       \
  }                                                                                                                    \
  static void sweep_##f(const double *x, double *dx, double *y, double *dy, void *tape) {                              \
    __enzyme_reverse_case((void *)f, enzyme_dup, x, dx, enzyme_dup, y, dy, tape);                                      \
  }                                                                                                                    \
  static struct test_case case_##f = {#f,                                                                              \
                                      __LINE__,                                                                        \
                                      count,                                                                           \
                                      results,                                                                         \
                                      {__VA_ARGS__},                                                                   \
                                      {f, reverse_##f, forward_##f, reverse_lanes_##f, forward_lanes_##f,              \
                                       augmented_##f, kept_sweep_##f, sweep_##f, second_of},                           \
                                      0};                                                                              \
  __attribute__((constructor)) static void add_##f(void) { add_case(&case_##f); }

#define ROUGH_CASE(f, count, results, ...) CASE_OF(f, count, results, 0, __VA_ARGS__)

#define CASE(f, count, results, ...)                                                                                   \
  static void reverse_##f(const double *x, double *dx, double *y, double *dy);                                         \
  static void second_##f(const double *x, const double *v, double *dx, double *ddx, double *y, double *vy, double *dy, \
                         double *ddy) {                                                                                \
    __enzyme_fwddiff_case((void *)reverse_##f, enzyme_dup, x, v, enzyme_dup, dx, ddx, enzyme_dup, y, vy, enzyme_dup,   \
                          dy, ddy);                                                                                    \
  }                                                                                                                    \
  CASE_OF(f, count, results, second_##f, __VA_ARGS__)

#endif
