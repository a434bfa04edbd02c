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

/// A step adds `-0.02·slope`; the directions of the segments are kept, and the positions.
fn by_hand(x: &[f64], flat: f64, gradient: &mut [f64]) -> f64 {
    let mut steps = Vec::new();
    let (mut u, mut v) = (x[0], x[1]);
    let mut sum = 0.0;
    loop {
        let (du, dv) = slope(x, (u, v));
        if du * du + dv * dv < flat * flat {
            break;
        }
        let (su, sv) = (-0.02 * du, -0.02 * dv);
        let length = su.hypot(sv);
        steps.push([u, v, su / length, sv / length]);
        sum += length;
        u += su;
        v += sv;
    }
    // Of the position after the step, from all that follows it.
    let (mut du, mut dv) = (0.0, 0.0);
    let mut slopes = [0.0; 6];
    for &[u, v, along_u, along_v] in steps.iter().rev() {
        let (su, sv) = (-0.04 * (du + along_u), -0.04 * (dv + along_v));
        slopes[2] += su * (u - x[3]);
        slopes[3] -= su * x[2];
        slopes[4] += sv * (v - x[5]);
        slopes[5] -= sv * x[4];
        du += su * x[2];
        dv += sv * x[4];
    }
    (slopes[0], slopes[1]) = (du, dv);
    gradient.copy_from_slice(&slopes);
    sum
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

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, self.flat, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let flat = self.flat;
        enzyme::value_and_gradient_into(|x| length(x, flat), x, gradient)
    }
}
