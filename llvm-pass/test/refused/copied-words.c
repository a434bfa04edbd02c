// Memory that is only copied, and of which it is said that it holds doubles and singles.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <string.h>

extern void __enzyme_autodiff(void *, ...);
extern void __enzyme_double(const void *, long);
extern void __enzyme_float(const void *, long);

static void copy(const char *from, char *to, long bytes) {
  __enzyme_double(from, bytes);
  __enzyme_float(from, bytes);
  // CHECK: copied-words.c:[[#@LINE+1]]:{{.*}}[E008]: these bytes are floats on one path and integers on another
  memcpy(to, from, (size_t)bytes);
}

void gradient(char *x, char *dx, char *y, char *dy, long bytes) {
  __enzyme_autodiff((void *)copy, enzyme_dup, x, dx, enzyme_dup, y, dy, bytes);
}
