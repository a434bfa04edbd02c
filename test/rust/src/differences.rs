//! Gradients by finite differences, with an estimate of their error.

use crate::case::Precision;

/// A derivative and how far off it may be.
#[derive(Clone, Copy)]
pub struct Estimate {
    pub value: f64,
    pub error: f64,
}

const ROWS: usize = 14;
const RATIO: f64 = 1.5;

/// The derivative of `f` by `x[i]`: central differences at shrinking steps, extrapolated to step zero
/// (Ridders 1982). The entry that differs least from its neighbours wins.
pub fn derivative(f: fn(&[f64]) -> f64, x: &[f64], i: usize, precision: Precision) -> Estimate {
    let relative = if precision == Precision::Double {
        0.04
    } else {
        0.08
    };
    let mut step = relative * x[i].abs().max(0.25);
    let mut table = [[f64::NAN; ROWS]; ROWS];
    let mut best = Estimate {
        value: f64::NAN,
        error: f64::INFINITY,
    };
    for row in 0..ROWS {
        table[row][0] = central(f, x, i, step);
        step /= RATIO;
        let mut factor = RATIO * RATIO;
        for order in 1..=row {
            let (finer, coarser) = (table[row][order - 1], table[row - 1][order - 1]);
            table[row][order] = (finer * factor - coarser) / (factor - 1.0);
            factor *= RATIO * RATIO;
            let value = table[row][order];
            let error = (value - finer).abs().max((value - coarser).abs());
            if error < best.error {
                best = Estimate { value, error };
            }
        }
    }
    best
}

fn central(f: fn(&[f64]) -> f64, x: &[f64], i: usize, step: f64) -> f64 {
    let mut moved = x.to_vec();
    moved[i] = x[i] + step;
    let (right, above) = (moved[i], f(&moved));
    moved[i] = x[i] - step;
    let (left, below) = (moved[i], f(&moved));
    (above - below) / (right - left)
}
