//! Least squares: the coefficients of a polynomial, its powers by `powi`.

use crate::problem::Problem;
use crate::random::Random;

/// What is fitted.
struct Data {
    t: Vec<f64>,
    y: Vec<f64>,
}

fn misfit(coefficients: &[f64], data: &Data) -> f64 {
    let residual = |(t, y): (&f64, &f64)| {
        let model: f64 = coefficients.iter().zip(0..).map(|(c, j)| c * t.powi(j)).sum();
        model - y
    };
    data.t.iter().zip(&data.y).map(residual).map(|r| r * r).sum()
}

/// The powers of one point are kept for the second half.
fn by_hand(coefficients: &[f64], data: &Data, gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let mut powers = vec![0.0; coefficients.len()];
    let mut sum = 0.0;
    for (t, y) in data.t.iter().zip(&data.y) {
        let mut residual = -y;
        for ((power, c), j) in powers.iter_mut().zip(coefficients).zip(0..) {
            *power = t.powi(j);
            residual += c * *power;
        }
        sum += residual * residual;
        for (slope, power) in gradient.iter_mut().zip(&powers) {
            *slope += 2.0 * residual * power;
        }
    }
    sum
}

pub struct Powers {
    n: usize,
    data: Data,
}

impl Powers {
    pub fn new(m: usize, n: usize) -> Self {
        let mut random = Random::new(2);
        let (t, y) = (random.vector(m, -1.0, 1.0), random.vector(m, -1.0, 1.0));
        let data = Data { t, y };
        Self { n, data }
    }
}

impl Problem for Powers {
    const NAME: &'static str = "powers";

    fn size(&self) -> String {
        format!("m={} n={}", self.data.t.len(), self.n)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(3).vector(self.n, -1.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        misfit(x, &self.data)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, &self.data, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(|x| misfit(x, &self.data), x, gradient)
    }
}
