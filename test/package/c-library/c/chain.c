// A chain of springs: memory of its own, a callback of the caller's, and a function of another file.

#include <math.h>
#include <stdlib.h>

typedef double coupling(double distance, const void *data);

double potential_of(double stretch);

double chain_energy(const double *x, int n, coupling *couple, const void *data) {
  double *stretch = malloc((n - 1) * sizeof *stretch), energy = 0;
  for (int i = 0; i + 1 < n; ++i)
    stretch[i] = x[i + 1] - x[i];
  for (int i = 0; i + 1 < n; ++i)
    energy += potential_of(stretch[i]) + couple(stretch[i] * stretch[n - 2 - i], data);
  free(stretch);
  return energy;
}
