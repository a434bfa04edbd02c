//! Rays that march towards a soft union of two balls and stop when they are near.

use crate::problem::Problem;

/// Distance to two balls, `(x, y, z, radius)` each, blended.
fn distance(balls: &[f64], p: [f64; 3]) -> f64 {
    let to = |ball: &[f64]| {
        let (dx, dy, dz) = (p[0] - ball[0], p[1] - ball[1], p[2] - ball[2]);
        (dx * dx + dy * dy + dz * dz).sqrt() - ball[3]
    };
    let (a, b) = (to(&balls[..4]), to(&balls[4..]));
    let bend = ((0.3 - (a - b).abs()) / 0.3).max(0.0);
    a.min(b) - 0.075 * bend * bend
}

/// The rays from the origin through a square.
fn rays(side: u32) -> impl Iterator<Item = [f64; 3]> {
    let at = move |k: u32| 2.0 * (f64::from(k) + 0.5) / f64::from(side) - 1.0;
    (0..side * side).map(move |i| {
        let (x, y) = (at(i / side), at(i % side));
        let norm = (x * x + y * y + 4.0).sqrt();
        [x / norm, y / norm, 2.0 / norm]
    })
}

/// How deep the scene is, summed over all rays.
fn depth(balls: &[f64], side: u32) -> f64 {
    let mut total = 0.0;
    for direction in rays(side) {
        let mut t = 0.0;
        for _ in 0..64 {
            let d = distance(balls, direction.map(|c| t * c));
            if d < 1e-3 {
                break;
            }
            t += d;
            if t > 8.0 {
                break;
            }
        }
        total += (-0.3 * t).exp();
    }
    total
}

/// Along `direction` at `t`: the distance, its slope in `t`, and its slopes in the balls.
fn distance_and_slopes(balls: &[f64], direction: [f64; 3], t: f64) -> (f64, f64, [f64; 8]) {
    let to = |ball: &[f64]| {
        let d: [f64; 3] = std::array::from_fn(|k| t * direction[k] - ball[k]);
        let norm = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt();
        (norm - ball[3], d.map(|d| d / norm))
    };
    let ((a, towards_a), (b, towards_b)) = (to(&balls[..4]), to(&balls[4..]));
    let bend = ((0.3 - (a - b).abs()) / 0.3).max(0.0);
    // The nearer ball gets one, less what the bend moves to the other.
    let share = 0.5 * bend;
    let (of_a, of_b) = if a < b {
        (1.0 - share, share)
    } else {
        (share, 1.0 - share)
    };
    let mut slopes = [0.0; 8];
    let mut along = 0.0;
    for k in 0..3 {
        (slopes[k], slopes[4 + k]) = (-of_a * towards_a[k], -of_b * towards_b[k]);
        along -= (slopes[k] + slopes[4 + k]) * direction[k];
    }
    (slopes[3], slopes[7]) = (-of_a, -of_b);
    (a.min(b) - 0.075 * bend * bend, along, slopes)
}

/// Eight slopes of one number: they are carried along the ray, and nothing is kept.
fn by_hand(balls: &[f64], side: u32, gradient: &mut [f64]) -> f64 {
    let mut sum = [0.0; 8];
    let mut total = 0.0;
    for direction in rays(side) {
        let mut t = 0.0;
        let mut dt = [0.0; 8];
        for _ in 0..64 {
            let (d, along, slopes) = distance_and_slopes(balls, direction, t);
            if d < 1e-3 {
                break;
            }
            t += d;
            for (dt, slope) in dt.iter_mut().zip(&slopes) {
                *dt += along * *dt + slope;
            }
            if t > 8.0 {
                break;
            }
        }
        let depth = (-0.3 * t).exp();
        total += depth;
        for (sum, dt) in sum.iter_mut().zip(&dt) {
            *sum -= 0.3 * depth * dt;
        }
    }
    gradient.copy_from_slice(&sum);
    total
}

/// How many steps each ray takes.
fn steps(balls: &[f64], side: u32) -> Vec<usize> {
    let count = |direction: [f64; 3]| {
        let mut t = 0.0;
        let step = |_: &u32| {
            let d = distance(balls, direction.map(|c| t * c));
            let goes_on = d >= 1e-3 && t <= 8.0;
            t += d;
            goes_on
        };
        (0..64).take_while(step).count()
    };
    rays(side).map(count).collect()
}

/// The same depth by a given number of steps of each ray: `depth` jumps where that number changes.
fn depth_after(balls: &[f64], side: u32, steps: &[usize]) -> f64 {
    let at_end = |(direction, &steps): ([f64; 3], &usize)| {
        let t = (0..steps).fold(0.0, |t, _| t + distance(balls, direction.map(|c| t * c)));
        (-0.3 * t).exp()
    };
    rays(side).zip(steps).map(at_end).sum()
}

pub struct RayMarch {
    pub side: u32,
}

impl Problem for RayMarch {
    const NAME: &'static str = "ray-march";

    /// Rays that graze a ball bend sharply.
    const STEP: f64 = 1e-6;

    fn size(&self) -> String {
        format!("{0}x{0}", self.side)
    }

    fn point(&self) -> Vec<f64> {
        vec![-0.4, 0.1, 4.0, 1.0, 0.7, -0.2, 3.7, 0.6]
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        depth(x, self.side)
    }

    fn objective(&mut self, x: &[f64]) -> f64 {
        depth_after(x, self.side, &steps(&self.point(), self.side))
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, self.side, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let side = self.side;
        enzyme::value_and_gradient_into(|x| depth(x, side), x, gradient)
    }
}
