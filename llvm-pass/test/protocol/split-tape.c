// The tape in the program's own memory, its size, and a tape that is used more than once.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdint.h>
#include <stdlib.h>

extern size_t __enzyme_augmentsize(void *, ...);
extern void *__enzyme_augmentfwd(void *, ...);
extern double __enzyme_augmentfwd_value(void *, ...);
extern double __enzyme_reverse(void *, ...);
extern void __enzyme_reverse_void(void *, ...);

static double f(double x) { return sin(x) * x; }

static void g(const double *x, double *y, int n) {
  double *sums = (double *)calloc(n, sizeof *sums);
  for (int i = 0; i < n; ++i) {
    sums[i] += x[i] * x[i];
    if (i)
      sums[i] *= sums[i - 1];
  }
  y[0] = sums[n - 1];
  y[1] = sums[0] * x[n - 1];
  free(sums);
}
static double first_of(const double *x) {
  double y[2];
  g(x, y, 3);
  return y[0];
}
static double second_of(const double *x) {
  double y[2];
  g(x, y, 3);
  return y[1];
}

static double steps(double x, int n) {
  for (int i = 0; i < n; ++i) {
    if (x > 2)
      x = sqrt(x);
    else
      x = x * x + 0.5;
  }
  return x;
}
static double steps_of(double x) { return steps(x, 6); }

static double nothing(double x) { return x; }

int main(void) {
  size_t size = __enzyme_augmentsize((void *)f, enzyme_out);
  EXPECT_TRUE(size > 0 && size <= 64);
  EXPECT_TRUE(__enzyme_augmentsize((void *)nothing, enzyme_out) <= 8);
  char memory[80];
  memset(memory, 0x55, sizeof memory);
  void *at = (void *)(((uintptr_t)memory + 15) & ~(uintptr_t)15);
  double value = __enzyme_augmentfwd_value((void *)f, enzyme_allocated, size, enzyme_tape, at, 0.8);
  EXPECT_NEAR(value, sin(0.8) * 0.8);
  EXPECT_TRUE(((char *)at)[size] == 0x55);
  EXPECT_NEAR(__enzyme_reverse((void *)f, enzyme_allocated, size, enzyme_tape, at, 0.8, 1.0),
              cos(0.8) * 0.8 + sin(0.8));

  // The rows of a Jacobian from one forward sweep.
  double x[3] = {1.5, -0.5, 2}, dx[3] = {0}, y[2], dy[2] = {0, 0}, row[3];
  void *tape = __enzyme_augmentfwd((void *)g, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, 3);
  for (int repetition = 0; repetition < 3; ++repetition) {
    dy[0] = 1;
    __enzyme_reverse_void((void *)g, enzyme_nofree, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, 3, tape);
    memcpy(row, dx, sizeof row);
    memset(dx, 0, sizeof dx);
    EXPECT_GRADIENT(first_of, x, 3, row);
  }
  dy[1] = 1;
  __enzyme_reverse_void((void *)g, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, 3, tape);
  EXPECT_GRADIENT(second_of, x, 3, dx);

  // Kept, then freed by the program.
  tape = __enzyme_augmentfwd((void *)f, enzyme_nofree, 0.3);
  double once = __enzyme_reverse((void *)f, enzyme_nofree, 0.3, 1.0, tape);
  double twice = __enzyme_reverse((void *)f, enzyme_nofree, 0.3, 2.0, tape);
  EXPECT_NEAR(once, cos(0.3) * 0.3 + sin(0.3));
  EXPECT_NEAR(twice, 2 * once);
  free(tape);

  tape = __enzyme_augmentfwd((void *)steps, 1.2, enzyme_const, 6);
  for (int i = 0; i < 3; ++i)
    EXPECT_SLOPE(__enzyme_reverse((void *)steps, enzyme_nofree, 1.2, enzyme_const, 6, 1.0, tape),
                 slope(steps_of, 1.2));
  EXPECT_SLOPE(__enzyme_reverse((void *)steps, 1.2, enzyme_const, 6, 1.0, tape), slope(steps_of, 1.2));
  return failures();
}
