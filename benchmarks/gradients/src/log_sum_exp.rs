//! The logarithm of a sum of exponentials.

use crate::problem::Problem;
use crate::random::Random;

/// The largest is subtracted: nothing overflows.
pub fn log_sum_exp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    largest + x.iter().map(|v| (v - largest).exp()).sum::<f64>().ln()
}

/// Value and softmax; the exponentials are kept in the gradient.
pub fn with_softmax(x: &[f64], softmax: &mut [f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for (slope, v) in softmax.iter_mut().zip(x) {
        *slope = (v - largest).exp();
        sum += *slope;
    }
    for slope in softmax {
        *slope /= sum;
    }
    largest + sum.ln()
}

pub struct LogSumExp {
    pub n: usize,
}

impl Problem for LogSumExp {
    const NAME: &'static str = "log-sum-exp";

    fn size(&self) -> String {
        format!("n={}", self.n)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(1).vector(self.n, -1.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        log_sum_exp(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        with_softmax(x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(log_sum_exp, x, gradient)
    }
}
