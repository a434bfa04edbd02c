// What an indirect call calls cannot be told: no function of the program has that type, or too many have.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

typedef double quintic(double, double, double, double, double);
typedef double quartic(double, double, double, double);
quintic *found(void);

static double none(double x) {
  // CHECK-DAG: unknown-callee.c:[[#@LINE+1]]:{{.*}}[E005]: an indirect call (dyn, fn pointer or boxed closure) touches active data, and what it calls is not known
  return found()(x, x, 1, 1, 1);
}

#define ONE(N) double quartic##N(double a, double b, double c, double d) { return a * b + c * d * N; }
#define SEVEN(N) ONE(N##1) ONE(N##2) ONE(N##3) ONE(N##4) ONE(N##5) ONE(N##6) ONE(N##7)
SEVEN(1) SEVEN(2) SEVEN(3) SEVEN(4) SEVEN(5) SEVEN(6) SEVEN(7)
#define NAMES(N) quartic##N##1, quartic##N##2, quartic##N##3, quartic##N##4, quartic##N##5, quartic##N##6, quartic##N##7
quartic *many[] = {NAMES(1), NAMES(2), NAMES(3), NAMES(4), NAMES(5), NAMES(6), NAMES(7)};

static double too_many(double x, int i) {
  // CHECK-DAG: unknown-callee.c:[[#@LINE+1]]:{{.*}}[E005]: an indirect call
  return many[i](x, x, x, 1);
}

double first(double x) { return __enzyme_autodiff((void *)none, x); }
double second(double x, int i) { return __enzyme_autodiff((void *)too_many, x, i); }
double third(double x, int i) { return __enzyme_fwddiff((void *)too_many, x, 1.0, i); }
// CHECK-DAG: in the derivative of none, asked for at {{.*}}unknown-callee.c:[[#@LINE-3]]
// CHECK-DAG: in the derivative of too_many, asked for at {{.*}}unknown-callee.c:[[#@LINE-3]]
// CHECK-DAG: in the derivative of too_many, asked for at {{.*}}unknown-callee.c:[[#@LINE-3]]
