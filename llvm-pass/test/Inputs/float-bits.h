// The bits of a float as an integer, and back.

#ifndef FLOAT_BITS_H
#define FLOAT_BITS_H

#include <stdint.h>
#include <string.h>

static uint64_t bits(double v) {
  uint64_t b;
  memcpy(&b, &v, sizeof b);
  return b;
}

static double from(uint64_t b) {
  double v;
  memcpy(&v, &b, sizeof v);
  return v;
}

#endif
