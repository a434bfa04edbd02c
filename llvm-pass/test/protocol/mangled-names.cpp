// Entry points and functions with C++ names: templates, references, methods.
// RUN: %every-level

#include "check.h"
#include "markers.h"

template <typename Result, typename... Arguments> Result __enzyme_autodiff(Arguments...);
template <typename Result, typename... Arguments> Result __enzyme_fwddiff(Arguments...);
double __enzyme_autodiff(double (*)(double), double);

namespace model {
struct Line {
  double slope, offset;
  double at(double x) const { return slope * x + offset; }
};
double energy(const Line &line, double x) { return line.at(x) * line.at(x); }
template <typename T> T cube(T x) { return x * x * x; }
} // namespace model

int main() {
  EXPECT_NEAR(__enzyme_autodiff(model::cube<double>, 2.0), 12);
  EXPECT_NEAR((__enzyme_autodiff<double>((void *)model::cube<double>, enzyme_out, 3.0)), 27);
  EXPECT_NEAR((__enzyme_autodiff<float>((void *)model::cube<float>, 3.0f)), 27);
  EXPECT_NEAR((__enzyme_fwddiff<double>((void *)model::cube<double>, 3.0, 2.0)), 54);

  model::Line line{2, 1}, shadow{0, 0};
  double dx = __enzyme_autodiff<double>((void *)model::energy, enzyme_dup, &line, &shadow, 3.0);
  EXPECT_NEAR(dx, 2 * 7 * 2);
  EXPECT_NEAR(shadow.slope, 2 * 7 * 3);
  EXPECT_NEAR(shadow.offset, 2 * 7);
  return failures();
}
