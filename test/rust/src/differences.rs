//! Derivatives by finite differences, with an estimate of their error.

use crate::case::Precision;

/// A derivative and how far off it may be.
#[derive(Clone, Copy)]
pub struct Estimate {
    pub value: f64,
    pub error: f64,
}

const ROWS: usize = 14;
const RATIO: f64 = 1.5;

/// The derivative of `f` by `x[i]`.
pub fn derivative(f: fn(&[f64]) -> f64, x: &[f64], i: usize, precision: Precision) -> Estimate {
    extrapolated(&steps(first_step(x[i], precision)).map(|step| central(f, x, i, step)))
}

/// The derivatives of the components of `f` in a direction.
pub fn along(
    f: impl Fn(&[f64]) -> Vec<f64>,
    x: &[f64],
    direction: &[f64],
    precision: Precision,
) -> Vec<Estimate> {
    let reaches = x
        .iter()
        .zip(direction)
        .map(|(x, d)| first_step(*x, precision) / d.abs());
    let rows = steps(reaches.fold(f64::INFINITY, f64::min)).map(|step| {
        let moved = |step: f64| -> Vec<f64> {
            f(&x.iter()
                .zip(direction)
                .map(|(x, d)| x + step * d)
                .collect::<Vec<_>>())
        };
        let (above, below) = (moved(step), moved(-step));
        above
            .iter()
            .zip(below)
            .map(|(a, b)| (a - b) / (2.0 * step))
            .collect::<Vec<_>>()
    });
    (0..rows[0].len())
        .map(|i| extrapolated(&std::array::from_fn(|row| rows[row][i])))
        .collect()
}

fn first_step(x: f64, precision: Precision) -> f64 {
    let relative = if precision == Precision::Double {
        0.04
    } else {
        0.08
    };
    relative * x.abs().max(0.25)
}

fn steps(first: f64) -> [f64; ROWS] {
    std::array::from_fn(|row| first / RATIO.powi(row as i32))
}

/// Central differences at shrinking steps, extrapolated to step zero (Ridders 1982). The entry that differs
/// least from its neighbours wins.
fn extrapolated(differences: &[f64; ROWS]) -> Estimate {
    let mut table = [[f64::NAN; ROWS]; ROWS];
    let mut best = Estimate {
        value: f64::NAN,
        error: f64::INFINITY,
    };
    for row in 0..ROWS {
        table[row][0] = differences[row];
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
