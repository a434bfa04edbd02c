#include <math.h>
#include <stddef.h>

static double squared(double x) { return x * x; }

double norm(const double *x, size_t length) {
  double sum = 0;
  for (size_t i = 0; i < length; i++)
    sum += squared(x[i]);
  return sqrt(sum);
}
