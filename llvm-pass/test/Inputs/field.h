// Functions to one number: the gradient of reverse mode, compared with differences and with forward mode.

#ifndef FIELD_H
#define FIELD_H

#include "check.h"
#include "markers.h"

extern double __enzyme_autodiff_scalar(void *, ...);
extern double __enzyme_fwddiff_scalar(void *, ...);
extern void __enzyme_autodiff_field(void *, ...);
extern double __enzyme_fwddiff_field(void *, ...);

// These are macros because a request names its function: what is passed must be a constant.

#define EXPECT_SCALAR(f, x)                                                                        \
  do {                                                                                             \
    double reverse = __enzyme_autodiff_scalar((void *)f, (double)(x));                             \
    double forward = __enzyme_fwddiff_scalar((void *)f, (double)(x), 1.0);                         \
    EXPECT_SLOPE(reverse, slope(f, x));                                                            \
    EXPECT_NEAR(forward, reverse);                                                                 \
  } while (0)

#define EXPECT_FIELD(f, x, n)                                                                      \
  do {                                                                                             \
    double reverse[MOST_VARIABLES] = {0};                                                          \
    __enzyme_autodiff_field((void *)f, enzyme_dup, x, reverse);                                    \
    EXPECT_GRADIENT(f, x, n, reverse);                                                             \
    for (int along = 0; along < (n); ++along) {                                                    \
      double tangent[MOST_VARIABLES] = {0};                                                        \
      tangent[along] = 1;                                                                          \
      double forward = __enzyme_fwddiff_field((void *)f, enzyme_dup, x, tangent);                  \
      EXPECT_CLOSE(forward, reverse[along], 1e-12);                                                \
    }                                                                                              \
  } while (0)

#endif
