// A word is an address when it is read, and a float afterwards. What the types of accesses tell holds for what is
// written first and read then, not for the other order. (At O0 std::visit is refused.)
// RUN: %clang -std=c++17 -O1 -fpass-plugin=%plugin %s -o %t1 -lm -lstdc++ && %t1
// RUN: %clang -std=c++17 -O2 -fpass-plugin=%plugin %s -o %t2 -lm -lstdc++ && %t2
// RUN: %clang -std=c++17 -O3 -fpass-plugin=%plugin %s -o %t3 -lm -lstdc++ && %t3

#include "cases.h"
#include <variant>
#include <vector>

namespace {

struct square {
  double side;
};
struct outline {
  std::vector<double> sides;
};
using shape = std::variant<square, outline>;

double circumference(const shape &of) {
  if (auto *q = std::get_if<square>(&of))
    return 4 * q->side;
  double sum = 0;
  for (double side : std::get<outline>(of).sides)
    sum += side * side;
  return sum;
}

void copied(const double *x, double *y) {
  std::vector<shape> shapes;
  shapes.push_back(square{x[0]});
  shapes.push_back(outline{{x[1], x[2] * x[0]}});
  shapes.push_back(shapes[0]);
  y[0] = 0;
  for (const auto &of : shapes)
    y[0] += circumference(of);
  shapes[1] = square{x[1] * x[2]};
  y[1] = circumference(shapes[1]) * x[0];
}
CASE(copied, 3, 2, 0.5, 1.2, 0.7)

void moved(const double *x, double *y) {
  std::vector<shape> shapes, resized;
  shapes.push_back(square{x[0]});
  shapes.push_back(outline{{x[1], x[2]}});
  resized.resize(4);
  for (int i = 0; i < 2; ++i)
    resized[i] = std::move(shapes[i]);
  shapes.clear();
  y[0] = 0;
  for (const auto &of : resized)
    y[0] += circumference(of) * x[0];
  resized[1] = square{x[2]};
}
CASE(moved, 3, 1, 0.5, 1.2, 0.7)

} // namespace
