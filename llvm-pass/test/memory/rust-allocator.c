// The interface of Rust's allocator as older versions of rustc define it: by names, without attributes.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>

// An argument that is not used would not be passed any more.
static volatile size_t used;

__attribute__((noinline)) void *__rust_alloc(size_t size, size_t alignment) {
  used = alignment;
  return malloc(size);
}
__attribute__((noinline)) void __rust_dealloc(void *memory, size_t size, size_t alignment) {
  used = size + alignment;
  free(memory);
}
__attribute__((noinline)) void *__rust_realloc(void *memory, size_t old, size_t alignment, size_t size) {
  used = old + alignment;
  return realloc(memory, size);
}

static double growing(const double *x) {
  double *a = __rust_alloc(2 * sizeof *a, 8);
  a[0] = x[0];
  a[1] = x[0] * x[1];
  a = __rust_realloc(a, 2 * sizeof *a, 8, 4 * sizeof *a);
  a[2] = a[0] * a[1];
  a[3] = a[2] * a[2];
  double s = a[3] + a[1] * a[0];
  __rust_dealloc(a, 4 * sizeof *a, 8);
  return s;
}

int main(void) {
  double x[2] = {1.25, -0.75};
  EXPECT_FIELD(growing, x, 2);
  return failures();
}
