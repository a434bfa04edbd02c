// Pointers to active memory that are exchanged in one step: their shadows would stay where they are.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

// CHECK: exchanged-pointers.c:[[# @LINE + 4]]:{{.*}}[E013]: atomic access to active data
static double swapped(const double *x) {
  double a = 1, b = x[0] * x[1];
  double *volatile p = &a;
  __atomic_exchange_n(&p, &b, __ATOMIC_ACQ_REL);
  return *p;
}
void swaps(double *x, double *dx) { __enzyme_autodiff((void *)swapped, x, dx); }

// CHECK: exchanged-pointers.c:[[# @LINE + 4]]:{{.*}}[E013]: atomic access to active data
static double compared(const double *x) {
  double a = 1, b = x[0] * x[1];
  double *volatile p = &a, *expected = &a;
  __atomic_compare_exchange_n(&p, &expected, &b, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  return *p;
}
double compares(double *x, double *dx) { return __enzyme_fwddiff((void *)compared, x, dx); }
