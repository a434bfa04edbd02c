// Registered derivatives that are not of the form of the function, and values that are not functions.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

#define NOINLINE __attribute__((noinline))
extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
struct two { double lane[2]; };
extern struct two __enzyme_fwddiff_2(void *, ...);

NOINLINE double f(double x) { return x * x; }
NOINLINE double f_augmented(double x, double y) { return x * y; }
NOINLINE double f_reverse(double x, double dy) { return 2 * x * dy; }
void *__enzyme_register_gradient_f[3] = {(void *)f, (void *)f_augmented, (void *)f_reverse};

NOINLINE double g(double x) { return x * x; }
NOINLINE double g_derivative(double x, double dx) { return 2 * x * dx; }
void *__enzyme_register_derivative_g[2] = {(void *)g, (void *)g_derivative};

struct pair { double value, tangent; };
NOINLINE double h(double *x) { return *x *= 2; }
NOINLINE struct pair h_derivative(double *x, double *dx) {
  *dx *= 2;
  *x *= 2;
  return (struct pair){*x, *dx};
}
void *__enzyme_register_derivative_h[2] = {(void *)h, (void *)h_derivative};

NOINLINE double m(const double *x, const double *t) { return *x * *t; }
NOINLINE double m_augmented(const double *x, double *dx, const double *t, double *dt) {
  return *x * *t + *dx * 0 + *dt * 0;
}
NOINLINE void m_reverse(const double *x, double *dx, const double *t, double *dt, double dy) {
  *dx += dy * *t;
  *dt += dy * *x;
}
void *__enzyme_register_gradient_m[3] = {(void *)m, (void *)m_augmented, (void *)m_reverse};
static double with_constant(double x, const double *table) { return x * m(&x, table); }

NOINLINE double like(double x, double y) { return x * y; }
void *__enzyme_function_like_sine[2] = {(void *)like, (void *)"sin"};
// CHECK-DAG: [E001]: `__enzyme_function_like_sine`: there is no derivative of `sin` for functions of the type of `like`

void *__enzyme_inactivefn_nothing = 0;
// CHECK-DAG: [E001]: `__enzyme_inactivefn_nothing`: value 1 is not a function

// CHECK-DAG: registrations.c:{{.*}}[E001]: `f_augmented`, registered for `f`, is no augmented function of its form
double first(double x) { return __enzyme_autodiff((void *)f, x); }
// CHECK-DAG: registrations.c:{{.*}}[E001]: `g_derivative`, registered for `g`, is no derivative of its form
double second(double x) { return __enzyme_fwddiff((void *)g, x, 1.0); }
// CHECK-DAG: registrations.c:{{.*}}[E002]: the derivative registered for `h` would be called once for each lane
struct two third(double *x, double *a, double *b) { return __enzyme_fwddiff_2((void *)h, enzyme_width, 2, x, a, b); }
// CHECK-DAG: registrations.c:{{.*}}[E010]: the derivative registered for 'm' takes the shadow of memory that has none
double fourth(double x, const double *t) { return __enzyme_autodiff((void *)with_constant, x, enzyme_const, t); }
