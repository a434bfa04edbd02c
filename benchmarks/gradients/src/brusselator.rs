//! The right-hand side of the Brusselator on a square grid: a function of many results, seeded in all.

use crate::problem::Problem;
use crate::random::Random;

const A: f64 = 3.4;
const B: f64 = 1.0;
const ALPHA: f64 = 10.0;

/// `state` and `rate` are all of u, then all of v.
#[enzyme::autodiff_reverse(pull_back, Duplicated, Const, Duplicated)]
fn brusselator(state: &[f64], side: usize, rate: &mut [f64]) {
    let (u, v) = state.split_at(side * side);
    let (du, dv) = rate.split_at_mut(side * side);
    let alpha = ALPHA * 31.0 * 31.0;
    for i in 0..side {
        let (above, below) = (i.saturating_sub(1), (i + 1).min(side - 1));
        for j in 0..side {
            let (left, right) = (j.saturating_sub(1), (j + 1).min(side - 1));
            let laplacian = |w: &[f64]| {
                let edges = w[above * side + j] + w[below * side + j] + w[i * side + left] + w[i * side + right];
                edges - 4.0 * w[i * side + j]
            };
            let at = i * side + j;
            let reaction = u[at] * u[at] * v[at];
            du[at] = alpha * laplacian(u) + B + reaction - (A + 1.0) * u[at];
            dv[at] = alpha * laplacian(v) + A * u[at] - reaction;
        }
    }
}

fn by_hand(state: &[f64], side: usize, seed: &[f64], gradient: &mut [f64]) {
    gradient.fill(0.0);
    let (u, v) = state.split_at(side * side);
    let (su, sv) = seed.split_at(side * side);
    let (gu, gv) = gradient.split_at_mut(side * side);
    let alpha = ALPHA * 31.0 * 31.0;
    for i in 0..side {
        let (above, below) = (i.saturating_sub(1), (i + 1).min(side - 1));
        for j in 0..side {
            let (left, right) = (j.saturating_sub(1), (j + 1).min(side - 1));
            let at = i * side + j;
            for (s, g) in [(alpha * su[at], &mut *gu), (alpha * sv[at], &mut *gv)] {
                g[above * side + j] += s;
                g[below * side + j] += s;
                g[i * side + left] += s;
                g[i * side + right] += s;
                g[at] -= 4.0 * s;
            }
            let reaction = su[at] - sv[at];
            gu[at] += 2.0 * u[at] * v[at] * reaction - (A + 1.0) * su[at] + A * sv[at];
            gv[at] += u[at] * u[at] * reaction;
        }
    }
}

pub struct Brusselator {
    side: usize,
    rate: Vec<f64>,
    seed: Vec<f64>,
    shadow: Vec<f64>,
}

impl Brusselator {
    pub fn new(side: usize) -> Self {
        let length = 2 * side * side;
        Self {
            side,
            rate: vec![0.0; length],
            seed: Random::new(6).vector(length, -1.0, 1.0),
            shadow: vec![0.0; length],
        }
    }
}

impl Problem for Brusselator {
    const NAME: &'static str = "brusselator";

    fn size(&self) -> String {
        format!("{0}x{0}", self.side)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(8).vector(2 * self.side * self.side, 0.0, 2.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        brusselator(x, self.side, &mut self.rate);
        self.rate[0]
    }

    fn objective(&mut self, x: &[f64]) -> f64 {
        brusselator(x, self.side, &mut self.rate);
        self.rate.iter().zip(&self.seed).map(|(r, s)| r * s).sum()
    }

    /// As the generated one, with the rates.
    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        brusselator(x, self.side, &mut self.rate);
        by_hand(x, self.side, &self.seed, gradient);
        self.rate[0]
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        gradient.fill(0.0);
        self.shadow.copy_from_slice(&self.seed);
        pull_back(x, gradient, self.side, &mut self.rate, &mut self.shadow);
        self.rate[0]
    }
}
