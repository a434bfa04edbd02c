// Arrays of floats beside smaller fields, in structs that are copied: how far an index goes follows from loops, tests,
// remainders and choices; where it does not, or an element's address goes elsewhere, the fields are as one.
// RUN: %every-level

#include "field.h"

struct record {
  float scale;
  double values[6];
  unsigned count;
  double rows[3][4];
  short marks[3];
  struct {
    double weight;
    int uses;
    double parts[2];
  } parts[2];
};

static struct record filled(const double *x) {
  struct record r = {0.5f, {0}, 1, {{0}}, {1, 2, 3}, {{x[0], 1, {x[1], x[2]}}, {0.25, 2, {x[2], 0.5}}}};
  for (int i = 0; i < 6; ++i)
    r.values[i] = x[i % 3] * (1 + 0.1 * i);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 4; ++j)
      r.rows[i][j] = x[(i + j) % 3] - 0.2 * i;
  return r;
}

// The element after and the one before; the last is beside another field.
static double neighbours(const double *x) {
  struct record r = filled(x);
  for (int round = 0; round < 3; ++round) {
    for (int i = 1; i < 5; ++i)
      r.values[i] += 0.1 * r.values[i - 1] - 0.05 * r.values[i + 1];
    for (int i = 4; i >= 0; --i)
      r.values[i + 1] = 0.5 * r.values[i + 1] + 0.4 * sin(r.values[i]);
    r.count += 1;
  }
  struct record s = r;
  s.marks[r.count % 3] = 7;
  return s.values[0] * s.values[5] + s.values[3] * s.scale * s.count * s.marks[1];
}

static double nested(const double *x) {
  struct record all[2] = {filled(x), filled(x)};
  for (int k = 0; k < 7; ++k) {
    struct record r = all[k % 2];
    for (int i = 0; i < 3; ++i)
      for (int j = k < 3 ? k : k - 3; j < 4; ++j)
        r.rows[i][j] = 0.8 * r.rows[(i + 1) % 3][(j + k) & 3] + 0.1 * r.parts[j & 1].parts[k & 1];
    r.parts[k & 1].weight += 0.1 * r.parts[1 - (k & 1)].parts[r.parts[0].uses & 1];
    r.parts[(k + 1) & 1].uses += 1;
    all[(k + 1) % 2] = r;
  }
  return all[0].rows[2][3] * all[1].rows[0][0] + all[1].parts[0].weight * all[0].parts[1].uses;
}

// The address of an element is kept: which one it is nobody knows.
static double kept(const double *x) {
  struct record r = filled(x);
  double *best = &r.values[0];
  for (int i = 1; i < 6; ++i)
    if (r.values[i] > *best)
      best = &r.values[i];
  *best *= x[1];
  double *row = r.values[2] > 1 ? r.rows[1] : r.rows[2];
  row[3] += *best;
  double sum = 0;
  for (const double *p = r.values; p != r.values + 6; ++p)
    sum += *p * *p;
  return sum + row[3] * row[0];
}

// How far the index goes is known from the test before the access.
static double searched(const double *x) {
  struct record r = filled(x);
  unsigned at = 0;
  while (at < 6 && r.values[at] < 1.2)
    ++at;
  if (at < 6)
    r.values[at] *= 0.5;
  struct record s = r;
  if (at > 0 && at < 4)
    s.values[at] += 0.1 * x[0] * s.scale;
  double sum = 0;
  for (int i = 0; i < 6; ++i)
    sum += s.values[i] * (i + 1);
  return sum;
}

struct ring {
  double slots[4][3];
  unsigned char filled;
  float last;
};

// Nothing is known of the index but that a slot is written and read as a whole: there are four of them.
static double ringed(const double *x, const int *at) {
  struct ring r = {{{0}}, 0, 0.5f};
  for (int i = 0; i < 7; ++i) {
    double *slot = r.slots[at[i]];
    double before = slot[0] + slot[1] * slot[2];
    slot[0] = x[i % 3] + 0.5 * before;
    slot[1] = sin(before) * x[0];
    slot[2] = x[1] * (i + 1);
    r.filled += 1;
  }
  return (r.slots[0][0] * r.slots[1][1] + r.slots[2][2] * r.slots[3][0]) * r.last + r.filled;
}

static const int order[7] = {2, 0, 3, 2, 1, 3, 0};

static double ring(const double *x) {
  return ringed(x, order);
}

int main(void) {
  double x[3] = {0.7, 1.3, 0.45}, other[3] = {1.9, 0.35, 1.1};
  EXPECT_FIELD(neighbours, x, 3);
  EXPECT_FIELD(neighbours, other, 3);
  EXPECT_FIELD(nested, x, 3);
  EXPECT_FIELD(nested, other, 3);
  EXPECT_FIELD(kept, x, 3);
  EXPECT_FIELD(kept, other, 3);
  EXPECT_FIELD(searched, x, 3);
  EXPECT_FIELD(searched, other, 3);
  EXPECT_FIELD(ring, x, 3);
  EXPECT_FIELD(ring, other, 3);
  return failures();
}
