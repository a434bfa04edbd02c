// A thread works on active data.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <pthread.h>

extern void __enzyme_autodiff(void *, ...);

static void *square(void *x) {
  *(double *)x *= *(double *)x;
  return 0;
}

static double f(double *x) {
  pthread_t thread;
  // CHECK: threads.c:[[#@LINE+1]]:{{.*}}[E013]: a thread or a lock ('pthread_create') touches active data
  pthread_create(&thread, 0, square, x);
  // CHECK: help: keep what carries a derivative in plain floats, and differentiate the work of one thread
  pthread_join(thread, 0);
  return *x;
}

void gradient(double *x, double *dx) { __enzyme_autodiff((void *)f, enzyme_dup, x, dx); }
