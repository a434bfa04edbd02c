// Numerical kernels.
// RUN: %every-case

#include "cases.h"

static void runge_kutta(const double *x, double *y) {
  double u[2] = {x[0], x[1]}, h = 0.1;
  for (int step = 0; step < 10; ++step) {
    double k[4][2];
    for (int stage = 0; stage < 4; ++stage) {
      double c = stage == 0 ? 0 : stage == 3 ? h : h / 2, at[2];
      for (int i = 0; i < 2; ++i)
        at[i] = u[i] + (stage ? c * k[stage - 1][i] : 0);
      k[stage][0] = x[2] * at[0] - at[0] * at[1];
      k[stage][1] = at[0] * at[1] - x[3] * at[1];
    }
    for (int i = 0; i < 2; ++i)
      u[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
  }
  y[0] = u[0];
  y[1] = u[1];
}
CASE(runge_kutta, 4, 2, 0.5, 1.2, 0.7, 0.9)

static void cholesky(const double *x, double *y) {
  double a[3][3], l[3][3] = {{0}};
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      a[i][j] = x[i] * x[j] + (i == j ? 2 + x[3] : 0);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j <= i; ++j) {
      double s = a[i][j];
      for (int k = 0; k < j; ++k)
        s -= l[i][k] * l[j][k];
      l[i][j] = i == j ? sqrt(s) : s / l[j][j];
    }
  double b[3] = {1, x[0], x[1]};
  for (int i = 0; i < 3; ++i) {
    for (int k = 0; k < i; ++k)
      b[i] -= l[i][k] * b[k];
    b[i] /= l[i][i];
  }
  for (int i = 2; i >= 0; --i) {
    for (int k = i + 1; k < 3; ++k)
      b[i] -= l[k][i] * b[k];
    b[i] /= l[i][i];
  }
  y[0] = log(l[0][0] * l[1][1] * l[2][2]);
  y[1] = b[0] + b[1] * b[2];
}
CASE(cholesky, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void transform(double *re, double *im, int n) {
  if (n == 1)
    return;
  double er[4], ei[4], or[4], oi[4];
  for (int i = 0; i < n / 2; ++i) {
    er[i] = re[2 * i];
    ei[i] = im[2 * i];
    or[i] = re[2 * i + 1];
    oi[i] = im[2 * i + 1];
  }
  transform(er, ei, n / 2);
  transform(or, oi, n / 2);
  for (int k = 0; k < n / 2; ++k) {
    double c = cos(-2 * M_PI * k / n), s = sin(-2 * M_PI * k / n);
    double tr = c * or[k] - s * oi[k], ti = c * oi[k] + s * or[k];
    re[k] = er[k] + tr;
    im[k] = ei[k] + ti;
    re[k + n / 2] = er[k] - tr;
    im[k + n / 2] = ei[k] - ti;
  }
}
static void fourier(const double *x, double *y) {
  double re[8], im[8] = {0};
  for (int i = 0; i < 8; ++i)
    re[i] = x[i % 4] * (1 + i / 4);
  transform(re, im, 8);
  for (int i = 0; i < 4; ++i)
    y[i] = re[i] * re[i] + im[i] * im[i];
}
CASE(fourier, 4, 4, 0.5, 1.2, -0.7, 0.9)

static void heat(const double *x, double *y) {
  double field[2][10] = {{0}};
  double *now = field[0], *next = field[1];
  for (int i = 0; i < 10; ++i)
    now[i] = sin(x[0] * i) * x[1];
  for (int step = 0; step < 8; ++step) {
    for (int i = 1; i < 9; ++i)
      next[i] = now[i] + x[2] * (now[i - 1] - 2 * now[i] + now[i + 1]) * (1 + now[i] * now[i]);
    next[0] = next[1];
    next[9] = next[8];
    double *swapped = now;
    now = next;
    next = swapped;
  }
  y[0] = now[3];
  y[1] = now[8] * now[1];
}
CASE(heat, 3, 2, 0.5, 1.2, 0.1)

static void life_of_a_filter(const double *x, double *y) {
  double state[3] = {0}, out = 0;
  for (int t = 0; t < 12; ++t) {
    double in = sin(0.3 * t) + x[0] * state[0] - x[1] * state[1];
    state[2] = state[1];
    state[1] = state[0];
    state[0] = in;
    out += (in + x[2] * state[2]) * (in + x[2] * state[2]);
  }
  y[0] = out;
}
CASE(life_of_a_filter, 3, 1, 0.5, 0.2, -0.7)

static void perceptron(const double *x, double *y) {
  double weights[2][3][3], activation[3] = {x[0], x[1], 1}, next[3];
  for (int l = 0; l < 2; ++l)
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        weights[l][i][j] = x[(l + i + 2 * j) % 4] * (j - 0.5);
  for (int l = 0; l < 2; ++l) {
    double largest = -INFINITY, total = 0;
    for (int i = 0; i < 3; ++i) {
      next[i] = 0;
      for (int j = 0; j < 3; ++j)
        next[i] += weights[l][i][j] * activation[j];
      largest = fmax(largest, next[i]);
    }
    for (int i = 0; i < 3; ++i)
      total += exp(next[i] - largest);
    for (int i = 0; i < 3; ++i)
      activation[i] = l ? exp(next[i] - largest) / total : tanh(next[i]);
  }
  y[0] = -log(activation[1]);
  y[1] = activation[0];
}
CASE(perceptron, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void newton_system(const double *x, double *y) {
  double u = 1, v = 1;
  for (int i = 0; i < 12; ++i) {
    double f = u * u + v - x[0], g = u - v * v * x[1];
    double a = 2 * u, b = 1, c = 1, d = -2 * v * x[1], det = a * d - b * c;
    u -= (f * d - g * b) / det;
    v -= (a * g - c * f) / det;
  }
  y[0] = u;
  y[1] = v;
}
CASE(newton_system, 2, 2, 2.5, 1.2)

static void bisection(const double *x, double *y) {
  double low = 0, high = 4;
  for (int i = 0; i < 50; ++i) {
    double mid = (low + high) / 2;
    if (mid * mid * mid < 5)
      low = mid;
    else
      high = mid;
  }
  y[0] = low * x[0] + sin(high * x[1]);
}
CASE(bisection, 2, 1, 0.5, 1.2)

static double bessel(int n, double x) {
  double term = pow(x / 2, n) / tgamma(n + 1.0), sum = term;
  for (int k = 1; k < 100; ++k) {
    term *= -x * x / (4.0 * k * (k + n));
    sum += term;
    if (fabs(term) < 1e-17)
      break;
  }
  return sum;
}
static void bessel_series(const double *x, double *y) {
  for (int n = 0; n < 3; ++n)
    y[n] = bessel(n, x[0]);
}
CASE(bessel_series, 1, 3, 1.5)

static void monte_carlo(const double *x, double *y) {
  unsigned long state = 42;
  double sum = 0;
  for (int path = 0; path < 5; ++path) {
    double price = x[0];
    for (int t = 0; t < 4; ++t) {
      state = state * 6364136223846793005ul + 1442695040888963407ul;
      double uniform = ((state >> 33) + 0.5) / 2147483648.0;
      double normal = sqrt(-2 * log(uniform)) * cos(6.28 * uniform);
      price *= exp((x[1] - x[2] * x[2] / 2) * 0.25 + x[2] * 0.5 * normal);
    }
    sum += price > 0.2 ? price - 0.2 : 0;
  }
  y[0] = exp(-x[1]) * sum / 5;
}
CASE(monte_carlo, 3, 1, 0.5, 0.05, 0.3)

static void edit_distance(const double *x, double *y) {
  static const char a[] = "kitten", b[] = "sitting";
  double cost[7][8];
  for (int i = 0; i <= 6; ++i)
    for (int j = 0; j <= 7; ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i * x[0] + j * x[1];
        continue;
      }
      double best = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : x[2]);
      best = fmin(best, cost[i - 1][j] + x[0]);
      best = fmin(best, cost[i][j - 1] + x[1]);
      cost[i][j] = best;
    }
  y[0] = cost[6][7] * cost[3][3];
}
CASE(edit_distance, 3, 1, 0.5, 0.6, 0.8)

// In the style of BLAS: strides, transposition, alpha and beta.
static void gemv(char trans, int m, int n, double alpha, const double *a, int lda, const double *x, int incx,
                 double beta, double *y, int incy) {
  int rows = trans == 'T' ? n : m, columns = trans == 'T' ? m : n;
  for (int i = 0; i < rows; ++i) {
    double s = 0;
    for (int j = 0; j < columns; ++j)
      s += (trans == 'T' ? a[j + lda * i] : a[i + lda * j]) * x[incx * j];
    y[incy * i] = alpha * s + beta * y[incy * i];
  }
}
static double nrm2(int n, const double *x, int incx) {
  double scale = 0, sum = 1;
  for (int i = 0; i < n; ++i)
    if (x[i * incx] != 0) {
      double a = fabs(x[i * incx]);
      if (scale < a) {
        sum = 1 + sum * (scale / a) * (scale / a);
        scale = a;
      } else {
        sum += (a / scale) * (a / scale);
      }
    }
  return scale * sqrt(sum);
}
static void blas_style(const double *x, double *y) {
  double a[12], v[6] = {1, 0, x[0], 0, x[1], 0}, w[4] = {x[2], 0, x[3], 0};
  for (int i = 0; i < 12; ++i)
    a[i] = x[i % 4] + i * 0.1;
  gemv('N', 2, 3, x[0], a, 4, v, 2, 0.5, w, 2);
  gemv('T', 2, 3, 1, a + 1, 4, w, 2, x[1], v, 2);
  y[0] = nrm2(3, v, 2);
  y[1] = nrm2(2, w, 2) * v[4];
}
CASE(blas_style, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void spline(const double *x, double *y) {
  double h = 0.5, second[5] = {0}, upper[5], right[5];
  upper[0] = right[0] = 0;
  for (int i = 1; i < 4; ++i) {
    double d = 6 * (x[i + 1] - 2 * x[i] + x[i - 1]) / (h * h), diagonal = 4 - upper[i - 1];
    upper[i] = 1 / diagonal;
    right[i] = (d - right[i - 1]) / diagonal;
  }
  for (int i = 3; i > 0; --i)
    second[i] = right[i] - upper[i] * second[i + 1];
  int interval = 2;
  double t = 0.3;
  double a = x[interval] * (1 - t) + x[interval + 1] * t;
  y[0] = a + h * h / 6 * ((pow(1 - t, 3) - (1 - t)) * second[interval] + (t * t * t - t) * second[interval + 1]);
  y[1] = second[1] * second[3];
}
CASE(spline, 5, 2, 0.5, 1.2, -0.7, 0.9, 0.1)

static void sparse_product(const double *x, double *y) {
  static const int start[] = {0, 2, 3, 6, 7}, column[] = {0, 2, 1, 0, 1, 3, 2};
  double v[4] = {x[0], x[1], x[2], x[3]};
  for (int power = 0; power < 3; ++power) {
    double next[4] = {0};
    for (int i = 0; i < 4; ++i)
      for (int k = start[i]; k < start[i + 1]; ++k)
        next[i] += x[k % 4] * (k + 1) * v[column[k]];
    double norm = 0;
    for (int i = 0; i < 4; ++i)
      norm += next[i] * next[i];
    for (int i = 0; i < 4; ++i)
      v[i] = next[i] / sqrt(norm);
  }
  y[0] = v[0];
  y[1] = v[3] * v[1];
}
CASE(sparse_product, 4, 2, 0.5, 1.2, -0.7, 0.9)

static void euler_lagrange(const double *x, double *y) {
  // The step is chosen by the error.
  double t = 0, h = 0.25, u = x[0];
  int steps = 0;
  while (t < 1 && steps++ < 100) {
    if (t + h > 1)
      h = 1 - t;
    double k1 = -x[1] * u, k2 = -x[1] * (u + h * k1), low = u + h * k1, high = u + h / 2 * (k1 + k2);
    if (fabs(high - low) > 0.02) {
      h /= 2;
      continue;
    }
    t += h;
    u = high;
  }
  y[0] = u;
}
CASE(euler_lagrange, 2, 1, 0.5, 1.2)

// The last steps of a reduction are vectors of which one lane is used; the others may be anything, also where the
// operation has no derivative.
static void products_of_pairs(const double *x, double *y) {
  double c[2] = {3 * x[0], 3 * x[1]}, d[4], e[4];
  for (int i = 0; i < 4; ++i) {
    d[i] = x[i] * x[i] + i;
    e[i] = x[i] - 0.5;
  }
  y[0] = c[0] * c[1];
  y[1] = d[0] * d[1] * d[2] * d[3];
  y[2] = e[1] / e[0] + sqrt(d[3]) * sqrt(d[0]);
}
CASE(products_of_pairs, 4, 3, 1.6, 0.4, 0.5, 0.5)
