// What a global held before the call has no derivative that anybody knows.
// RUN: %clang -O0 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s
// RUN: %clang -O2 -g -fpass-plugin=%plugin %s -o %t -lm && %not --crash %t 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);

static double last = 1;
static double remembered(double x, int again) {
  if (!again)
    last = x * x;
  return x * last;
}

int main(int count, char **words) {
  (void)words;
  double first = __enzyme_autodiff((void *)remembered, 2.0, count - 1);
  if (first != 12)
    return 0;
  // CHECK: cargo enzyme: the derivative that is computed depends on what a static held before the call [E010]
  __enzyme_autodiff((void *)remembered, 2.0, count);
  return 0;
}
