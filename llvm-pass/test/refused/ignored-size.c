// An allocator that ignores the old size is not given it any more: how much is to be copied is not known.
// RUN: %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
#include <stdlib.h>

extern double __enzyme_autodiff(void *, ...);
extern int enzyme_dup;

__attribute__((noinline)) void *__rust_alloc(size_t size, size_t alignment) {
  (void)alignment;
  return malloc(size);
}
__attribute__((noinline)) void __rust_dealloc(void *memory, size_t size, size_t alignment) {
  (void)size;
  (void)alignment;
  free(memory);
}
__attribute__((noinline)) void *__rust_realloc(void *memory, size_t old, size_t alignment, size_t size) {
  (void)old;
  (void)alignment;
  return realloc(memory, size);
}

static double growing(const double *x) {
  double *a = __rust_alloc(2 * sizeof *a, 8);
  a[0] = x[0];
  a[1] = x[0] * x[1];
  // CHECK: ignored-size.c:[[#@LINE+1]]:{{.*}}[E007]: memory that carries derivatives is reallocated by '__rust_realloc'
  a = __rust_realloc(a, 2 * sizeof *a, 8, 4 * sizeof *a);
  double s = a[0] * a[1];
  __rust_dealloc(a, 4 * sizeof *a, 8);
  return s;
}

void gradient(double *x, double *dx) { __enzyme_autodiff((void *)growing, enzyme_dup, x, dx); }
