// Lists, trees, graphs and tables of nodes that are allocated one by one.
// RUN: %every-case

#include "cases.h"

struct node {
  double value;
  struct node *next;
};

static void list_in_reverse(const double *x, double *y) {
  struct node *head = NULL;
  for (int i = 0; i < 4; ++i) {
    struct node *fresh = malloc(sizeof *fresh);
    fresh->value = x[i] * x[i];
    fresh->next = head;
    head = fresh;
  }
  double weight = 1, sum = 0;
  for (struct node *n = head; n; n = n->next) {
    sum += weight * n->value;
    weight *= n->value;
  }
  while (head) {
    struct node *next = head->next;
    free(head);
    head = next;
  }
  y[0] = sum;
}
CASE(list_in_reverse, 4, 1, 0.3, 1.2, -0.7, 0.9)

// Appends through a pointer to the last link.
static void appended_list(const double *x, double *y) {
  struct node *head = NULL, **last = &head;
  for (int i = 0; i < 5; ++i) {
    *last = malloc(sizeof **last);
    (*last)->value = sin(x[i % 3] * (i + 1));
    (*last)->next = NULL;
    last = &(*last)->next;
  }
  for (struct node *n = head; n->next; n = n->next)
    n->next->value += n->value * n->value;
  double total = 0;
  for (struct node *n = head, *next; n; n = next) {
    total += n->value;
    next = n->next;
    free(n);
  }
  y[0] = total;
}
CASE(appended_list, 3, 1, 0.3, 1.2, -0.7)

static struct node *reversed(struct node *head) {
  struct node *result = NULL;
  while (head) {
    struct node *next = head->next;
    head->next = result;
    result = head;
    head = next;
  }
  return result;
}
static double horner(const struct node *n, double at) { return n ? n->value + at * horner(n->next, at) : 0; }

static void reversed_list(const double *x, double *y) {
  struct node nodes[3];
  for (int i = 0; i < 3; ++i) {
    nodes[i].value = x[i] * x[3];
    nodes[i].next = i == 2 ? NULL : &nodes[i + 1];
  }
  y[0] = horner(nodes, x[3]);
  y[1] = horner(reversed(nodes), x[3]);
}
CASE(reversed_list, 4, 2, 0.3, 1.2, -0.7, 0.9)

struct tree {
  double key, value;
  struct tree *left, *right;
};

static void insert(struct tree **at, double key, double value) {
  while (*at)
    at = key < (*at)->key ? &(*at)->left : &(*at)->right;
  *at = calloc(1, sizeof **at);
  (*at)->key = key;
  (*at)->value = value;
}
static double fold(const struct tree *t, double before) {
  if (!t)
    return before;
  double left = fold(t->left, before);
  return fold(t->right, left * 0.5 + t->value * t->key);
}
static void release(struct tree *t) {
  if (!t)
    return;
  release(t->left);
  release(t->right);
  free(t);
}

static void search_tree(const double *x, double *y) {
  struct tree *root = NULL;
  for (int i = 0; i < 5; ++i)
    insert(&root, x[i], x[(i + 1) % 5] * x[i]);
  y[0] = fold(root, x[0]);
  release(root);
}
CASE(search_tree, 5, 1, 0.5, 1.2, -0.7, 0.9, 0.1)

enum operation { CONSTANT, VARIABLE, SUM, PRODUCT, SINE };
struct expression {
  enum operation op;
  union {
    double constant;
    int variable;
    struct {
      struct expression *first, *second;
    } of;
  } as;
};
static double value_of(const struct expression *e, const double *x) {
  switch (e->op) {
  case CONSTANT:
    return e->as.constant;
  case VARIABLE:
    return x[e->as.variable];
  case SUM:
    return value_of(e->as.of.first, x) + value_of(e->as.of.second, x);
  case PRODUCT:
    return value_of(e->as.of.first, x) * value_of(e->as.of.second, x);
  case SINE:
    return sin(value_of(e->as.of.first, x));
  }
  return 0;
}
static void expression_tree(const double *x, double *y) {
  struct expression two = {CONSTANT, {.constant = 2}}, a = {VARIABLE, {.variable = 0}}, b = {VARIABLE, {.variable = 1}},
                    sine = {SINE, {.of = {&a, NULL}}}, doubled = {PRODUCT, {.of = {&two, &b}}},
                    sum = {SUM, {.of = {&sine, &doubled}}}, whole = {PRODUCT, {.of = {&sum, &sum}}};
  y[0] = value_of(&whole, x);
}
CASE(expression_tree, 2, 1, 0.5, 1.2)

// Chained buckets: the keys carry no derivative.
struct entry {
  int key;
  double value;
  struct entry *next;
};
static double *slot(struct entry **buckets, int key) {
  struct entry **at = &buckets[key % 3];
  for (; *at; at = &(*at)->next)
    if ((*at)->key == key)
      return &(*at)->value;
  *at = malloc(sizeof **at);
  (*at)->key = key;
  (*at)->value = 1;
  (*at)->next = NULL;
  return &(*at)->value;
}
static void hash_table(const double *x, double *y) {
  struct entry *buckets[3] = {NULL, NULL, NULL};
  for (int i = 0; i < 9; ++i)
    *slot(buckets, i * 7 % 5) *= x[i % 4] + i;
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    for (struct entry *e = buckets[i], *next; e; e = next) {
      sum += e->value * e->key;
      next = e->next;
      free(e);
    }
  y[0] = sum;
}
CASE(hash_table, 4, 1, 0.5, 1.2, -0.7, 0.9)

// A double ended queue with links in both directions.
struct link {
  struct link *before, *after;
  double value;
};
static void push(struct link *ring, double value) {
  struct link *fresh = malloc(sizeof *fresh);
  fresh->value = value;
  fresh->after = ring;
  fresh->before = ring->before;
  ring->before->after = fresh;
  ring->before = fresh;
}
static double pop(struct link *ring) {
  struct link *first = ring->after;
  ring->after = first->after;
  first->after->before = ring;
  double value = first->value;
  free(first);
  return value;
}
static void ring_queue(const double *x, double *y) {
  struct link ring = {&ring, &ring, 0};
  for (int i = 0; i < 3; ++i)
    push(&ring, x[i]);
  for (int i = 0; i < 4; ++i) {
    double a = pop(&ring), b = pop(&ring);
    push(&ring, a * b);
    push(&ring, a + sin(b));
  }
  y[0] = pop(&ring);
  y[1] = pop(&ring) * pop(&ring);
}
CASE(ring_queue, 3, 2, 0.5, 1.2, -0.7)

// A graph by indices; each node keeps a growing list of its neighbours.
struct vertex {
  double state;
  int *neighbours, count;
};
static void connect(struct vertex *a, int b) {
  a->neighbours = realloc(a->neighbours, (a->count + 1) * sizeof *a->neighbours);
  a->neighbours[a->count++] = b;
}
static void diffusion_on_a_graph(const double *x, double *y) {
  struct vertex v[4] = {{0}, {0}, {0}, {0}};
  for (int i = 0; i < 4; ++i) {
    v[i].state = x[i];
    connect(&v[i], (i + 1) % 4);
    if (i % 2)
      connect(&v[i], (i + 2) % 4);
  }
  for (int step = 0; step < 3; ++step)
    for (int i = 0; i < 4; ++i) {
      double sum = 0;
      for (int k = 0; k < v[i].count; ++k)
        sum += v[v[i].neighbours[k]].state * v[i].state;
      v[i].state += 0.2 * sum;
    }
  for (int i = 0; i < 4; ++i)
    free(v[i].neighbours);
  y[0] = v[0].state;
  y[1] = v[2].state * v[3].state;
}
CASE(diffusion_on_a_graph, 4, 2, 0.5, 1.2, -0.7, 0.9)

// What is handed on as an address may be a number.
struct either {
  int is_place;
  union {
    double number;
    double *place;
  };
};
static double hand_on(struct either *from, struct either *to) {
  double *place = from->place;
  to->is_place = from->is_place;
  to->place = place;
  return from->is_place ? place[1] : from->number;
}
static void numbers_or_places(const double *x, double *y) {
  double places[4] = {x[0] * x[1], x[1] * x[2], x[2] * x[2], x[0] + x[2]};
  struct either from[4], to[4];
  for (int i = 0; i < 4; ++i) {
    from[i].is_place = x[i % 3] > 0.6;
    if (from[i].is_place)
      from[i].place = &places[i / 2];
    else
      from[i].number = x[i % 3] * (i + 1);
  }
  y[0] = 0;
  for (int i = 0; i < 4; ++i)
    y[0] = y[0] * 0.5 + hand_on(&from[i], &to[3 - i]);
  for (int i = 0; i < 4; ++i)
    y[0] += (i + 1) * (to[i].is_place ? to[i].place[0] : to[i].number);
}
CASE(numbers_or_places, 3, 1, 0.5, 1.2, 0.7)

// Nodes come from a list of those that are free, as long as there are some.
struct spare {
  double value;
  struct spare *next;
};
static void free_list(const double *x, double *y) {
  struct spare *unused = 0;
  int rounds = (int)(x[0] * 8);
  y[0] = 0;
  for (int i = 0; i < rounds; ++i) {
    struct spare *one = unused;
    if (one)
      unused = one->next;
    else
      one = malloc(sizeof *one);
    one->value = x[i % 3];
    y[0] += one->value * one->value * x[(i + 1) % 3];
    if (i % 3) {
      one->next = unused;
      unused = one;
    } else {
      free(one);
    }
  }
  while (unused) {
    struct spare *next = unused->next;
    y[0] += unused->value * x[1] / 8;
    free(unused);
    unused = next;
  }
}
CASE(free_list, 3, 1, 0.8, 1.2, 0.7)
