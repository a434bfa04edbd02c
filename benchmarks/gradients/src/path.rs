//! A path down a slope: positions are pushed until the ground is flat, then its length is measured.

use crate::problem::Problem;

/// Slope of the valley `x[2]·(u − x[3])² + x[4]·(v − x[5])²` at `(u, v)`.
fn slope(x: &[f64], (u, v): (f64, f64)) -> (f64, f64) {
    (2.0 * x[2] * (u - x[3]), 2.0 * x[4] * (v - x[5]))
}

fn length(x: &[f64], flat: f64) -> f64 {
    let mut path = vec![(x[0], x[1])];
    let (mut u, mut v) = path[0];
    loop {
        let (du, dv) = slope(x, (u, v));
        if du * du + dv * dv < flat * flat {
            break;
        }
        u -= 0.02 * du;
        v -= 0.02 * dv;
        path.push((u, v));
    }
    path.windows(2)
        .map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1))
        .sum()
}

pub struct Path {
    /// Where the ground counts as flat.
    pub flat: f64,
}

impl Problem for Path {
    const NAME: &'static str = "path";

    fn size(&self) -> String {
        format!("flat={:e}", self.flat)
    }

    fn point(&self) -> Vec<f64> {
        vec![3.0, 2.0, 0.4, 0.1, 0.9, -0.2]
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        length(x, self.flat)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let flat = self.flat;
        enzyme::value_and_gradient_into(|x| length(x, flat), x, gradient)
    }
}
