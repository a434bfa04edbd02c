// Requests in a scope with destructors are invokes; an exception of the primal leaves the derivative.
// RUN: %clang -O0 -fpass-plugin=%plugin %s -o %t0 -lm -lstdc++ && %t0
// RUN: %clang -O1 -fpass-plugin=%plugin %s -o %t1 -lm -lstdc++ && %t1
// RUN: %clang -O2 -fpass-plugin=%plugin %s -o %t2 -lm -lstdc++ && %t2
// RUN: %clang -O3 -fpass-plugin=%plugin %s -o %t3 -lm -lstdc++ && %t3

#include "check.h"
#include "markers.h"

struct Augmented { void *tape; double value; };
struct Pair { double first, second; };

template <typename Result, typename... Arguments> Result __enzyme_autodiff(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_fwddiff(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_augmentfwd(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_reverse(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_batch(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_call_inactive(Arguments...);

static int alive;
struct Guard {
  Guard() { ++alive; }
  ~Guard() { --alive; }
};

static double f(double x) {
  if (x < 0)
    throw x;
  return x * x * x;
}
static double inactive_inside(double x) {
  Guard guard;
  return x * __enzyme_call_inactive<double>((void *)f, x);
}

static void all(double x) {
  Guard guard;
  EXPECT_NEAR(__enzyme_autodiff<double>((void *)f, x), 3 * x * x);
  Guard another;
  auto lanes = __enzyme_fwddiff<Pair>((void *)f, enzyme_width, 2, x, 1.0, 2.0);
  EXPECT_NEAR(lanes.first, 3 * x * x);
  EXPECT_NEAR(lanes.second, 6 * x * x);
  auto augmented = __enzyme_augmentfwd<Augmented>((void *)f, x);
  EXPECT_NEAR(augmented.value, x * x * x);
  EXPECT_NEAR(__enzyme_reverse<double>((void *)f, x, 2.0, augmented.tape), 6 * x * x);
  auto values = __enzyme_batch<Pair>((void *)f, enzyme_width, 2, x, x + 1);
  EXPECT_NEAR(values.second, (x + 1) * (x + 1) * (x + 1));
  EXPECT_NEAR(__enzyme_autodiff<double>((void *)inactive_inside, x), x * x * x);
}

template <typename Request> static bool throws(Request request) {
  try {
    Guard guard;
    request();
  } catch (double x) {
    return x == -2;
  }
  return false;
}

int main() {
  all(2);
  EXPECT_TRUE(throws([] { __enzyme_autodiff<double>((void *)f, -2.0); }));
  EXPECT_TRUE(throws([] { __enzyme_augmentfwd<Augmented>((void *)f, -2.0); }));
  EXPECT_TRUE(throws([] { __enzyme_batch<Pair>((void *)f, enzyme_width, 2, 1.0, -2.0); }));
  EXPECT_TRUE(alive == 0);
  return failures();
}
