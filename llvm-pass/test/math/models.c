// Models as they are written: log-sum-exp, a Runge-Kutta integration, a small neural network, Lennard-Jones.
// RUN: %every-level

#include "field.h"

static double log_sum_exp(const double *x) {
  double largest = x[0];
  for (int i = 1; i < 8; ++i)
    if (x[i] > largest)
      largest = x[i];
  double sum = 0;
  for (int i = 0; i < 8; ++i)
    sum += exp(x[i] - largest);
  return largest + log(sum);
}

static void rates(const double *p, const double *y, double *dy) {
  dy[0] = p[0] * y[0] - p[1] * y[0] * y[1];
  dy[1] = p[2] * y[0] * y[1] - p[3] * y[1];
}
static double runge_kutta(const double *p) {
  double y[2] = {p[4], p[5]}, h = 0.05;
  for (int step = 0; step < 20; ++step) {
    double k[4][2], at[2];
    rates(p, y, k[0]);
    for (int stage = 1; stage < 4; ++stage) {
      for (int i = 0; i < 2; ++i)
        at[i] = y[i] + (stage == 3 ? h : h / 2) * k[stage - 1][i];
      rates(p, at, k[stage]);
    }
    for (int i = 0; i < 2; ++i)
      y[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
  }
  return y[0] * y[0] + y[1];
}

static double network(const double *w) {
  static const double inputs[3][2] = {{0, 1}, {1, 0.5}, {-1, 2}}, targets[3] = {1, -1, 0.5};
  double loss = 0;
  for (int sample = 0; sample < 3; ++sample) {
    double output = w[12];
    for (int unit = 0; unit < 3; ++unit) {
      double sum = w[9 + unit];
      for (int i = 0; i < 2; ++i)
        sum += w[2 * unit + i] * inputs[sample][i];
      output += w[6 + unit] * tanh(sum);
    }
    loss += (output - targets[sample]) * (output - targets[sample]);
  }
  return loss / 3;
}

static double lennard_jones(const double *x) {
  double energy = 0;
  for (int i = 0; i < 4; ++i)
    for (int j = i + 1; j < 4; ++j) {
      double r2 = 0;
      for (int d = 0; d < 3; ++d)
        r2 += (x[3 * i + d] - x[3 * j + d]) * (x[3 * i + d] - x[3 * j + d]);
      if (r2 > 9)
        continue;
      double s6 = 1 / (r2 * r2 * r2);
      energy += 4 * (s6 * s6 - s6);
    }
  return energy;
}

int main(void) {
  double x[13];
  for (int i = 0; i < 13; ++i)
    x[i] = sin(3 * i + 1) / 2;
  EXPECT_FIELD(log_sum_exp, x, 8);
  EXPECT_FIELD(network, x, 13);
  double p[6] = {1.1, 0.4, 0.1, 0.4, 3, 2};
  EXPECT_FIELD(runge_kutta, p, 6);
  double atoms[12] = {0, 0, 0, 1.2, 0.1, 0, 0.2, 1.3, 0, 0.5, 0.4, 1.5};
  EXPECT_FIELD(lennard_jones, atoms, 12);
  return failures();
}
