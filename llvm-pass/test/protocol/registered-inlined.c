// What is registered stays a call, however small it is, until the pass has seen it.
// RUN: %clang -O1 -fpass-plugin=%plugin %s -o %t1 -lm && %t1
// RUN: %clang -O2 -fpass-plugin=%plugin %s -o %t2 -lm && %t2
// RUN: %clang -O3 -fpass-plugin=%plugin %s -o %t3 -lm && %t3
// RUN: %clang -O2 -flto -fuse-ld=lld -fpass-plugin=%plugin -Wl,--load-pass-plugin=%plugin %s -o %t4 -lm && %t4

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double square(double x) { return x * x; }
static double square_augmented(double x) { return x * x; }
static double square_reverse(double x, double dy) { return 100 * x * dy; }
void *__enzyme_register_gradient_square[3] = {(void *)square, (void *)square_augmented, (void *)square_reverse};

static double ignored(double x) { return x + 1; }
void *__enzyme_inactivefn_ignored = (void *)ignored;

static double odd(double x) { return x - x * x * x / 6; }
void *__enzyme_function_like_odd[2] = {(void *)odd, (void *)"sin"};

__attribute__((annotate("enzyme_inactive"))) static double annotated(double x) { return x * 5; }
__attribute__((annotate("enzyme_function_like=log"))) static double like_log(double x) { return 1 + x + x * x / 2; }

static double f(double x) { return square(x) * ignored(x); }
static double g(double x) { return odd(x) + annotated(x) + like_log(x); }

int main(void) {
  EXPECT_NEAR(__enzyme_autodiff((void *)f, 2.0), 600);
  EXPECT_NEAR(__enzyme_autodiff((void *)g, 2.0), cos(2) + 0.5);
  EXPECT_NEAR(__enzyme_fwddiff((void *)g, 2.0, 1.0), cos(2) + 0.5);
  EXPECT_NEAR(g(3), (3 - 4.5) + 15 + 8.5);
  return failures();
}
