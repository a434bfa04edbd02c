// Requests of split and vector modes that do not follow the protocol.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_augmentfwd(void *, ...);
extern double __enzyme_reverse(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
extern double __enzyme_batch(void *, ...);

static double f(double x) { return x * x; }

void too_little(double x, void *tape) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: enzyme_allocated says 0 bytes, the tape has 16
  __enzyme_augmentfwd((void *)f, enzyme_allocated, 0, enzyme_tape, tape, x);
}
void no_size(double x, void *tape) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: enzyme_tape says where the tape goes, and no enzyme_allocated how large
  __enzyme_augmentfwd((void *)f, enzyme_tape, tape, x);
}
double no_seed(double x, void *tape) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: after the arguments of `f` come 1 adjoints of its result and the tape, found 1 values
  return __enzyme_reverse((void *)f, x, tape);
}
double tape_elsewhere(double x, void *tape) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: enzyme_tape is for split mode
  return __enzyme_autodiff((void *)f, enzyme_tape, tape, x);
}
double lanes(double x) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: {{.*}}expected the shadow of lane 2 of argument 1 of `f` (f64){{.*}}the call ends here
  return __enzyme_fwddiff((void *)f, enzyme_width, 2, x, 1.0);
}
double wrong_result(double x) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: the derivative returns (f64, f64), and the call is declared to return f64
  return __enzyme_fwddiff((void *)f, enzyme_width, 2, x, 1.0, 0.5);
}
double no_width(double x) {
  // CHECK-DAG: modes.c:[[#@LINE+1]]:{{.*}}[E001]: a batch has an enzyme_width
  return __enzyme_batch((void *)f, x);
}
