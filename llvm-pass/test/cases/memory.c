// Allocation, copying and addressing as C programs do it.
// RUN: %every-case

#include "cases.h"
#include <alloca.h>

static void reallocated(const double *x, double *y) {
  double *a = NULL;
  int length = 0, capacity = 0;
  for (int i = 0; i < 9; ++i) {
    if (length == capacity) {
      capacity = capacity ? 2 * capacity : 1;
      a = realloc(a, capacity * sizeof *a);
    }
    a[length] = x[i % 3] * (length ? a[length - 1] : 1);
    ++length;
  }
  y[0] = a[8];
  y[1] = a[3] * a[1];
  free(a);
}
CASE(reallocated, 3, 2, 0.5, 1.2, -0.7)

static double **matrix(int rows, int columns) {
  double **m = malloc(rows * sizeof *m);
  for (int i = 0; i < rows; ++i)
    m[i] = calloc(columns, sizeof **m);
  return m;
}
static void free_matrix(double **m, int rows) {
  for (int i = 0; i < rows; ++i)
    free(m[i]);
  free(m);
}
static void rows_of_pointers(const double *x, double *y) {
  double **a = matrix(3, 2), **b = matrix(2, 3), **c = matrix(3, 3);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 2; ++j) {
      a[i][j] = x[(i + j) % 4];
      b[j][i] = x[i] * x[j + 2];
    }
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 2; ++k)
        c[i][j] += a[i][k] * b[k][j];
  double *row = c[0];
  c[0] = c[2];
  c[2] = row;
  y[0] = c[0][0] + c[1][1] * c[2][2];
  y[1] = c[0][2];
  free_matrix(a, 3);
  free_matrix(b, 2);
  free_matrix(c, 3);
}
CASE(rows_of_pointers, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void block_of_rows(const double *x, double *y) {
  double *data = malloc(9 * sizeof *data), *rows[3];
  for (int i = 0; i < 3; ++i)
    rows[i] = data + 3 * i;
  for (int i = 0; i < 9; ++i)
    data[i] = x[i % 4] + (i % 4 == 0 ? 3 : 0);
  // Elimination with a search for the pivot.
  double determinant = 1;
  for (int k = 0; k < 3; ++k) {
    int pivot = k;
    for (int i = k + 1; i < 3; ++i)
      if (fabs(rows[i][k]) > fabs(rows[pivot][k]))
        pivot = i;
    if (pivot != k) {
      double *swapped = rows[k];
      rows[k] = rows[pivot];
      rows[pivot] = swapped;
      determinant = -determinant;
    }
    determinant *= rows[k][k];
    for (int i = k + 1; i < 3; ++i) {
      double factor = rows[i][k] / rows[k][k];
      for (int j = k; j < 3; ++j)
        rows[i][j] -= factor * rows[k][j];
    }
  }
  free(data);
  y[0] = determinant;
}
CASE(block_of_rows, 4, 1, 0.5, 1.2, -0.7, 0.9)

static void variable_length(const double *x, double *y) {
  int n = x[0] > 0 ? 4 : 3;
  double a[n], b[n + 1][2];
  for (int i = 0; i < n; ++i)
    a[i] = x[i % 3] * i + x[0];
  for (int i = 0; i <= n; ++i) {
    b[i][0] = i ? a[i - 1] : 1;
    b[i][1] = sin(b[i][0]);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i)
    sum += b[i][1] * b[i + 1][0] * a[n - 1 - i];
  y[0] = sum;
}
CASE(variable_length, 3, 1, 0.5, 1.2, -0.7)

static double scratch(const double *x, int n) {
  double *a = alloca(n * sizeof *a);
  for (int i = 0; i < n; ++i)
    a[i] = x[i] * x[n - 1 - i];
  for (int i = 1; i < n; ++i)
    a[i] *= a[i - 1] + 1;
  return a[n - 1];
}
static void stack_by_alloca(const double *x, double *y) {
  y[0] = 0;
  for (int n = 1; n < 4; ++n)
    y[0] += scratch(x, n) * n;
}
CASE(stack_by_alloca, 3, 1, 0.5, 1.2, -0.7)

static double chosen_scratch(const double *x, int n) {
  double sum = 0;
  if (n > 1) {
    double *a = alloca(n * sizeof *a);
    for (int i = 0; i < n; ++i)
      a[i] = x[i] * x[i];
    for (int i = 0; i < n; ++i)
      sum += a[i] * a[n - 1 - i];
  }
  if (n > 2)
    return sum;
  for (int k = 1; k <= n; ++k) {
    double b[k];
    for (int i = 0; i < k; ++i)
      b[i] = x[i] + sum;
    if (b[k - 1] > 100)
      continue;
    sum += b[0] * b[k - 1];
  }
  return sum;
}
static void stack_on_some_paths(const double *x, double *y) {
  for (int n = 1; n < 4; ++n)
    y[n - 1] = chosen_scratch(x, n);
}
CASE(stack_on_some_paths, 3, 3, 0.5, 1.2, -0.7)

static void moved(const double *x, double *y) {
  double a[8], b[8];
  for (int i = 0; i < 8; ++i)
    a[i] = x[i % 3] * x[(i + 1) % 3] + i;
  memmove(a + 1, a, 5 * sizeof *a);
  memmove(a + 2, a + 4, 4 * sizeof *a);
  memcpy(b, a, sizeof b);
  memset(b + 3, 0, 2 * sizeof *b);
  bzero(a, sizeof a);
  double sum = a[0];
  for (int i = 0; i < 8; ++i)
    sum += b[i] * b[7 - i] * (i + 1);
  y[0] = sum;
}
CASE(moved, 3, 1, 0.5, 1.2, -0.7)

struct owner {
  double own;
  double *place;
};
static void moved_owners(const double *x, double *y) {
  double places[4] = {x[0] * x[1], x[1] * x[2], x[2] * x[0], x[0] + x[2]};
  struct owner a[5];
  for (int i = 0; i < 4; ++i)
    a[i] = (struct owner){x[i % 3] * (i + 1), &places[i]};
  memmove(a + 2, a + 1, 3 * sizeof *a);
  a[1] = (struct owner){x[1], &places[3]};
  y[0] = y[1] = 0;
  for (int i = 0; i < 5; ++i)
    y[0] = y[0] * 0.5 + a[i].own * *a[i].place;
  memmove(a, a + 2, 3 * sizeof *a);
  for (int i = 0; i < 5; ++i)
    y[1] = y[1] * 0.5 + a[i].own * *a[i].place;
}
CASE(moved_owners, 3, 2, 0.5, 1.2, -0.7)

static void swap_bytes(void *a, void *b, size_t size) {
  char spare[64];
  memcpy(spare, a, size);
  memcpy(a, b, size);
  memcpy(b, spare, size);
}
static void generic_swaps(const double *x, double *y) {
  double a[3] = {x[0] * 2, x[1], x[2] * x[0]};
  swap_bytes(&a[0], &a[2], sizeof *a);
  swap_bytes(&a[1], &a[2], sizeof *a);
  y[0] = a[0] * 3 + a[1] * a[2];
  y[1] = a[1];
}
CASE(generic_swaps, 3, 2, 0.5, 1.2, -0.7)

static void aligned_memory(const double *x, double *y) {
  double *a = aligned_alloc(64, 8 * sizeof *a);
  void *p = NULL;
  if (posix_memalign(&p, 32, 4 * sizeof(double)))
    abort();
  double *b = p;
  for (int i = 0; i < 8; ++i)
    a[i] = x[i % 3] * i;
  for (int i = 0; i < 4; ++i)
    b[i] = a[i] * a[7 - i];
  y[0] = b[1] * b[2] + b[3];
  free(a);
  free(b);
}
CASE(aligned_memory, 3, 1, 0.5, 1.2, -0.7)

// An arena: one allocation from which pieces are handed out.
struct arena {
  char *memory;
  size_t used;
};
static void *take(struct arena *a, size_t bytes) {
  void *p = a->memory + a->used;
  a->used += (bytes + 15) & ~(size_t)15;
  return p;
}
static void arena_of_parts(const double *x, double *y) {
  struct arena a = {malloc(1024), 0};
  double *u = take(&a, 3 * sizeof *u);
  int *permutation = take(&a, 3 * sizeof *permutation);
  double *v = take(&a, 3 * sizeof *v);
  for (int i = 0; i < 3; ++i) {
    u[i] = x[i] * x[0];
    permutation[i] = (i + 2) % 3;
  }
  for (int i = 0; i < 3; ++i)
    v[i] = u[permutation[i]] * x[i];
  y[0] = v[0] + v[1] * v[2];
  free(a.memory);
}
CASE(arena_of_parts, 3, 1, 0.5, 1.2, -0.7)

static double polynomial(double x) {
  static const double coefficients[] = {1, -2, 0.5, 3};
  double sum = 0;
  for (int i = 3; i >= 0; --i)
    sum = sum * x + coefficients[i];
  return sum;
}
static void local_statics(const double *x, double *y) { y[0] = polynomial(x[0]) * polynomial(x[1]); }
CASE(local_statics, 2, 1, 0.5, 1.2)

static void combine(const double *restrict a, double *restrict b, int n) {
  const double *end = a + n;
  for (; a != end; ++a, ++b)
    *b = *b * *a + b[1];
}
static void restricted_pointers(const double *x, double *y) {
  double b[4] = {1, x[0], 2, x[1]};
  combine(x, b, 3);
  y[0] = b[0] * b[1] + b[2] * b[3];
}
CASE(restricted_pointers, 3, 1, 0.5, 1.2, -0.7)

static void negative_steps(const double *x, double *y) {
  double a[2][3][2];
  double *p = &a[1][2][1];
  for (int i = 0; i < 12; ++i)
    *p-- = x[i % 4] * (i + 1);
  double sum = 0;
  for (int i = 0; i < 2; ++i)
    for (int j = 2; j >= 0; --j)
      for (int k = 0; k < 2; ++k)
        sum = sum * 0.5 + a[i][j][k] * a[1 - i][2 - j][k];
  y[0] = sum;
}
CASE(negative_steps, 4, 1, 0.5, 1.2, -0.7, 0.9)

static void out_of(const double *x, double *low, double *high) {
  *low = x[0] * x[1];
  *high = x[0] + *low * x[2];
}
static void addresses_of_locals(const double *x, double *y) {
  double low, high, *larger = &low;
  out_of(x, &low, &high);
  if (high > low)
    larger = &high;
  *larger *= *larger;
  double **indirect = &larger;
  **indirect += low;
  y[0] = low * 3 + high;
}
CASE(addresses_of_locals, 3, 1, 0.5, 1.2, -0.7)

// Zeroed memory is not always a shortcut for what is stored elsewhere.
struct numbered {
  long number;
  double value;
};
static void zeroed_or_set(const double *x, double *y) {
  y[0] = 0;
  for (int i = 0; i < 3; ++i) {
    long number = (long)x[i];
    struct numbered *one;
    if (number == 0) {
      one = calloc(1, sizeof *one);
    } else {
      one = malloc(sizeof *one);
      one->number = number;
      one->value = 3 * x[i];
    }
    y[0] += one->value * x[i] + one->number;
    free(one);
  }
}
CASE(zeroed_or_set, 3, 1, 0.3, 1.3, 2.4)
