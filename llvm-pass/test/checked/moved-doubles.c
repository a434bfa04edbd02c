// A word that is a double or an address is read as a double before it is known which it is, and moved as one where it
// is an address: of a list that the caller reads and frees.
// RUN: %every-level

#include "field.h"
#include <stdlib.h>

struct result {
  long fails;
  union {
    double number;
    double *list;
  } is;
};

static void term(struct result *out, const double *x, int depth) {
  out->fails = 0;
  if (depth == 0) {
    if (x[2] < 0.5) {
      out->is.number = x[0] * x[1];
      return;
    }
    out->fails = 1;
    out->is.list = malloc(2 * sizeof(double));
    out->is.list[0] = x[0] * x[0];
    out->is.list[1] = sin(x[1]);
    return;
  }
  struct result of;
  term(&of, x, depth - 1);
  double number = of.is.number;
  if (of.fails) {
    out->fails = of.fails;
    out->is.number = number;
    return;
  }
  out->is.number = sin(number) + x[depth % 3];
}

static double terms(const double *x) {
  double sum = 0;
  for (int depth = 0; depth < 4; ++depth) {
    struct result of;
    term(&of, x, depth);
    if (of.fails) {
      sum += of.is.list[0] * of.is.list[1] * depth;
      free(of.is.list);
    } else
      sum += of.is.number;
  }
  return sum;
}

int main(void) {
  double x[3] = {1.1, 0.7, 1.6}, other[3] = {2.2, 0.9, 0.3};
  EXPECT_FIELD(terms, x, 3);
  EXPECT_FIELD(terms, other, 3);
  return failures();
}
