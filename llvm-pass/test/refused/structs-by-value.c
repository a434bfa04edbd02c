// Structs by value whose derivative has no place.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

struct rows {
  const double *entries;
  long count;
  double factor;
};
struct powers {
  double first, second, third;
};
struct large {
  double entries[2000];
};

extern double __enzyme_autodiff(void *, ...);
extern void *__enzyme_virtualreverse(void *);

double sum(struct rows r) { return r.factor * (r.entries[0] + r.entries[r.count - 1]); }
struct powers powers(double x) { return (struct powers){x, x * x, x * x * x}; }
double total(struct powers p) { return p.first + p.second * p.third; }
double largest(struct large l) { return l.entries[1999]; }

struct located {
  double value;
  double *place;
};
struct number {
  union {
    long count;
    double value;
  } of;
  double weight, scale;
};
struct located located(double x, double *place) { return (struct located){x, place}; }
double weighted(struct number n) { return n.of.value * n.weight; }
extern struct located __enzyme_fwddiff(void *, ...);

struct located pointer_result(double x, double *p, double *dp) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: `located` returns a struct that holds a pointer
  return __enzyme_fwddiff((void *)located, x, 1.0, p, dp);
}
double unknown(struct number n) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: argument 1 of `weighted` is a struct or array by value: pass a pointer to it
  return __enzyme_autodiff((void *)weighted, n);
}
double floats_and_pointers(struct rows r, struct rows dr) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: argument 1 of `sum` is a struct of floats and pointers by value, and the adjoints of the floats have no place
  return __enzyme_autodiff((void *)sum, r, dr);
}
double result(double x) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: `powers` returns a struct, which has no seed in reverse mode
  return __enzyme_autodiff((void *)powers, x);
}
double by_pointer(const struct powers *p) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E001]: position 2: expected argument 1 of `total` (a struct or array by value), found a pointer
  return __enzyme_autodiff((void *)total, p);
}
void *record(void) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: argument 1 of `total` is a struct or array by value: pass a pointer to it
  return __enzyme_virtualreverse((void *)total);
}
double many(struct large l) {
  // CHECK-DAG: structs-by-value.c:[[#@LINE+1]]:{{.*}}[E002]: argument 1 of `largest` is a struct or array by value of 2000 numbers
  return __enzyme_autodiff((void *)largest, l);
}
