// What the caller lends holds no addresses, if it says so: a word that was read there is none, wherever it is
// kept, and what the function frees is its own.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>

extern void __enzyme_no_addresses(const void *);

// Values and links stand in one array, so that only the run shows which words are addresses.
union word {
  double value;
  union word *link;
};
enum { VALUES = 2, LINK = VALUES, WORDS };

static union word *push(union word *top, const double *x, int n) {
  union word *node = malloc(WORDS * sizeof *node);
  const union word *from = n % 2 ? top : (const union word *)x;
  for (int i = 0; i < VALUES; ++i)
    node[i].value = from[(n + i) % VALUES].value + 0.5 * n;
  if (n == 2)
    node[0].value = x[2];
  node[LINK].link = top;
  return node;
}

static double stack(const double *x) {
  __enzyme_no_addresses(x);
  union word *top = NULL;
  for (int n = 0; n < 4; ++n)
    top = push(top, x, n);
  union word *reversed = NULL;
  while (top) {
    union word *next = top[LINK].link;
    top[LINK].link = reversed;
    reversed = top;
    top = next;
  }
  top = reversed;
  double product = 1, sum = 0;
  while (top) {
    union word *next = top[LINK].link;
    for (int i = 0; i < VALUES; ++i)
      sum += product * top[i].value;
    product *= top[0].value;
    free(top);
    top = next;
  }
  return sum;
}

int main(void) {
  const double x[3] = {1.25, -0.75, 0.5};
  EXPECT_FIELD(stack, x, 3);
  return failures();
}
