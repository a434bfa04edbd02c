// Words that are a double, an address or a tag with a few bytes, and are moved as their first byte and the rest, between
// places that are chosen, loaded or counted.
// RUN: %every-case
// RUN: %clang -O1 -DWHOLE=static -S -emit-llvm %s -o %t.apart.ll && %opt %t.apart.ll -o %t.apart.bc
// RUN: %clang -O1 -Wno-override-module %t.apart.bc -o %t.apart -lm && %t.apart

#include "cases.h"

union word {
  struct {
    double value, more[2];
  } number;
  struct {
    unsigned char tag, small[7];
    const double *at;
    long length;
  } tagged;
  struct {
    const double *at;
    double scale;
    long length;
  } address;
  struct {
    unsigned char first, rest[23];
  } bytes;
};

// Taken apart, the words would be integers that are an address or a double.
#ifndef WHOLE
#define WHOLE __attribute__((noinline)) static
#endif

enum { KINDS = 3 };
// The kinds of two words, and which of them is meant.
struct choice {
  int kinds[2], which;
};

WHOLE void set(union word *w, const double *x, int kind) {
  switch (kind) {
  case 0:
    w->number.value = x[0] * x[1];
    w->number.more[0] = x[1];
    w->number.more[1] = 0;
    break;
  case 1:
    w->tagged.tag = 1;
    memset(w->tagged.small, 3, sizeof w->tagged.small);
    w->tagged.at = x;
    w->tagged.length = 2;
    break;
  default:
    w->address.at = x;
    w->address.scale = x[1];
    w->address.length = 2;
  }
}

WHOLE double value(const union word *w, int kind) {
  switch (kind) {
  case 0:
    return w->number.value * w->number.value + w->number.more[0];
  case 1:
    return w->tagged.small[0] * w->tagged.at[0];
  default:
    return w->address.at[0] * w->address.at[1] * w->address.scale;
  }
}

static void move_first_part_first(union word *to, const union word *from) {
  to->bytes.first = from->bytes.first;
  memcpy(to->bytes.rest, from->bytes.rest, sizeof to->bytes.rest);
}
static void move_rest_first(union word *to, const union word *from) {
  unsigned char first = from->bytes.first;
  memcpy(to->bytes.rest, from->bytes.rest, sizeof to->bytes.rest);
  to->bytes.first = first;
}

WHOLE double from_chosen(const double *x, const struct choice *c) {
  union word a, b, to = {0};
  set(&a, x, c->kinds[0]);
  set(&b, x, c->kinds[1]);
  move_first_part_first(&to, c->which ? &b : &a);
  return value(&to, c->kinds[c->which]);
}

WHOLE double to_chosen(const double *x, const struct choice *c) {
  union word a, b, from;
  set(&a, x, c->kinds[0]);
  set(&b, x, c->kinds[1]);
  set(&from, x, c->kinds[1 - c->which]);
  move_first_part_first(c->which ? &b : &a, &from);
  int kind = c->kinds[1 - c->which];
  return value(&a, kind) + 2 * value(&b, kind);
}

WHOLE double between_chosen(const double *x, const struct choice *c) {
  union word a, b;
  set(&a, x, c->kinds[0]);
  set(&b, x, c->kinds[1]);
  move_rest_first(c->which ? &b : &a, c->which ? &a : &b);
  int kind = c->kinds[1 - c->which];
  return value(&a, kind) + 2 * value(&b, kind);
}

WHOLE double between_loaded(const double *x, const struct choice *c) {
  union word *all[2];
  for (int i = 0; i < 2; ++i)
    set(all[i] = malloc(sizeof *all[i]), x, c->kinds[i]);
  union word *to = all[c->which], *from = all[1 - c->which];
  move_rest_first(to, from);
  int kind = c->kinds[1 - c->which];
  double result = value(all[0], kind) + 3 * value(all[1], kind);
  free(all[0]);
  free(all[1]);
  return result;
}

WHOLE double counted(const double *x, const struct choice *c) {
  union word *all = calloc(3, sizeof *all);
  for (int i = 0; i < 2; ++i)
    set(all + i, x, c->kinds[i]);
  size_t length = 20 + (x[0] > 0 ? 3 : 1);
  all[2].bytes.first = all[c->which].bytes.first;
  memcpy(all[2].bytes.rest, all[c->which].bytes.rest, length);
  double result = value(all + 2, c->kinds[c->which]);
  free(all);
  return result;
}

// No part of a word is copied.
WHOLE double none(const double *x, const struct choice *c) {
  union word *all = calloc(2, sizeof *all);
  for (int i = 0; i < 2; ++i)
    set(all + i, x, c->kinds[i]);
  size_t length = x[0] > 0 ? 0 : 23;
  memcpy(all[c->which].bytes.rest, all[1 - c->which].bytes.rest, length);
  double result = value(all, c->kinds[0]) + 2 * value(all + 1, c->kinds[1]);
  free(all);
  return result;
}

#define EVERY_CHOICE(function)                                                                                         \
  static void function##_case(const double *x, double *y) {                                                            \
    double sums[2] = {0};                                                                                              \
    int weight = 1;                                                                                                    \
    for (int a = 0; a < KINDS; ++a)                                                                                    \
      for (int b = 0; b < KINDS; ++b)                                                                                  \
        for (int which = 0; which < 2; ++which) {                                                                      \
          struct choice c = {{a, b}, which};                                                                           \
          sums[weight % 2] += weight * function(x, &c);                                                                \
          ++weight;                                                                                                    \
        }                                                                                                              \
    y[0] = sums[0];                                                                                                    \
    y[1] = sums[1];                                                                                                    \
  }                                                                                                                    \
  CASE(function##_case, 2, 2, 1.5, 0.7)

EVERY_CHOICE(from_chosen)
EVERY_CHOICE(to_chosen)
EVERY_CHOICE(between_chosen)
EVERY_CHOICE(between_loaded)
EVERY_CHOICE(counted)
EVERY_CHOICE(none)
