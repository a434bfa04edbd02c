// Functions and globals without a derivative, functions with that of libm's, allocators of the program's own.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdlib.h>

#define NOINLINE __attribute__((noinline))
extern double __enzyme_autodiff(void *, ...);
extern void __enzyme_autodiff_memory(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

// An inactive function: its result counts as a constant, its effects happen once.
static int calls;
NOINLINE double round_up(double x) {
  ++calls;
  return ceil(x) + x / 1e9;
}
void *__enzyme_inactivefn_round_up = (void *)round_up;
// It may write: what is read afterwards is not what was read before.
NOINLINE void renumber(int *numbers) { numbers[0] = 7; }
void *__enzyme_inactivefn_renumber[1] = {(void *)renumber};

// A global that takes active values without a derivative.
double last, history[4];
void *__enzyme_inactive_global_last = (void *)&last;
void *__enzyme_inactive_global_history[1] = {(void *)history};

NOINLINE double my_exp(double x) { return exp(x); }
const void *const __enzyme_function_like_exp[2] = {(const void *)my_exp, (const void *)"exp"};
NOINLINE float my_sinf(float x) { return sinf(x); }
void *__enzyme_function_like_sinf[2] = {(void *)my_sinf, (void *)"sinf"};
__attribute__((noinline, annotate("enzyme_function_like=log1p"))) double my_log(double x) { return log(1 + x); }

// An arena: memory is handed out, taken back, and counted.
static char arena[1 << 12];
static size_t used, taken_back;
NOINLINE void *arena_take(int tag, size_t bytes) {
  (void)tag;
  void *p = arena + used;
  used += (bytes + 15) & ~(size_t)15;
  memset(p, 0x11, bytes);
  return p;
}
NOINLINE void arena_return(void *p) { taken_back += (char *)p >= arena && (char *)p < arena + sizeof arena; }
void *__enzyme_allocation_like_arena[4] = {(void *)arena_take, (void *)1, (void *)"-1", (void *)arena_return};

NOINLINE void marks_nothing(const double *x) { calls += *x > 0; }
void *__enzyme_nofree_marks = (void *)marks_nothing;

static double f(double x) { return x * round_up(x); }
static double g(double x) {
  int numbers[2] = {3, 4};
  double y = 0;
  for (int i = 0; i < 2; ++i) {
    y += x * x * numbers[0];
    renumber(numbers);
  }
  return y;
}
static double h(double x) {
  last = x * x;
  double before = history[0];
  history[1] = before * x;
  return before * x;
}
// What has been stored is read again, by functions that see nothing else.
NOINLINE double last_one(void) { return last; }
NOINLINE void keep(double x) { last = x; }
static double kept(double x) {
  keep(x * x);
  return last_one() * x;
}
static double like(double x) { return my_exp(2 * x) * my_log(x); }
static double like_real(double x) { return exp(2 * x) * log1p(x); }
static float like_float(float x) { return my_sinf(x) * x; }
extern float __enzyme_autodiff_float(void *, ...);

static double with_arena(const double *x, int n) {
  double *t = (double *)arena_take(5, n * sizeof *t);
  for (int i = 0; i < n; ++i)
    t[i] = x[i] * x[i];
  double total = 0;
  for (int i = 1; i < n; ++i)
    total += t[i] * t[i - 1];
  arena_return(t);
  return total;
}
static double arena_of(const double *x) { return with_arena(x, 4); }

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff((void *)f, 1.5), 2 + 1.5e-9);
  EXPECT_TRUE(calls == 1);
  EXPECT_NEAR(__enzyme_fwddiff((void *)f, 1.5, 1.0), 2 + 1.5e-9);
  EXPECT_NEAR(__enzyme_autodiff((void *)g, 2.0), 2 * 2 * (3 + 7));

  history[0] = 5;
  EXPECT_NEAR(__enzyme_autodiff((void *)h, 3.0), 5);
  EXPECT_NEAR(last, 9);
  EXPECT_NEAR(history[1], 15);
  EXPECT_NEAR(__enzyme_fwddiff((void *)h, 3.0, 1.0), 5);
  EXPECT_NEAR(__enzyme_autodiff((void *)kept, 3.0), 9);
  EXPECT_NEAR(__enzyme_fwddiff((void *)kept, 3.0, 1.0), 9);

  EXPECT_SLOPE(__enzyme_autodiff((void *)like, 0.4), slope(like_real, 0.4));
  EXPECT_SLOPE(__enzyme_fwddiff((void *)like, 0.4, 1.0), slope(like_real, 0.4));
  EXPECT_CLOSE(__enzyme_autodiff_float((void *)like_float, 0.5f), cos(0.5) * 0.5 + sin(0.5), 1e-6);

  double x[4] = {1, 2, -1, 0.5}, dx[4] = {0};
  __enzyme_autodiff_memory((void *)with_arena, enzyme_dup, x, dx, enzyme_const, 4);
  size_t once = taken_back;
  EXPECT_GRADIENT(arena_of, x, 4, dx);
  EXPECT_TRUE(once == 1);
  double along[4] = {0, 1, 0, 0};
  EXPECT_NEAR(__enzyme_fwddiff((void *)with_arena, enzyme_dup, x, along, enzyme_const, 4), dx[1]);
  return failures();
}
