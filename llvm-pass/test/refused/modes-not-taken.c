// Parts of the protocol that are not taken: split mode, several lanes, registered rules.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"

extern void *__enzyme_augmentfwd(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double f(double x) { return x * x; }

void *split(double x) {
  // CHECK: modes-not-taken.c:[[#@LINE+1]]:{{.*}}[E002]: `__enzyme_augmentfwd` is not taken yet
  return __enzyme_augmentfwd((void *)f, x);
}
double lanes(double x) {
  // CHECK: modes-not-taken.c:[[#@LINE+1]]:{{.*}}[E002]: enzyme_width 2 is not taken yet
  return __enzyme_fwddiff((void *)f, enzyme_width, 2, x, 1.0, 0.5);
}
