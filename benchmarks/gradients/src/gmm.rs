//! The log-likelihood of a Gaussian mixture, with a Wishart prior (γ = 1, m = 0), without its constant.

use crate::log_sum_exp::log_sum_exp;
use crate::problem::Problem;
use crate::random::Random;
use std::f64::consts::TAU;

pub struct Gmm {
    pub d: usize,
    pub k: usize,
    /// The observations, `d` numbers each.
    pub data: Vec<f64>,
}

/// The parameters: α, then μ of every component, then q and l of every component.
pub struct Mixture<'a> {
    pub alpha: &'a [f64],
    pub mean: &'a [f64],
    pub factor: &'a [f64],
}

/// Q x, where Q is lower triangular: `diagonal` and, column by column, `lower`.
fn multiply(diagonal: &[f64], lower: &[f64], x: &[f64], product: &mut [f64]) {
    let d = x.len();
    for (out, (diagonal, x)) in product.iter_mut().zip(diagonal.iter().zip(x)) {
        *out = diagonal * x;
    }
    let mut column = lower;
    for i in 0..d {
        let (head, tail) = column.split_at(d - i - 1);
        for (out, l) in product[i + 1..].iter_mut().zip(head) {
            *out += l * x[i];
        }
        column = tail;
    }
}

fn square(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

impl Gmm {
    pub fn new(d: usize, k: usize, n: usize) -> Self {
        let data = Random::new(11).vector(d * n, 0.0, 1.0);
        Self { d, k, data }
    }

    pub fn split<'a>(&self, x: &'a [f64]) -> Mixture<'a> {
        let (alpha, rest) = x.split_at(self.k);
        let (mean, factor) = rest.split_at(self.k * self.d);
        Mixture { alpha, mean, factor }
    }

    /// How many numbers describe the covariance of a component.
    pub fn factor_length(&self) -> usize {
        self.d * (self.d + 1) / 2
    }

    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    pub fn counts(&self) -> (f64, f64) {
        (self.d as f64, (self.data.len() / self.d) as f64)
    }

    fn log_likelihood(&self, x: &[f64]) -> f64 {
        let Mixture { alpha, mean, factor } = self.split(x);
        let (d, length) = (self.d, self.factor_length());
        let factors = || factor.chunks_exact(length).map(|factor| factor.split_at(d));
        let mut diagonal = vec![0.0; self.k * d];
        let mut sums = vec![0.0; self.k];
        for ((row, sum), (q, _)) in diagonal.chunks_exact_mut(d).zip(&mut sums).zip(factors()) {
            for (diagonal, q) in row.iter_mut().zip(q) {
                *diagonal = q.exp();
            }
            *sum = q.iter().sum();
        }
        let mut centred = vec![0.0; d];
        let mut product = vec![0.0; d];
        let mut terms = vec![0.0; self.k];
        let mut total = 0.0;
        for observation in self.data.chunks_exact(d) {
            for (c, (_, lower)) in factors().enumerate() {
                for (centred, (x, mean)) in centred.iter_mut().zip(observation.iter().zip(&mean[c * d..])) {
                    *centred = x - mean;
                }
                multiply(&diagonal[c * d..(c + 1) * d], lower, &centred, &mut product);
                terms[c] = alpha[c] + sums[c] - 0.5 * square(&product);
            }
            total += log_sum_exp(&terms);
        }
        let lower: f64 = factors().map(|(_, lower)| square(lower)).sum();
        let (dimensions, n) = self.counts();
        total - n * log_sum_exp(alpha) + 0.5 * (square(&diagonal) + lower) - 0.5 * n * dimensions * TAU.ln()
    }
}

impl Problem for Gmm {
    const NAME: &'static str = "gmm";

    fn size(&self) -> String {
        format!("d={} k={} n={}", self.d, self.k, self.data.len() / self.d)
    }

    fn point(&self) -> Vec<f64> {
        let mut random = Random::new(12);
        let mut x = random.vector(self.k, 0.0, 1.0);
        x.extend(random.vector(self.k * self.d, 0.0, 1.0));
        x.extend(random.vector(self.k * self.factor_length(), -0.5, 0.5));
        x
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.log_likelihood(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        crate::gmm_hand::value_and_gradient(self, x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(|x| self.log_likelihood(x), x, gradient)
    }
}
