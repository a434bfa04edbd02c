//! Bundle adjustment: reprojection errors, and their sparse Jacobian by two reverse seeds an observation.

use crate::problem::{slope_along, Problem};
use crate::random::Random;

/// Rotation, centre, focal length, principal point, radial distortion.
pub type Camera = [f64; 11];
pub type Point = [f64; 3];

/// Slopes of one observation: of both errors for camera, point and weight, and of the weight's error.
pub const SLOPES: usize = 2 * 15 + 1;

fn cross(a: Point, b: Point) -> Point {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

fn dot(a: Point, b: Point) -> f64 {
    a.iter().zip(&b).map(|(a, b)| a * b).sum()
}

fn rotate(r: Point, x: Point) -> Point {
    let square = dot(r, r);
    if square == 0.0 {
        let turned = cross(r, x);
        return std::array::from_fn(|k| x[k] + turned[k]);
    }
    let theta = square.sqrt();
    let (sin, cos) = theta.sin_cos();
    let axis = r.map(|r| r / theta);
    let turned = cross(axis, x);
    let along = dot(axis, x) * (1.0 - cos);
    std::array::from_fn(|k| x[k] * cos + turned[k] * sin + axis[k] * along)
}

fn project(camera: &Camera, point: &Point) -> [f64; 2] {
    let r = [camera[0], camera[1], camera[2]];
    let from_centre = std::array::from_fn(|k| point[k] - camera[3 + k]);
    let p = rotate(r, from_centre);
    let u = [p[0] / p[2], p[1] / p[2]];
    let square = u[0] * u[0] + u[1] * u[1];
    let distortion = 1.0 + camera[9] * square + camera[10] * square * square;
    std::array::from_fn(|k| u[k] * distortion * camera[6] + camera[7 + k])
}

#[enzyme::autodiff_reverse(pull_back, Duplicated, Duplicated, Active, Const, Duplicated)]
fn reproject(camera: &Camera, point: &Point, weight: f64, feature: &[f64; 2], error: &mut [f64; 2]) {
    let projected = project(camera, point);
    for k in 0..2 {
        error[k] = weight * (projected[k] - feature[k]);
    }
}

/// Who was seen by whom, and where.
struct Observation {
    camera: usize,
    point: usize,
    feature: [f64; 2],
}

pub struct Ba {
    cameras: usize,
    points: usize,
    observations: Vec<Observation>,
    errors: Vec<f64>,
}

/// The arguments: cameras, points, a weight for each observation.
struct Scene<'a> {
    cameras: &'a [Camera],
    points: &'a [Point],
    weights: &'a [f64],
}

impl Ba {
    pub fn new(cameras: usize, points: usize, observations: usize) -> Self {
        let mut random = Random::new(18);
        let seen = |_| Observation {
            camera: random.below(cameras),
            point: random.below(points),
            feature: [random.unit(), random.unit()],
        };
        Self {
            cameras,
            points,
            observations: (0..observations).map(seen).collect(),
            errors: vec![0.0; 3 * observations],
        }
    }

    fn split<'a>(&self, x: &'a [f64]) -> Scene<'a> {
        let (cameras, rest) = x.split_at(11 * self.cameras);
        let (points, weights) = rest.split_at(3 * self.points);
        Scene {
            cameras: cameras.as_chunks().0,
            points: points.as_chunks().0,
            weights,
        }
    }

    fn observe(&mut self, x: &[f64]) {
        let scene = self.split(x);
        for ((seen, &weight), errors) in self
            .observations
            .iter()
            .zip(scene.weights)
            .zip(self.errors.chunks_exact_mut(3))
        {
            let mut error = [0.0; 2];
            let (camera, point) = (&scene.cameras[seen.camera], &scene.points[seen.point]);
            reproject(camera, point, weight, &seen.feature, &mut error);
            errors.copy_from_slice(&[error[0], error[1], 1.0 - weight * weight]);
        }
    }

    /// All errors, and the Jacobian by `slopes` of one observation (both rows), which returns the errors.
    fn jacobian(&mut self, x: &[f64], jacobian: &mut [f64], slopes: impl Fn(&View, &mut Rows) -> [f64; 2]) {
        let scene = self.split(x);
        let rows = jacobian.chunks_exact_mut(SLOPES).zip(self.errors.chunks_exact_mut(3));
        for ((seen, &weight), (jacobian, errors)) in self.observations.iter().zip(scene.weights).zip(rows) {
            let view = View {
                camera: &scene.cameras[seen.camera],
                point: &scene.points[seen.point],
                weight,
                feature: seen.feature,
            };
            let mut rows = [[0.0; 15]; 2];
            let error = slopes(&view, &mut rows);
            errors.copy_from_slice(&[error[0], error[1], 1.0 - weight * weight]);
            jacobian[..30].copy_from_slice(rows.as_flattened());
            jacobian[30] = -2.0 * weight;
        }
    }
}

/// One observation.
pub struct View<'a> {
    pub camera: &'a Camera,
    pub point: &'a Point,
    pub weight: f64,
    pub feature: [f64; 2],
}

pub type Rows = [[f64; 15]; 2];

fn generated_rows(view: &View, rows: &mut Rows) -> [f64; 2] {
    let mut error = [0.0; 2];
    for (k, row) in rows.iter_mut().enumerate() {
        let (mut camera, mut point) = ([0.0; 11], [0.0; 3]);
        let mut seed = [0.0; 2];
        seed[k] = 1.0;
        row[14] = pull_back(
            view.camera,
            &mut camera,
            view.point,
            &mut point,
            view.weight,
            &view.feature,
            &mut error,
            &mut seed,
        );
        row[..11].copy_from_slice(&camera);
        row[11..14].copy_from_slice(&point);
    }
    error
}

impl Problem for Ba {
    const NAME: &'static str = "ba";

    fn size(&self) -> String {
        format!("n={} m={} p={}", self.cameras, self.points, self.observations.len())
    }

    fn point(&self) -> Vec<f64> {
        let mut random = Random::new(19);
        let mut x = Vec::new();
        for _ in 0..self.cameras {
            x.extend(random.vector(3, -0.3, 0.3));
            x.extend(random.vector(3, -1.0, 1.0));
            x.extend([random.between(0.5, 1.5), random.unit(), random.unit()]);
            x.extend(random.vector(2, -0.1, 0.1));
        }
        for _ in 0..self.points {
            x.extend(random.vector(2, -1.0, 1.0));
            x.push(random.between(4.0, 6.0));
        }
        x.extend(random.vector(self.observations.len(), 0.0, 1.0));
        x
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.observe(x);
        self.errors[0]
    }

    fn hand(&mut self, x: &[f64], jacobian: &mut [f64]) -> f64 {
        self.jacobian(x, jacobian, crate::ba_hand::rows);
        self.errors[0]
    }

    fn generated(&mut self, x: &[f64], jacobian: &mut [f64]) -> f64 {
        self.jacobian(x, jacobian, generated_rows);
        self.errors[0]
    }

    fn slopes(&self) -> usize {
        SLOPES * self.observations.len()
    }

    /// Of some observations, every slope.
    fn deviation(&mut self, x: &[f64], jacobian: &[f64]) -> f64 {
        let mut random = Random::new(20);
        let mut largest = 0.0_f64;
        for _ in 0..10 {
            let at = random.below(self.observations.len());
            let slopes = &jacobian[SLOPES * at..SLOPES * (at + 1)];
            let size = slopes.iter().fold(1.0_f64, |size, slope| size.max(slope.abs()));
            let seen = &self.observations[at];
            let scene = self.split(x);
            let arguments: Vec<f64> = [
                &scene.cameras[seen.camera][..],
                &scene.points[seen.point],
                &scene.weights[at..=at],
            ]
            .concat();
            for (i, &slope) in slopes.iter().enumerate() {
                let (row, column) = if i == 30 { (2, 14) } else { (i / 15, i % 15) };
                let mut axis = [0.0; 15];
                axis[column] = 1.0;
                let difference = slope_along(|x| errors(x, &seen.feature)[row], &arguments, &axis, Self::STEP);
                largest = largest.max((slope - difference).abs() / size);
            }
        }
        largest
    }
}

/// The errors of one observation, whose 15 arguments are in a row.
fn errors(x: &[f64], feature: &[f64; 2]) -> [f64; 3] {
    let camera = std::array::from_fn(|k| x[k]);
    let mut error = [0.0; 2];
    reproject(&camera, &[x[11], x[12], x[13]], x[14], feature, &mut error);
    [error[0], error[1], 1.0 - x[14] * x[14]]
}
