//! Derivatives of functions of other shapes, each seen as a function of `&[f64]`: results in memory,
//! values, structs, methods, constant arguments, closures, `f32`.

use enzyme::{autodiff_forward, autodiff_reverse, Differentiable};

/// One case with the three functions given.
macro_rules! shape {
    ($all:ident, $precision:ident, $name:ident, [$($point:expr),+], $primal:expr, $reverse:expr, $forward:expr) => {
        if const { crate::case::selected(module_path!(), stringify!($name)) } {
            $all.push(crate::case::Case {
                name: concat!(module_path!(), "::", stringify!($name)),
                precision: crate::case::Precision::$precision,
                points: &[$(&$point),+],
                primal: $primal,
                reverse: $reverse,
                forward: $forward,
            });
        }
    };
}

/// Makes one number of several results.
fn weigh(y: &[f64]) -> f64 {
    y.iter().enumerate().map(|(i, v)| v * weight(i)).sum()
}
fn weight(i: usize) -> f64 {
    1.0 / (i as f64 + 1.0) - 0.3
}
fn weights(n: usize, seed: f64) -> Vec<f64> {
    (0..n).map(|i| weight(i) * seed).collect()
}

#[autodiff_reverse(out_parameter_reverse, Duplicated, Duplicated)]
#[autodiff_forward(out_parameter_forward, Dual, Dual)]
fn out_parameter(x: &[f64], y: &mut [f64]) {
    for i in 0..y.len() {
        y[i] = x[i] * x[(i + 1) % x.len()].sin();
    }
}

#[autodiff_reverse(in_place_reverse, Duplicated)]
#[autodiff_forward(in_place_forward, Dual)]
fn in_place(y: &mut [f64]) {
    let norm = y.iter().map(|v| v * v).sum::<f64>().sqrt();
    for v in y.iter_mut() {
        *v /= norm;
    }
    y[0] *= y[1];
}

#[autodiff_reverse(values_reverse, Active, Active, Active)]
#[autodiff_forward(values_forward, Dual, Dual, Dual)]
fn values(a: f64, b: f64) -> f64 {
    a.powi(3) * b.cos()
}

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}
// SAFETY: two floats.
unsafe impl Differentiable for Point {
    const ZERO: Self = Point { x: 0.0, y: 0.0 };
}

#[autodiff_reverse(struct_value_reverse, Active, Active)]
#[autodiff_forward(struct_value_forward, Dual, Dual)]
fn struct_value(p: Point) -> f64 {
    p.x * p.x / p.y
}

#[autodiff_reverse(array_value_reverse, Active, Active)]
#[autodiff_forward(array_value_forward, Dual, Dual)]
fn array_value(a: [f64; 3]) -> f64 {
    a[0] * a[1] + a[2].exp()
}

#[autodiff_reverse(tuple_value_reverse, Active, Active)]
#[autodiff_forward(tuple_value_forward, Dual, Dual)]
fn tuple_value((a, b): (f64, f64)) -> f64 {
    a.hypot(b) * a
}

struct Model {
    scale: f64,
    steps: u32,
    weights: [f64; 2],
}

#[autodiff_reverse(struct_reference_reverse, Duplicated, Active)]
#[autodiff_forward(struct_reference_forward, Dual, Dual)]
fn struct_reference(model: &Model) -> f64 {
    let mut v = model.scale;
    for _ in 0..model.steps {
        v = (model.weights[0] * v).sin() + model.weights[1];
    }
    v
}

impl Model {
    fn new(x: &[f64]) -> Self {
        Self { scale: x[0], steps: 4, weights: [x[1], x[2]] }
    }
    /// A shadow: zero where `Model` has floats.
    fn shadow() -> Self {
        Self { scale: 0.0, steps: 4, weights: [0.0; 2] }
    }
    #[autodiff_reverse(method_reverse, Duplicated, Duplicated, Active)]
    #[autodiff_forward(method_forward, Dual, Dual, Dual)]
    fn method(&self, inputs: &[f64]) -> f64 {
        inputs.iter().map(|v| (v * self.weights[0] + self.weights[1]).tanh() * self.scale).sum()
    }
}

fn method(x: &[f64]) -> f64 {
    Model::new(x).method(&x[3..])
}

#[autodiff_reverse(constant_data_reverse, Duplicated, Const, Const, Active)]
#[autodiff_forward(constant_data_forward, Dual, Const, Const, Dual)]
fn constant_data(x: &[f64], data: &[f64], power: i32) -> f64 {
    data.iter().map(|d| (x[0] * d + x[1]).powi(power)).sum()
}
const DATA: [f64; 3] = [0.5, 1.5, -1.0];

#[autodiff_reverse(generic_reverse, Duplicated, Active)]
#[autodiff_forward(generic_forward, Dual, Dual)]
fn generic<T: Copy + Into<f64>>(x: &[T]) -> f64 {
    x.iter().map(|v| (*v).into() * (*v).into().sin()).sum()
}

#[autodiff_reverse(single_reverse, Duplicated, Active)]
#[autodiff_forward(single_forward, Dual, Dual)]
fn single(x: &[f32]) -> f32 {
    x.iter().map(|v| v * v.exp()).sum()
}

fn narrow(x: &[f64]) -> Vec<f32> {
    x.iter().map(|v| *v as f32).collect()
}

#[autodiff_reverse(rows_reverse, Duplicated, Active)]
#[autodiff_forward(rows_forward, Dual, Dual)]
fn rows(x: &[[f64; 2]]) -> f64 {
    x.iter().map(|[a, b]| a * b * b).sum()
}

#[autodiff_reverse(fixed_reverse, Duplicated, Active)]
#[autodiff_forward(fixed_forward, Dual, Dual)]
fn fixed(x: &[f64; 3]) -> f64 {
    let [a, b, c] = x;
    a * b - b * c * c
}

fn three(x: &[f64]) -> [f64; 3] {
    [x[0], x[1], x[2]]
}

#[autodiff_reverse(vec_reference_reverse, Duplicated, Active)]
#[autodiff_forward(vec_reference_forward, Dual, Dual)]
#[allow(clippy::ptr_arg)]
fn vec_reference(x: &Vec<f64>) -> f64 {
    x.iter().map(|v| v.sqrt()).product()
}

fn closure(x: &[f64]) -> f64 {
    DATA.iter().map(|d| (d - x[0]) * x[1]).map(|r| r * r).sum()
}

pub fn cases(all: &mut Vec<crate::case::Case>) {
    shape!(
        all, Double, out_parameter, [[0.5, 1.5, -0.7]],
        |x| {
            let mut y = vec![0.0; x.len()];
            out_parameter(x, &mut y);
            weigh(&y)
        },
        |x, dx, seed| {
            let (mut y, mut dy) = (vec![0.0; x.len()], weights(x.len(), seed));
            out_parameter_reverse(x, dx, &mut y, &mut dy);
            assert!(dy.iter().all(|v| *v == 0.0), "the seed was not zeroed: {dy:?}");
            weigh(&y)
        },
        |x, bx| {
            let (mut y, mut by) = (vec![0.0; x.len()], vec![9.0; x.len()]);
            out_parameter_forward(x, bx, &mut y, &mut by);
            (weigh(&y), weigh(&by))
        }
    );
    shape!(
        all, Double, in_place, [[0.5, 1.5, -0.7]],
        |x| {
            let mut y = x.to_vec();
            in_place(&mut y);
            weigh(&y)
        },
        |x, dx, seed| {
            let (mut y, mut dy) = (x.to_vec(), weights(x.len(), seed));
            in_place_reverse(&mut y, &mut dy);
            dx.iter_mut().zip(&dy).for_each(|(dx, dy)| *dx += dy);
            weigh(&y)
        },
        |x, bx| {
            let (mut y, mut by) = (x.to_vec(), bx.to_vec());
            in_place_forward(&mut y, &mut by);
            (weigh(&y), weigh(&by))
        }
    );
    shape!(
        all, Double, values, [[0.5, 1.5], [-2.0, 0.3]],
        |x| values(x[0], x[1]),
        |x, dx, seed| {
            let (value, da, db) = values_reverse(x[0], x[1], seed);
            dx[0] += da;
            dx[1] += db;
            value
        },
        |x, bx| values_forward(x[0], bx[0], x[1], bx[1])
    );
    shape!(
        all, Double, struct_value, [[0.5, 1.5]],
        |x| struct_value(Point { x: x[0], y: x[1] }),
        |x, dx, seed| {
            let (value, d) = struct_value_reverse(Point { x: x[0], y: x[1] }, seed);
            dx[0] += d.x;
            dx[1] += d.y;
            value
        },
        |x, bx| struct_value_forward(Point { x: x[0], y: x[1] }, Point { x: bx[0], y: bx[1] })
    );
    shape!(
        all, Double, array_value, [[0.5, 1.5, -0.7]],
        |x| array_value(three(x)),
        |x, dx, seed| {
            let (value, d) = array_value_reverse(three(x), seed);
            dx.iter_mut().zip(d).for_each(|(dx, d)| *dx += d);
            value
        },
        |x, bx| array_value_forward(three(x), three(bx))
    );
    shape!(
        all, Double, tuple_value, [[0.5, 1.5]],
        |x| tuple_value((x[0], x[1])),
        |x, dx, seed| {
            let (value, (da, db)) = tuple_value_reverse((x[0], x[1]), seed);
            dx[0] += da;
            dx[1] += db;
            value
        },
        |x, bx| tuple_value_forward((x[0], x[1]), (bx[0], bx[1]))
    );
    shape!(
        all, Double, struct_reference, [[0.5, 1.5, -0.7]],
        |x| struct_reference(&Model::new(x)),
        |x, dx, seed| {
            let mut d = Model::shadow();
            let value = struct_reference_reverse(&Model::new(x), &mut d, seed);
            dx[0] += d.scale;
            dx[1] += d.weights[0];
            dx[2] += d.weights[1];
            value
        },
        |x, bx| struct_reference_forward(&Model::new(x), &Model::new(bx))
    );
    shape!(
        all, Double, method, [[0.5, 1.5, -0.7, 1.0, 2.0]],
        method,
        |x, dx, seed| {
            let mut d = Model::shadow();
            let value = Model::new(x).method_reverse(&mut d, &x[3..], &mut dx[3..], seed);
            dx[0] += d.scale;
            dx[1] += d.weights[0];
            dx[2] += d.weights[1];
            value
        },
        |x, bx| Model::new(x).method_forward(&Model::new(bx), &x[3..], &bx[3..])
    );
    shape!(
        all, Double, constant_data, [[0.5, 1.5]],
        |x| constant_data(x, &DATA, 3),
        |x, dx, seed| constant_data_reverse(x, dx, &DATA, 3, seed),
        |x, bx| constant_data_forward(x, bx, &DATA, 3)
    );
    shape!(
        all, Double, generic, [[0.5, 1.5]],
        generic,
        generic_reverse,
        generic_forward
    );
    shape!(
        all, Single, single, [[0.5, 1.25]],
        |x| f64::from(single(&narrow(x))),
        |x, dx, seed| {
            let mut d = narrow(dx);
            let value = single_reverse(&narrow(x), &mut d, seed as f32);
            dx.iter_mut().zip(d).for_each(|(dx, d)| *dx = f64::from(d));
            f64::from(value)
        },
        |x, bx| {
            let (value, tangent) = single_forward(&narrow(x), &narrow(bx));
            (f64::from(value), f64::from(tangent))
        }
    );
    shape!(
        all, Double, rows, [[0.5, 1.5, -0.7, 1.0]],
        |x| rows(x.as_chunks().0),
        |x, dx, seed| rows_reverse(x.as_chunks().0, dx.as_chunks_mut().0, seed),
        |x, bx| rows_forward(x.as_chunks().0, bx.as_chunks().0)
    );
    shape!(
        all, Double, fixed, [[0.5, 1.5, -0.7]],
        |x| fixed(&three(x)),
        |x, dx, seed| fixed_reverse(&three(x), dx.first_chunk_mut().unwrap(), seed),
        |x, bx| fixed_forward(&three(x), &three(bx))
    );
    shape!(
        all, Double, vec_reference, [[0.5, 1.5]],
        |x| vec_reference(&x.to_vec()),
        |x, dx, seed| {
            let mut d = dx.to_vec();
            let value = vec_reference_reverse(&x.to_vec(), &mut d, seed);
            dx.copy_from_slice(&d);
            value
        },
        |x, bx| vec_reference_forward(&x.to_vec(), &bx.to_vec())
    );
    shape!(
        all, Double, closure, [[0.5, 1.5]],
        closure,
        |x, dx, seed| {
            let data = DATA.to_vec();
            let f = |x: &[f64]| data.iter().map(|d| (d - x[0]) * x[1]).map(|r| r * r).sum();
            let (value, gradient) = enzyme::value_and_gradient(f, x);
            dx.iter_mut().zip(gradient).for_each(|(dx, d)| *dx += seed * d);
            value
        },
        |x, bx| {
            let mut gradient = [0.0; 2];
            let value = enzyme::value_and_gradient_into(closure, x, &mut gradient);
            (value, gradient.iter().zip(bx).map(|(g, b)| g * b).sum())
        }
    );
}
