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

#define QUARTIC(N) double quartic##N(double a, double b, double c, double d) { return a * b + c * d * N; }
QUARTIC(1) QUARTIC(2) QUARTIC(3) QUARTIC(4) QUARTIC(5) QUARTIC(6) QUARTIC(7) QUARTIC(8) QUARTIC(9)
QUARTIC(10) QUARTIC(11) QUARTIC(12) QUARTIC(13) QUARTIC(14) QUARTIC(15) QUARTIC(16) QUARTIC(17)
QUARTIC(18) QUARTIC(19) QUARTIC(20) QUARTIC(21) QUARTIC(22) QUARTIC(23) QUARTIC(24) QUARTIC(25)
quartic *many[] = {
    quartic1, quartic2, quartic3, quartic4, quartic5, quartic6, quartic7, quartic8, quartic9,
    quartic10, quartic11, quartic12, quartic13, quartic14, quartic15, quartic16, quartic17,
    quartic18, quartic19, quartic20, quartic21, quartic22, quartic23, quartic24, quartic25};

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
