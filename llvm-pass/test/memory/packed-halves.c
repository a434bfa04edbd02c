// Two singles that travel in one word of 64 bits, as compilers pass small structs.
// RUN: %every-level

#include "check.h"
#include "markers.h"
#include <stdint.h>

extern void __enzyme_autodiff(void *, ...);
extern void __enzyme_fwddiff(void *, ...);

static uint64_t pack(float low, float high) {
  uint32_t a, b;
  memcpy(&a, &low, 4);
  memcpy(&b, &high, 4);
  return (uint64_t)b << 32 | a;
}
static float lower(uint64_t word) {
  uint32_t half = (uint32_t)word;
  float value;
  memcpy(&value, &half, 4);
  return value;
}
static float upper(uint64_t word) {
  uint32_t half = (uint32_t)(word >> 32);
  float value;
  memcpy(&value, &half, 4);
  return value;
}

static void swap(const float *x, float *y) {
  uint64_t word = pack(x[1], x[0] * x[1]);
  memcpy(y, &word, 8);
}
static void choose(const float *x, float *y) {
  uint64_t word = pack(x[0] * x[0], x[1]);
  if (x[0] > 1)
    word = pack(x[1] * x[1], x[0]);
  memcpy(y, &word, 8);
}
static void half_constant(const float *x, float *y) {
  uint64_t word = pack(x[0] * x[1], 2.0f);
  if (x[0] < 0)
    word = pack(0.0f, x[0] * x[0]);
  memcpy(y, &word, 8);
}
static void unpack(const float *x, float *y) {
  uint64_t word;
  memcpy(&word, x, 8);
  y[0] = lower(word) * upper(word);
  y[1] = upper(word);
}
static void through_a_loop(const float *x, float *y) {
  uint64_t word = pack(x[0], x[1]);
  for (int i = 0; i < 3; i++)
    word = pack(upper(word), lower(word) * upper(word));
  memcpy(y, &word, 8);
}

static void check(const float expected[2][2], const float found[2][2]) {
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      EXPECT_NEAR(found[i][j], expected[i][j]);
}

// The rows of the Jacobian, by reverse mode; its columns by forward mode.
#define CHECK(f, x0, x1, ...)                                                                      \
  do {                                                                                             \
    const float x[2] = {x0, x1}, expected[2][2] = __VA_ARGS__;                                     \
    float rows[2][2] = {{0}}, columns[2][2], both[2][2], y[2];                                     \
    for (int i = 0; i < 2; i++) {                                                                  \
      float dy[2] = {i == 0, i == 1}, direction[2] = {i == 0, i == 1};                             \
      __enzyme_autodiff((void *)f, enzyme_dup, x, rows[i], enzyme_dup, y, dy);                     \
      __enzyme_fwddiff((void *)f, enzyme_dup, x, direction, enzyme_dup, y, columns[i]);            \
    }                                                                                              \
    for (int i = 0; i < 2; i++)                                                                    \
      for (int j = 0; j < 2; j++)                                                                  \
        both[i][j] = columns[j][i];                                                                \
    check(expected, rows);                                                                         \
    check(expected, both);                                                                         \
  } while (0)

int main(void) {
  CHECK(swap, 2, 3, {{0, 1}, {3, 2}});
  CHECK(choose, 2, 3, {{0, 6}, {1, 0}});
  CHECK(choose, 0.5, 3, {{1, 0}, {0, 1}});
  CHECK(half_constant, 2, 3, {{3, 2}, {0, 0}});
  CHECK(half_constant, -2, 3, {{0, 0}, {-4, 0}});
  CHECK(unpack, 2, 3, {{3, 2}, {0, 1}});
  // (a, b) -> (b, ab) -> (ab, ab²) -> (ab², a²b³)
  CHECK(through_a_loop, 2, 3, {{9, 12}, {108, 108}});
  return failures();
}
