// Control flow without a derivative.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
_Noreturn void fail(double);

// CHECK-DAG: control-flow.c:[[#@LINE+1]]: {{.*}}[E014]: the function never returns: it has no derivative
static double never(double x) {
  fail(x);
}
double never_gradient(double x) { return __enzyme_autodiff((void *)never, x); }
double never_slope(double x) { return __enzyme_fwddiff((void *)never, x, 1.0); }
// CHECK-DAG: in the derivative of never, asked for at {{.*}}control-flow.c:[[#@LINE-2]]
// CHECK-DAG: in the derivative of never, asked for at {{.*}}control-flow.c:[[#@LINE-2]]

static double computed_goto(double x, int n) {
  static void *labels[] = {&&once, &&twice, &&end};
  // CHECK-DAG: control-flow.c:[[#@LINE+1]]:{{.*}}[E014]: a goto to a computed address has no reverse
  goto *labels[n % 3];
twice:
  x *= x;
once:
  x *= 3;
end:
  return x;
}
double goto_gradient(double x, int n) { return __enzyme_autodiff((void *)computed_goto, x, n); }
// CHECK-DAG: help: let the function return, and use
