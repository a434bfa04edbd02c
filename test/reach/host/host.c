#include <stddef.h>
#include <stdio.h>

double rosenbrock_gradient(const double *x, double *gradient, size_t length);

int main(void) {
  double x[2] = {1, 3}, gradient[2];
  double value = rosenbrock_gradient(x, gradient, 2);
  printf("%g %g %g\n", value, gradient[0], gradient[1]);
}
