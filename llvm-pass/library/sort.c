// Sorting and searching with a function of the program.

#include <stddef.h>
void *malloc(size_t);
void free(void *);
void *memcpy(void *, const void *, size_t);

typedef int comparison(const void *, const void *);

// By merging, as glibc does it: equal elements keep their order.
void qsort(void *base, size_t count, size_t size, comparison *compare) {
  char *a = base, *merged = malloc(count * size);
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t low = 0; low < count; low += 2 * width) {
      size_t middle = low + width < count ? low + width : count;
      size_t high = middle + width < count ? middle + width : count;
      size_t left = low, right = middle;
      for (size_t k = low; k < high; ++k) {
        char *from;
        if (left < middle && (right >= high || compare(a + left * size, a + right * size) <= 0))
          from = a + left++ * size;
        else
          from = a + right++ * size;
        memcpy(merged + k * size, from, size);
      }
    }
    memcpy(a, merged, count * size);
  }
  free(merged);
}

void *bsearch(const void *key, const void *base, size_t count, size_t size, comparison *compare) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const char *at = (const char *)base + middle * size;
    int order = compare(key, at);
    if (order == 0)
      return (void *)at;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}
