// C++: containers and algorithms of the standard library.
// RUN: %every-case

#include "cases.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <deque>
#include <list>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <valarray>
#include <variant>
#include <vector>

namespace {

void grown_vector(const double *x, double *y) {
  std::vector<double> v;
  for (int i = 0; i < 9; ++i)
    v.push_back(x[i % 3] * (v.empty() ? 1 : v.back()) + i);
  y[0] = v.back();
  v.resize(12, x[0]);
  v.insert(v.begin() + 2, x[1]);
  v.erase(v.begin());
  y[1] = std::accumulate(v.begin(), v.end(), 0.0) * v[1];
}
CASE(grown_vector, 3, 2, 0.5, 1.2, 0.7)

void matrix_of_vectors(const double *x, double *y) {
  std::vector<std::vector<double>> a(3, std::vector<double>(3)), b;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      a[i][j] = x[i] * x[j] + (i == j);
  b = a;
  b.push_back({x[0], x[1], x[2]});
  std::swap(b[0], b[3]);
  double trace = 0;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k)
      trace += a[i][k] * b[k][i];
  y[0] = trace;
}
CASE(matrix_of_vectors, 3, 1, 0.5, 1.2, 0.7)

void algorithms(const double *x, double *y) {
  std::array<double, 5> a{x[0], x[1], x[2], x[0] * x[1], x[1] * x[2]};
  std::sort(a.begin(), a.end());
  y[0] = a[0] * a[4] + a[2];
  std::reverse(a.begin(), a.end());
  std::transform(a.begin(), a.end(), a.begin(), [](double v) { return v * v; });
  y[1] = std::inner_product(a.begin(), a.end(), x, 0.0, std::plus<>(), [](double p, double) { return p; });
  std::rotate(a.begin(), a.begin() + 2, a.end());
  std::partial_sum(a.begin(), a.end(), a.begin());
  y[2] = *std::max_element(a.begin(), a.end()) * a[1];
}
CASE(algorithms, 3, 3, 0.5, 1.2, 0.7)

void ordered_map(const double *x, double *y) {
  std::map<int, double> m;
  for (int i = 0; i < 8; ++i)
    m[i * 5 % 7] += x[i % 3] * (i + 1);
  m.erase(3);
  double sum = 0;
  for (const auto &[key, value] : m)
    sum = sum * 0.5 + key * value * value;
  y[0] = sum;
}
CASE(ordered_map, 3, 1, 0.5, 1.2, 0.7)

void hashed_map(const double *x, double *y) {
  std::unordered_map<int, double> m;
  for (int i = 0; i < 8; ++i)
    m[i * 5 % 7] += x[i % 3] * (i + 1);
  auto found = m.find(2);
  y[0] = found == m.end() ? 0 : found->second * m.at(5);
}
CASE(hashed_map, 3, 1, 0.5, 1.2, 0.7)

void lists_and_deques(const double *x, double *y) {
  std::list<double> l(x, x + 3);
  l.push_front(x[0] * x[1]);
  l.splice(l.end(), std::list<double>{x[2], 1.5});
  std::deque<double> d;
  for (double v : l) {
    d.push_front(v * v);
    d.push_back(v + x[0]);
  }
  d.pop_front();
  y[0] = std::accumulate(l.begin(), l.end(), 1.0, std::multiplies<>());
  y[1] = d.front() * d.back() + d[4];
}
CASE(lists_and_deques, 3, 2, 0.5, 1.2, 0.7)

void priority_queue(const double *x, double *y) {
  std::priority_queue<double> q;
  for (int i = 0; i < 5; ++i)
    q.push(x[i % 3] * (i + 1));
  double sum = 0;
  while (!q.empty()) {
    sum = sum * 0.5 + q.top() * q.top();
    q.pop();
  }
  y[0] = sum;
}
CASE(priority_queue, 3, 1, 0.5, 1.2, 0.7)

void complex_class(const double *x, double *y) {
  std::complex<double> z(x[0], x[1]), w(1, 0);
  std::vector<std::complex<double>> powers;
  for (int i = 0; i < 3; ++i) {
    w *= z + 0.5;
    powers.push_back(w / (1.0 + std::conj(z)));
  }
  y[0] = std::norm(powers[2]);
  y[1] = std::abs(powers[1]) * powers[0].real();
}
CASE(complex_class, 2, 2, 0.5, 1.2)

void tuples(const double *x, double *y) {
  std::tuple<int, double, float, double> t{2, x[0], 0.5f, x[1]};
  std::get<1>(t) *= std::get<3>(t);
  auto [n, a, f, b] = t;
  y[0] = n * a * f + b;
}
CASE(tuples, 2, 1, 0.5, 1.2)

void value_arrays(const double *x, double *y) {
  std::valarray<double> a(x, 3), b = a * a + 1.0;
  b[std::slice(0, 2, 1)] = std::valarray<double>(x[2], 2);
  y[0] = (a * b).sum();
  y[1] = std::exp(b).max();
}
CASE(value_arrays, 3, 2, 0.5, 1.2, 0.7)

void sorted_pairs(const double *x, double *y) {
  std::vector<std::pair<double, int>> v;
  for (int i = 0; i < 6; ++i)
    v.emplace_back(std::sin(x[i % 3] * (i + 1)), i);
  std::sort(v.begin(), v.end());
  double sum = 0;
  for (auto &[value, index] : v)
    sum = sum * 0.7 + value * (index + 1);
  y[0] = sum;
}
CASE(sorted_pairs, 3, 1, 0.5, 1.2, 0.7)

} // namespace
