//! A fast Fourier transform in place, recursive; complex numbers are two neighbours.

use crate::problem::Problem;
use crate::random::Random;
use std::f64::consts::PI;

/// The transform, scaled so that its inverse is its adjoint.
#[enzyme::autodiff_reverse(pull_back, Duplicated)]
fn fft(data: &mut [f64]) {
    transform(data, 1.0);
}

fn transform(data: &mut [f64], sign: f64) {
    reverse_bits(data);
    combine(data, sign);
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let scale = 1.0 / ((data.len() / 2) as f64).sqrt();
    for value in data {
        *value *= scale;
    }
}

fn reverse_bits(data: &mut [f64]) {
    let n = data.len() / 2;
    let mut j = 0;
    for i in 0..n {
        if j > i {
            data.swap(2 * i, 2 * j);
            data.swap(2 * i + 1, 2 * j + 1);
        }
        let mut bit = n / 2;
        while bit >= 1 && j & bit != 0 {
            j ^= bit;
            bit /= 2;
        }
        j |= bit;
    }
}

/// Both halves, then the butterflies with the recurrence of Numerical Recipes for the twiddles.
fn combine(data: &mut [f64], sign: f64) {
    let n = data.len() / 2;
    if n == 1 {
        return;
    }
    let (even, odd) = data.split_at_mut(n);
    combine(even, sign);
    combine(odd, sign);
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let angle = sign * 2.0 * PI / n as f64;
    let half = (0.5 * angle).sin();
    let (step_re, step_im) = (-2.0 * half * half, angle.sin());
    let (mut re, mut im) = (1.0, 0.0);
    for (even, odd) in even.chunks_exact_mut(2).zip(odd.chunks_exact_mut(2)) {
        let t_re = odd[0] * re - odd[1] * im;
        let t_im = odd[0] * im + odd[1] * re;
        odd[0] = even[0] - t_re;
        odd[1] = even[1] - t_im;
        even[0] += t_re;
        even[1] += t_im;
        (re, im) = (re + re * step_re - im * step_im, im + im * step_re + re * step_im);
    }
}

pub struct Fft {
    data: Vec<f64>,
    seed: Vec<f64>,
}

impl Fft {
    pub fn new(n: usize) -> Self {
        Self {
            data: vec![0.0; 2 * n],
            seed: Random::new(13).vector(2 * n, -1.0, 1.0),
        }
    }
}

impl Problem for Fft {
    const NAME: &'static str = "fft";

    fn size(&self) -> String {
        format!("n={}", self.data.len() / 2)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(14).vector(self.data.len(), -1.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.data.copy_from_slice(x);
        fft(&mut self.data);
        self.data[0]
    }

    fn objective(&mut self, x: &[f64]) -> f64 {
        self.value(x);
        self.data.iter().zip(&self.seed).map(|(r, s)| r * s).sum()
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let value = self.value(x);
        gradient.copy_from_slice(&self.seed);
        transform(gradient, -1.0);
        value
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        self.data.copy_from_slice(x);
        gradient.copy_from_slice(&self.seed);
        pull_back(&mut self.data, gradient);
        self.data[0]
    }
}
