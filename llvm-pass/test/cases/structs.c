// Structs in structs, unions, bit fields, arrays of structs, structs by value and as results.
// RUN: %every-case

#include "cases.h"
#include <stddef.h>

struct vec3 {
  double x, y, z;
};
struct body {
  struct vec3 position, velocity;
  double mass;
  int id;
};
struct system {
  int count;
  struct body bodies[2];
};

static struct vec3 add(struct vec3 a, struct vec3 b) { return (struct vec3){a.x + b.x, a.y + b.y, a.z + b.z}; }
static struct vec3 scale(double s, struct vec3 a) { return (struct vec3){s * a.x, s * a.y, s * a.z}; }
static double dot(struct vec3 a, struct vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static struct vec3 cross(struct vec3 a, struct vec3 b) {
  return (struct vec3){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static void step(struct system *s, double h) {
  struct vec3 apart = add(s->bodies[0].position, scale(-1, s->bodies[1].position));
  double cubed = pow(dot(apart, apart) + 0.1, 1.5);
  for (int i = 0; i < s->count; ++i) {
    struct body *b = &s->bodies[i];
    double sign = i ? 1 : -1;
    b->velocity = add(b->velocity, scale(sign * h * s->bodies[1 - i].mass / cubed, apart));
    b->position = add(b->position, scale(h, b->velocity));
  }
}
static void two_bodies(const double *x, double *y) {
  struct system s = {2, {{{x[0], 0, x[1]}, {0, x[2], 0}, 1, 7}, {{0, 1, 0}, {0.1, 0, x[3]}, x[4], 8}}};
  for (int i = 0; i < 6; ++i)
    step(&s, 0.05);
  struct vec3 l = cross(s.bodies[0].position, s.bodies[0].velocity);
  y[0] = l.x + l.y * l.z;
  y[1] = dot(s.bodies[1].velocity, s.bodies[0].position);
}
CASE(two_bodies, 5, 2, 0.5, 1.2, -0.7, 0.9, 1.5)

// Small structs travel in registers, larger ones through memory.
struct dual {
  double value, slope;
};
struct mixed {
  int kind;
  float weight;
  double value;
};
struct matrix2 {
  double a[2][2];
};
static struct dual times(struct dual a, struct dual b) {
  return (struct dual){a.value * b.value, a.slope * b.value + a.value * b.slope};
}
static struct matrix2 product2(struct matrix2 a, struct matrix2 b) {
  struct matrix2 c;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      c.a[i][j] = a.a[i][0] * b.a[0][j] + a.a[i][1] * b.a[1][j];
  return c;
}
static struct mixed mix(double x, int kind) {
  struct mixed m = {kind, 0.5f, x * x};
  return m;
}
static double unmix(struct mixed m) { return m.kind == 1 ? m.value * m.weight : m.value; }

static void by_value(const double *x, double *y) {
  struct dual d = {x[0], 1};
  for (int i = 0; i < 3; ++i)
    d = times(d, (struct dual){x[1] + i, x[0]});
  struct matrix2 m = {{{x[0], x[1]}, {x[2], 1}}}, power = m;
  for (int i = 0; i < 4; ++i)
    power = product2(power, m);
  y[0] = d.value;
  y[1] = d.slope;
  y[2] = power.a[0][1] * power.a[1][0];
  y[3] = unmix(mix(x[0], 1)) + unmix(mix(x[1], 2));
}
CASE(by_value, 3, 4, 0.5, 1.2, -0.7)

union word {
  double f;
  long i;
  void *p;
  unsigned char bytes[8];
};
static void unions(const double *x, double *y) {
  union word a, b, c;
  a.f = x[0] * x[1];
  b = a;
  b.f += x[2];
  c.i = 3;
  double sum = 0;
  for (long k = 0; k < c.i; ++k)
    sum += b.f * k;
  memcpy(&c, &b, sizeof c);
  y[0] = sum * c.f;
  y[1] = (a.bytes[7] & 0x80) ? -a.f : a.f;
}
CASE(unions, 3, 2, 0.5, 1.2, -0.7)

struct shape {
  enum { CIRCLE, BOX } kind;
  union {
    struct {
      double radius;
    } circle;
    struct {
      double width, height;
      int corners;
    } box;
  };
};
static double area(const struct shape *s) {
  return s->kind == CIRCLE ? 3.25 * s->circle.radius * s->circle.radius : s->box.width * s->box.height * s->box.corners;
}
static void tagged_unions(const double *x, double *y) {
  struct shape shapes[4];
  for (int i = 0; i < 4; ++i)
    if (i % 2)
      shapes[i] = (struct shape){.kind = CIRCLE, .circle = {x[i % 3]}};
    else
      shapes[i] = (struct shape){.kind = BOX, .box = {x[i % 3], x[(i + 1) % 3], 4}};
  struct shape copy = shapes[2];
  shapes[2] = shapes[1];
  shapes[1] = copy;
  y[0] = 0;
  for (int i = 0; i < 4; ++i)
    y[0] += area(&shapes[i]) * (i + 1);
}
CASE(tagged_unions, 3, 1, 0.5, 1.2, -0.7)

struct flags {
  unsigned squared : 1, negated : 1, times : 6;
  double value;
};
static void bit_fields(const double *x, double *y) {
  struct flags f[3] = {{1, 0, 2, x[0]}, {0, 1, 3, x[1]}, {1, 1, 1, x[2]}};
  y[0] = 0;
  for (int i = 0; i < 3; ++i) {
    double v = f[i].squared ? f[i].value * f[i].value : f[i].value;
    f[i].times++;
    y[0] += (f[i].negated ? -v : v) * f[i].times;
  }
}
CASE(bit_fields, 3, 1, 0.5, 1.2, -0.7)

// Pointers to fields and into arrays of structs; a struct whose last field has no fixed length.
struct series {
  int count;
  double terms[];
};
static void flexible_array(const double *x, double *y) {
  struct series *s = malloc(sizeof *s + 4 * sizeof(double));
  s->count = 4;
  for (int i = 0; i < s->count; ++i)
    s->terms[i] = x[i % 3] / (i + 1);
  double *last = &s->terms[s->count - 1];
  for (double *p = s->terms; p < last; ++p)
    p[1] += p[0] * x[0];
  y[0] = *last;
  y[1] = last[-2];
  free(s);
}
CASE(flexible_array, 3, 2, 0.5, 1.2, -0.7)

struct packed {
  char tag;
  double value;
  short more;
} __attribute__((packed));
static void packed_structs(const double *x, double *y) {
  struct packed p[3];
  for (int i = 0; i < 3; ++i)
    p[i] = (struct packed){'a' + i, x[i] * x[0], i};
  struct packed first = p[0];
  p[0] = p[2];
  p[2] = first;
  y[0] = 0;
  for (int i = 0; i < 3; ++i)
    y[0] += p[i].value * p[i].value * (p[i].tag - 'a' + p[i].more);
}
CASE(packed_structs, 3, 1, 0.5, 1.2, -0.7)

// What points into itself, and is copied.
struct window {
  double samples[4];
  double *oldest;
};
static void self_pointers(const double *x, double *y) {
  struct window w = {{x[0], x[1], x[2], x[0]}, w.samples + 1};
  for (int i = 0; i < 7; ++i) {
    *w.oldest = sin(w.samples[0] + 2 * w.samples[3]) * *w.oldest;
    w.oldest = w.oldest == w.samples + 3 ? w.samples : w.oldest + 1;
  }
  struct window copy = w;
  *copy.oldest *= 2;
  y[0] = w.samples[0] * w.samples[1];
  y[1] = copy.samples[2] + w.samples[3] + *copy.oldest;
}
CASE(self_pointers, 3, 2, 0.5, 1.2, -0.7)

// An interface written by hand.
struct model;
struct operations {
  double (*value)(const struct model *, double);
  void (*update)(struct model *, double);
};
struct model {
  const struct operations *ops;
  double a, b;
};
static double linear_value(const struct model *m, double x) { return m->a * x + m->b; }
static double wave_value(const struct model *m, double x) { return m->a * sin(m->b * x); }
static void decay(struct model *m, double rate) { m->a *= exp(-rate); }
static void grow(struct model *m, double rate) { m->b += rate * m->a; }
static const struct operations linear = {linear_value, decay}, wave = {wave_value, grow};
static void interfaces(const double *x, double *y) {
  struct model models[3] = {{&linear, x[0], x[1]}, {&wave, x[1], x[2]}, {&linear, x[2], 1}};
  double at = x[0];
  for (int round = 0; round < 3; ++round)
    for (int i = 0; i < 3; ++i) {
      at = models[i].ops->value(&models[i], at);
      models[i].ops->update(&models[i], x[3] * at);
    }
  y[0] = at;
}
CASE(interfaces, 4, 1, 0.5, 1.2, -0.7, 0.1)

// The numbers of rows and columns look like an element of the matrix, where that is indexed by a variable.
struct matrix {
  int rows, columns;
  double at[9];
};
static struct matrix multiplied(const struct matrix *a, const struct matrix *b) {
  struct matrix c = {a->rows, b->columns, {0}};
  for (int i = 0; i < c.rows; ++i)
    for (int j = 0; j < c.columns; ++j)
      for (int k = 0; k < a->columns; ++k)
        c.at[i * c.columns + j] += a->at[i * a->columns + k] * b->at[k * b->columns + j];
  return c;
}
static struct matrix transposed(const struct matrix *a) {
  struct matrix t = {a->columns, a->rows, {0}};
  for (int i = 0; i < t.rows; ++i)
    for (int j = 0; j < t.columns; ++j)
      t.at[i * t.columns + j] = a->at[j * a->columns + i];
  return t;
}
static void filter(const double *x, double *y) {
  struct matrix move = {2, 2, {1, x[0], 0, 1}}, seen = {1, 2, {1, 0}}, spread = {2, 2, {1, 0, 0, 1}};
  struct matrix state = {2, 1, {x[1], x[2]}};
  for (int t = 0; t < 3; ++t) {
    struct matrix back = transposed(&move), up = transposed(&seen);
    state = multiplied(&move, &state);
    struct matrix moved = multiplied(&move, &spread);
    spread = multiplied(&moved, &back);
    struct matrix row = multiplied(&seen, &spread), noise = multiplied(&row, &up), gain = multiplied(&spread, &up);
    struct matrix guess = multiplied(&seen, &state);
    for (int i = 0; i < gain.rows; ++i)
      state.at[i] += gain.at[i] / (noise.at[0] + x[3]) * (sin(1 + t) - guess.at[0]);
  }
  y[0] = state.at[0] * state.at[1] + spread.at[3];
}
CASE(filter, 4, 1, 0.3, 1.2, -0.7, 0.6)

// The callee changes its own copy, and passes it on.
struct wallet {
  double amount, rates[2];
  int years;
};
double saved(struct wallet w, double rate) {
  w.amount = w.amount * rate + w.rates[w.years % 2];
  w.rates[0] *= w.amount;
  if (--w.years > 0)
    return saved(w, rate * 0.9) + w.amount;
  return w.amount * w.rates[0];
}
static void by_value_and_recursive(const double *x, double *y) {
  struct wallet all[4];
  for (int i = 0; i < 4; ++i)
    all[i] = (struct wallet){x[i], {x[(i + 1) % 4], 2}, 3};
  struct wallet *chosen[2] = {&all[1], &all[3]};
  y[0] = saved(all[0], x[3]) + saved(all[2], x[2]) + saved(*chosen[x[0] > 0], x[1]);
  y[1] = 0;
  for (int i = 0; i < 4; ++i)
    y[1] += all[i].amount * all[3 - i].rates[0];
}
CASE(by_value_and_recursive, 4, 2, 0.3, 1.2, -0.7, 0.6)

struct sample {
  double now, before;
  float weight;
  double left, past[2];
};
static struct sample shifted(struct sample z, double by, int times) {
  z.now = z.before * by + 0.2;
  if (times > 0)
    return shifted(z, by * 0.9, times - 1);
  return z;
}
static void by_value_from_chosen(const double *x, double *y) {
  int a = x[0] > 0.96, b = x[1] > 1.36, c = x[2] > 1.44, d = x[3] > 1.31;
  struct sample all[2], others[2], *heap = malloc(2 * sizeof *heap);
  memset(all, 0, sizeof all);
  memset(others, 0, sizeof others);
  memset(heap, 0, 2 * sizeof *heap);
  struct sample *places[3] = {&all[0], &others[1], heap};
  *((a ^ d) ? ((a ^ b) ? &all[0] : places[(a + 3) % 3]) : &others[1]) =
      shifted(*places[(d + 3) % 3], x[3], (d + 1) % 5);
  (b ? places[1] : (x[0] > 0.95 ? &all[(d + 3) % 2] : &all[(c + 2) % 2]))->left =
      0.5 * places[c % 3]->before + 0.3 * heap[c % 2].before * x[0];
  size_t begin = offsetof(struct sample, before), end = offsetof(struct sample, weight);
  memmove((char *)&others[1] + begin, (char *)&all[(d + 1) % 2] + begin, end - begin);
  y[0] = 0;
  for (int i = 0; i < 2; ++i)
    y[0] += (i + 1) * (others[i].now + 1) * x[i];
  free(heap);
}
CASE(by_value_from_chosen, 4, 1, 0.7, 1.0, 1.2, 1.5)
