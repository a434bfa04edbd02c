// What is stored into constant memory by a pointer that also names other memory would lose its derivative.
// RUN: %clang -O0 -g -fpass-plugin=%plugin %s -o %t -lm
// RUN: %not --crash %t value 2>&1 | %FileCheck --check-prefix=VALUE %s
// RUN: %not --crash %t value slope 2>&1 | %FileCheck --check-prefix=VALUE %s
// RUN: %not --crash %t address 2>&1 | %FileCheck --check-prefix=ADDRESS %s
// RUN: %not --crash %t address slope 2>&1 | %FileCheck --check-prefix=ADDRESS %s
// RUN: %not --crash %t copy 2>&1 | %FileCheck --check-prefix=COPY %s
// RUN: %not --crash %t copy slope 2>&1 | %FileCheck --check-prefix=COPY %s
// RUN: %clang -O2 -g -fpass-plugin=%plugin %s -o %t -lm
// RUN: %not --crash %t value 2>&1 | %FileCheck --check-prefix=VALUE %s
// RUN: %not --crash %t address slope 2>&1 | %FileCheck --check-prefix=ADDRESS %s
// RUN: %not --crash %t copy 2>&1 | %FileCheck --check-prefix=COPY %s

#include "markers.h"
#include <string.h>

extern void __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);

static double value(const double *x, double *data, long n) {
  double own[8], *to[8], sum = 0;
  for (long i = 0; i < n; ++i)
    to[i] = i == 1 ? data : own + i;
  for (long i = 0; i < n; ++i)
    // VALUE: constant-memory.c:[[#@LINE+1]]:{{.*}}an active value is stored into memory that the request declares constant [E010]
    *to[i] = x[0] * x[0];
  for (long i = 0; i < n; ++i)
    sum += *to[i] * x[1];
  return sum;
}

static double address(const double *x, const double **kept, long n) {
  const double *own[8], **to[8];
  double sum = 0;
  for (long i = 0; i < n; ++i)
    to[i] = i == 1 ? kept : own + i;
  for (long i = 0; i < n; ++i)
    // ADDRESS: constant-memory.c:[[#@LINE+1]]:{{.*}}an active value is stored into memory that the request declares constant [E010]
    *to[i] = x + i;
  for (long i = 0; i < n; ++i)
    sum += **to[i] * x[1];
  return sum;
}

static double copy(const double *x, double *data, long n) {
  double own[8][2], *to[8], sum = 0;
  for (long i = 0; i < n; ++i)
    to[i] = i == 1 ? data : own[i];
  for (long i = 0; i < n; ++i)
    // COPY: constant-memory.c:[[#@LINE+1]]:{{.*}}an active value is stored into memory that the request declares constant [E010]
    memcpy(to[i], x, (n - 1) * sizeof *x);
  for (long i = 0; i < n; ++i)
    sum += to[i][0] * x[1];
  return sum;
}

int main(int count, char **words) {
  double x[4] = {2, 3, 4, 5}, dx[4] = {1, 1, 1, 1}, data[4] = {7, 8, 9, 10}, *kept = data;
  if (words[1][0] == 'v')
    count > 2 ? (void)__enzyme_fwddiff((void *)value, enzyme_dup, x, dx, enzyme_const, data, 3L)
              : __enzyme_autodiff((void *)value, enzyme_dup, x, dx, enzyme_const, data, 3L);
  else if (words[1][0] == 'a')
    count > 2 ? (void)__enzyme_fwddiff((void *)address, enzyme_dup, x, dx, enzyme_const, &kept, 3L)
              : __enzyme_autodiff((void *)address, enzyme_dup, x, dx, enzyme_const, &kept, 3L);
  else
    count > 2 ? (void)__enzyme_fwddiff((void *)copy, enzyme_dup, x, dx, enzyme_const, data, 3L)
              : __enzyme_autodiff((void *)copy, enzyme_dup, x, dx, enzyme_const, data, 3L);
  return 0;
}
