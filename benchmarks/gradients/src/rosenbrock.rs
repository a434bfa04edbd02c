//! Rosenbrock's function: small, so that the call itself shows.

use crate::problem::Problem;
use crate::random::Random;

fn rosenbrock(x: &[f64]) -> f64 {
    let valley = |pair: &[f64]| 100.0 * (pair[1] - pair[0] * pair[0]).powi(2) + (1.0 - pair[0]).powi(2);
    x.windows(2).map(valley).sum()
}

fn by_hand(x: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let mut sum = 0.0;
    for i in 1..x.len() {
        let (a, b) = (x[i - 1], x[i]);
        let (bend, rest) = (b - a * a, 1.0 - a);
        sum += 100.0 * bend * bend + rest * rest;
        gradient[i - 1] -= 400.0 * a * bend + 2.0 * rest;
        gradient[i] += 200.0 * bend;
    }
    sum
}

pub struct Rosenbrock {
    pub n: usize,
}

impl Problem for Rosenbrock {
    const NAME: &'static str = "rosenbrock";

    fn size(&self) -> String {
        format!("n={}", self.n)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(4).vector(self.n, -1.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        rosenbrock(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(rosenbrock, x, gradient)
    }
}
