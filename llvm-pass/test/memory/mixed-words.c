// Neighbours in memory that are moved as one integer: a single beside a count or padding, a double beside a length or an
// address.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdint.h>
#include <stdlib.h>

extern double __enzyme_fwddiff(void *, ...);
typedef unsigned __int128 pair;

struct single_and_count {
  float value;
  int count;
};
struct count_and_single {
  int count;
  float value;
};
struct padded_single {
  float value;
  double other;
};
struct double_and_length {
  double value;
  long length;
};
struct double_and_address {
  double value;
  const double *address;
};

// Swaps two neighbours in memory, a word at a time.
#define SWAP(type, word, a, b)                                                                                         \
  do {                                                                                                                 \
    char *left = (char *)(a), *right = (char *)(b);                                                                    \
    for (size_t at = 0; at != sizeof(type); at += sizeof(word)) {                                                      \
      word l, r;                                                                                                       \
      memcpy(&l, left + at, sizeof(word));                                                                             \
      memcpy(&r, right + at, sizeof(word));                                                                            \
      memcpy(left + at, &r, sizeof(word));                                                                             \
      memcpy(right + at, &l, sizeof(word));                                                                            \
    }                                                                                                                  \
  } while (0)

// What is left at the front once the two have changed places `times` times.
#define PAIR(first, second) {first, second}
#define SWAPPED(name, type, word, first, second, front)                                                                \
  static double name(double x, double y, int times) {                                                                  \
    type *s = malloc(2 * sizeof *s);                                                                                   \
    s[0] = (type)first;                                                                                                \
    s[1] = (type)second;                                                                                               \
    for (int i = 0; i < times; ++i)                                                                                    \
      SWAP(type, word, s, s + 1);                                                                                      \
    double result = front;                                                                                             \
    free(s);                                                                                                           \
    return result;                                                                                                     \
  }
SWAPPED(singles, struct single_and_count, uint64_t, PAIR((float)x, 2), PAIR((float)y, 3), s->value * s->count)
SWAPPED(counts, struct count_and_single, uint64_t, PAIR(2, (float)x), PAIR(3, (float)y), s->value * s->count)
SWAPPED(padded, struct padded_single, pair, PAIR((float)x, y), PAIR(0.5f, x), s->value * s->other)
SWAPPED(lengths, struct double_and_length, pair, PAIR(x, 2), PAIR(y, 3), s->value * s->length)
static double addresses(double x, double y, int times) {
  double *cells = malloc(2 * sizeof *cells);
  struct double_and_address *s = malloc(2 * sizeof *s);
  cells[0] = x * x;
  cells[1] = y * y;
  s[0] = (struct double_and_address){x, cells};
  s[1] = (struct double_and_address){y, cells + 1};
  for (int i = 0; i < times; ++i)
    SWAP(struct double_and_address, pair, s, s + 1);
  double result = s->value * *s->address;
  free(s);
  free(cells);
  return result;
}

struct gradient {
  double x, y;
};
extern struct gradient __enzyme_autodiff_gradient(void *, ...);

#define EXPECT_PARTIALS(f, times, dx, dy)                                                                              \
  do {                                                                                                                 \
    struct gradient g = __enzyme_autodiff_gradient((void *)f, 1.5, -0.5, times);                                       \
    EXPECT_NEAR(g.x, dx);                                                                                              \
    EXPECT_NEAR(g.y, dy);                                                                                              \
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, 1.5, 1.0, -0.5, 0.0, times), dx);                                          \
    EXPECT_NEAR(__enzyme_fwddiff((void *)f, 1.5, 0.0, -0.5, 1.0, times), dy);                                          \
  } while (0)

int main(void) {
  EXPECT_PARTIALS(singles, 2, 2, 0);
  EXPECT_PARTIALS(singles, 3, 0, 3);
  EXPECT_PARTIALS(counts, 2, 2, 0);
  EXPECT_PARTIALS(counts, 3, 0, 3);
  EXPECT_PARTIALS(padded, 2, -0.5, 1.5);
  EXPECT_PARTIALS(padded, 3, 0.5, 0);
  EXPECT_PARTIALS(lengths, 2, 2, 0);
  EXPECT_PARTIALS(lengths, 3, 0, 3);
  EXPECT_PARTIALS(addresses, 2, 3 * 1.5 * 1.5, 0);
  EXPECT_PARTIALS(addresses, 3, 0, 3 * 0.25);
  return failures();
}
