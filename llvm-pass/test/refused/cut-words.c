// The rest of a word, without its first byte, is kept in memory of its own.
// RUN: %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include "markers.h"
#include <stdlib.h>
#include <string.h>

extern void __enzyme_autodiff(void *, ...);

union word {
  double number;
  const double *address;
  struct {
    unsigned char first, rest[7];
  } bytes;
};

static double f(const double *x, long kind) {
  union word from[2], to[2];
  from[1 - kind].address = x;
  from[kind].number = x[0] * x[0];
  unsigned char *rests = malloc(2 * sizeof to->bytes.rest);
  for (int i = 0; i < 2; ++i)
    // CHECK: cut-words.c:[[#@LINE+1]]:{{[0-9]+}}: cargo enzyme cannot differentiate this [E008]: it copies a part of a word that may be an address or a float
    memcpy(rests + i * sizeof to->bytes.rest, from[i].bytes.rest, sizeof to->bytes.rest);
  to[kind].bytes.first = from[kind].bytes.first;
  memcpy(to[kind].bytes.rest, rests + kind * sizeof to->bytes.rest, sizeof to->bytes.rest);
  free(rests);
  to[1 - kind].address = x;
  return to[kind].number * *to[1 - kind].address;
}

void gradient(const double *x, double *dx, long kind) {
  __enzyme_autodiff((void *)f, enzyme_dup, x, dx, enzyme_const, kind);
}
