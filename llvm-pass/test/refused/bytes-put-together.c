// A float whose bytes are looked at one by one, and nowhere as a float: they may not count as integers.
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s

#include <stdint.h>
#include <string.h>

extern int enzyme_const;
extern void __enzyme_autodiff(void *, ...);

static double of_bits(uint64_t bits) {
  double d;
  memcpy(&d, &bits, sizeof d);
  return d;
}

// CHECK: bytes-put-together.c:{{[0-9]+}}:{{.*}}[E011]: the bits of an active float are computed with as an integer
static double of_bytes(const unsigned char *bytes, int n) {
  uint64_t bits = 0;
  for (int i = 0; i < n; ++i)
    bits |= (uint64_t)bytes[i] << 8 * i;
  return of_bits(bits) * of_bits(bits);
}
void bytes(double *x, double *dx, int n) { __enzyme_autodiff((void *)of_bytes, x, dx, enzyme_const, n); }

// CHECK: bytes-put-together.c:{{[0-9]+}}:{{.*}}[E011]: the bits of an active float are computed with as an integer
static double of_copied_halves(const double *x, int n) {
  unsigned char copy[16];
  memcpy(copy, x, sizeof copy);
  uint64_t bits = 0;
  for (int i = 0; i < n; ++i) {
    uint16_t half;
    memcpy(&half, copy + 2 * i, sizeof half);
    bits |= (uint64_t)half << 16 * i;
  }
  return of_bits(bits) * of_bits(bits);
}
void halves(double *x, double *dx, int n) {
  __enzyme_autodiff((void *)of_copied_halves, x, dx, enzyme_const, n);
}
