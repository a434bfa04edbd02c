// C++: classes, virtual methods, templates, lambdas, operators, exceptions.
// RUN: %every-case

#include "cases.h"
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

namespace {

struct Shape {
  virtual ~Shape() = default;
  virtual double area() const = 0;
  virtual void grow(double by) = 0;
};
struct Circle : Shape {
  double radius;
  explicit Circle(double r) : radius(r) {}
  double area() const override { return 3.25 * radius * radius; }
  void grow(double by) override { radius *= by; }
};
struct Box : Shape {
  double width, height;
  Box(double w, double h) : width(w), height(h) {}
  double area() const override { return width * height; }
  void grow(double by) override {
    width *= by;
    height += by;
  }
};
struct Cube : Box {
  explicit Cube(double w) : Box(w, w) {}
  double area() const override { return 6 * Box::area(); }
};

void virtual_methods(const double *x, double *y) {
  Circle circle(x[0]);
  Box box(x[1], x[2]);
  Cube cube(x[1]);
  Shape *shapes[] = {&circle, &box, &cube, &circle};
  double sum = 0;
  for (Shape *s : shapes) {
    s->grow(x[2]);
    sum += s->area() * sum + s->area();
  }
  y[0] = sum;
}
CASE(virtual_methods, 3, 1, 0.5, 1.2, 0.7)

void owned_shapes(const double *x, double *y) {
  std::unique_ptr<Shape> a = std::make_unique<Circle>(x[0]), b = std::make_unique<Cube>(x[1]);
  if (x[0] < x[1])
    std::swap(a, b);
  a->grow(x[2]);
  y[0] = a->area() * b->area();
  b = std::make_unique<Box>(a->area(), x[2]);
  y[1] = b->area();
}
CASE(owned_shapes, 3, 2, 0.5, 1.2, 0.7)

template <typename T, int N> struct Vec {
  T data[N];
  T &operator[](int i) { return data[i]; }
  const T &operator[](int i) const { return data[i]; }
  friend Vec operator+(Vec a, const Vec &b) {
    for (int i = 0; i < N; ++i)
      a[i] += b[i];
    return a;
  }
  friend Vec operator*(T s, Vec a) {
    for (T &v : a.data)
      v *= s;
    return a;
  }
  T dot(const Vec &o) const {
    T sum = 0;
    for (int i = 0; i < N; ++i)
      sum += data[i] * o[i];
    return sum;
  }
};
void template_vectors(const double *x, double *y) {
  Vec<double, 3> a{{x[0], x[1], x[2]}}, b = 2.0 * a + a;
  Vec<double, 3> c = a.dot(b) * a + x[1] * b;
  y[0] = c.dot(a);
  y[1] = c[2] * b[0];
}
CASE(template_vectors, 3, 2, 0.5, 1.2, 0.7)

template <int N> double power(double x) {
  if constexpr (N == 0)
    return 1;
  else
    return x * power<N - 1>(x);
}
template <typename F> double integrate(F f, double a, double b, int n = 8) {
  double sum = 0, h = (b - a) / n;
  for (int i = 0; i < n; ++i)
    sum += f(a + (i + 0.5) * h) * h;
  return sum;
}
void lambdas(const double *x, double *y) {
  double scale = x[0];
  auto wave = [&](double t) { return std::sin(scale * t) * x[1]; };
  y[0] = integrate(wave, 0, x[1]);
  auto nested = [=](double t) { return integrate([&](double s) { return std::exp(-s * t * scale); }, 0, t); };
  y[1] = integrate(nested, 0, 1, 4) * power<4>(x[0]);
  scale *= 2;
  y[2] = wave(1) * nested(1);
}
CASE(lambdas, 2, 3, 0.5, 1.2)

double checked_root(double v) {
  if (v < 0)
    throw std::domain_error("negative");
  return std::sqrt(v);
}
void exceptions_not_thrown(const double *x, double *y) {
  try {
    y[0] = checked_root(x[0]) * x[1];
  } catch (const std::domain_error &) {
    y[0] = 0;
  }
}
CASE(exceptions_not_thrown, 2, 1, 0.5, 1.2)

struct Counted {
  static int alive;
  double value;
  explicit Counted(double v) : value(v) { ++alive; }
  Counted(const Counted &o) : value(o.value * 2) { ++alive; }
  Counted(Counted &&o) noexcept : value(o.value) {
    o.value = 0;
    ++alive;
  }
  ~Counted() { --alive; }
};
int Counted::alive;
Counted made(double v) {
  Counted c(v);
  c.value *= v;
  return c;
}
void copies_and_moves(const double *x, double *y) {
  Counted a = made(x[0]), b = a, c = std::move(a);
  y[0] = a.value + b.value * c.value;
  Counted d(std::move(b));
  y[1] = d.value * x[1];
}
CASE(copies_and_moves, 2, 2, 0.5, 1.2)

struct Integrator {
  double state = 0, rate;
  explicit Integrator(double r) : rate(r) {}
  Integrator &step(double in) {
    state += rate * (in - state);
    return *this;
  }
  operator double() const { return state; }
};
void chained_calls(const double *x, double *y) {
  Integrator f(x[0]), g(x[1]);
  for (int i = 0; i < 4; ++i)
    g.step(f.step(x[2]).step(x[2] * x[0]));
  y[0] = g * f;
}
CASE(chained_calls, 3, 1, 0.5, 0.2, 0.7)

using Method = double (Box::*)() const;
void member_pointers(const double *x, double *y) {
  Box box(x[0], x[1]);
  Cube cube(x[1]);
  Method area = &Box::area;
  double Box::*side = x[0] < x[1] ? &Box::width : &Box::height;
  y[0] = (box.*area)() * (cube.*area)() + box.*side * cube.*side;
}
CASE(member_pointers, 2, 1, 0.5, 1.2)

struct Left {
  double l;
  virtual double value() const { return l; }
};
struct Right {
  double r;
  virtual double value() const { return r * r; }
};
struct Both : Left, Right {
  double b;
  double value() const override { return l * r + b; }
};
void several_bases(const double *x, double *y) {
  Both both;
  both.l = x[0];
  both.r = x[1];
  both.b = x[2];
  Left *left = &both;
  Right *right = &both;
  y[0] = left->value() * right->value();
  Right alone = *right;
  right = &alone;
  y[1] = right->value() * left->value();
}
CASE(several_bases, 3, 2, 0.5, 1.2, 0.7)

template <typename Derived> struct Base {
  double twice(double x) { return static_cast<Derived *>(this)->once(static_cast<Derived *>(this)->once(x)); }
};
struct Sine : Base<Sine> {
  double gain;
  double once(double x) { return gain * std::sin(x); }
};
struct Cubic : Base<Cubic> {
  double gain;
  double once(double x) { return x * x * x - gain; }
};
void static_polymorphism(const double *x, double *y) {
  Sine s;
  s.gain = x[0];
  Cubic c;
  c.gain = x[1];
  y[0] = s.twice(c.twice(x[1]));
}
CASE(static_polymorphism, 2, 1, 0.5, 1.2)

double by_reference(double &a, const double &b) {
  a = a * b + b;
  return a - b;
}
void references(const double *x, double *y) {
  double a = x[0], b = x[1];
  double r = by_reference(a, b);
  r += by_reference(b, a);
  double &larger = a > b ? a : b;
  larger *= r;
  auto [first, second] = std::pair<double, double>(a * b, a + b);
  y[0] = first;
  y[1] = second * r;
}
CASE(references, 2, 2, 0.5, 1.2)

struct Node {
  double value;
  std::unique_ptr<Node> left, right;
};
std::unique_ptr<Node> grown(const double *x, int depth) {
  if (!depth)
    return nullptr;
  auto n = std::make_unique<Node>();
  n->value = x[depth % 3] * depth;
  n->left = grown(x, depth - 1);
  if (depth % 2)
    n->right = grown(x + 0, depth - 1);
  return n;
}
double folded(const std::unique_ptr<Node> &n) {
  return n ? n->value + std::sin(folded(n->left)) * folded(n->right) + folded(n->left) : 0.5;
}
void owning_tree(const double *x, double *y) { y[0] = folded(grown(x, 4)); }
CASE(owning_tree, 3, 1, 0.5, 1.2, 0.7)

void shared_ownership(const double *x, double *y) {
  auto a = std::make_shared<Circle>(x[0]);
  std::shared_ptr<Shape> b = a;
  std::weak_ptr<Circle> w = a;
  b->grow(x[1]);
  if (auto locked = w.lock())
    locked->radius += x[1];
  a.reset();
  y[0] = b->area();
}
CASE(shared_ownership, 2, 1, 0.5, 1.2)

} // namespace
