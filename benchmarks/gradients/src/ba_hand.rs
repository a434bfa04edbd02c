//! The Jacobian of a reprojection error by hand: both rows together.

use crate::ba::{Rows, View};

pub fn rows(view: &View, rows: &mut Rows) -> [f64; 2] {
    let camera = view.camera;
    let x: [f64; 3] = std::array::from_fn(|k| view.point[k] - camera[3 + k]);
    let rotation = Rotation::new([camera[0], camera[1], camera[2]]);
    let p = rotation.turn(x);
    let u = [p[0] / p[2], p[1] / p[2]];
    let square = u[0] * u[0] + u[1] * u[1];
    let (k1, k2, focal, weight) = (camera[9], camera[10], camera[6], view.weight);
    let distortion = 1.0 + k1 * square + k2 * square * square;
    let bend = 2.0 * (k1 + 2.0 * k2 * square);
    let mut errors = [0.0; 2];
    for (k, row) in rows.iter_mut().enumerate() {
        let projected = u[k] * distortion * focal + camera[7 + k];
        errors[k] = weight * (projected - view.feature[k]);
        let scale = weight * focal;
        // Slopes for u, then for p.
        let mut du = [scale * u[k] * bend * u[0], scale * u[k] * bend * u[1]];
        du[k] += scale * distortion;
        let dp = [du[0] / p[2], du[1] / p[2], -(du[0] * u[0] + du[1] * u[1]) / p[2]];
        let dx = rotation.turn_back(dp);
        let dr = rotation.slopes(x, dp);
        row[..3].copy_from_slice(&dr);
        for i in 0..3 {
            row[3 + i] = -dx[i];
            row[11 + i] = dx[i];
        }
        row[6] = weight * u[k] * distortion;
        row[7 + k] = weight;
        row[9] = scale * u[k] * square;
        row[10] = scale * u[k] * square * square;
        row[14] = projected - view.feature[k];
    }
    errors
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// About `axis` by `theta`; for `theta` = 0, x + r × x.
struct Rotation {
    axis: [f64; 3],
    theta: f64,
    sin: f64,
    cos: f64,
}

impl Rotation {
    fn new(r: [f64; 3]) -> Self {
        let theta = dot(r, r).sqrt();
        let (sin, cos) = theta.sin_cos();
        let axis = if theta == 0.0 { r } else { r.map(|r| r / theta) };
        Self { axis, theta, sin, cos }
    }

    fn apply(&self, x: [f64; 3], sin: f64) -> [f64; 3] {
        let turned = cross(self.axis, x);
        let along = dot(self.axis, x) * (1.0 - self.cos);
        std::array::from_fn(|k| x[k] * self.cos + turned[k] * sin + self.axis[k] * along)
    }

    fn turn(&self, x: [f64; 3]) -> [f64; 3] {
        self.apply(x, self.sin)
    }

    fn turn_back(&self, x: [f64; 3]) -> [f64; 3] {
        self.apply(x, -self.sin)
    }

    /// Slopes for r, of the result's slopes `dp` at `x`.
    fn slopes(&self, x: [f64; 3], dp: [f64; 3]) -> [f64; 3] {
        if self.theta == 0.0 {
            return cross(x, dp);
        }
        let v = self.axis;
        let (turned, along) = (cross(v, x), dot(v, x));
        let rest = 1.0 - self.cos;
        let dtheta = -self.sin * dot(x, dp) + self.cos * dot(turned, dp) + along * self.sin * dot(v, dp);
        let twist = cross(x, dp);
        let out = dot(v, dp);
        let dv: [f64; 3] = std::array::from_fn(|k| self.sin * twist[k] + rest * (along * dp[k] + out * x[k]));
        let radial = dot(v, dv);
        std::array::from_fn(|k| v[k] * dtheta + (dv[k] - v[k] * radial) / self.theta)
    }
}
