//! Safe functions: known answers for every shape, and what they promise beside numbers.

use crate::close::{assert_all_close, assert_close};
use enzyme::{Workspace, array};

fn rosenbrock(x: &[f64]) -> f64 {
    (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2)
}

fn polar(x: &[f64], y: &mut [f64]) {
    y[0] = x[0] * x[1].cos();
    y[1] = x[0] * x[1].sin();
}

fn polar_jacobian(r: f64, t: f64) -> [[f64; 2]; 2] {
    [[t.cos(), -r * t.sin()], [t.sin(), r * t.cos()]]
}

#[test]
fn gradients() {
    assert_eq!(enzyme::gradient(rosenbrock, &[1.0, 3.0]), [-800.0, 400.0]);
    assert_eq!(
        enzyme::gradient(&rosenbrock, &vec![1.0, 3.0]),
        [-800.0, 400.0]
    );
    let (value, gradient) = enzyme::value_and_gradient(rosenbrock, &[1.0, 3.0]);
    assert_eq!((value, &gradient[..]), (400.0, &[-800.0, 400.0][..]));
    let mut gradient = [7.0; 2];
    enzyme::gradient_into(rosenbrock, &[1.0, 3.0], &mut gradient);
    assert_eq!(gradient, [-800.0, 400.0], "nothing is added up");
    assert_eq!(
        enzyme::value_and_gradient_into(rosenbrock, &[1.0, 3.0], &mut gradient),
        400.0
    );
    assert_eq!(gradient, [-800.0, 400.0]);
    assert_eq!(enzyme::gradient(|x: &[f64]| x.len() as f64, &[]), [0.0; 0]);
}

#[test]
fn products_with_vectors() {
    let (r, t) = (2.0, 0.7);
    let [[a, b], [c, d]] = polar_jacobian(r, t);
    let value = [r * t.cos(), r * t.sin()];
    let (y, tangent) = enzyme::jvp(polar, &[r, t], &[1.0, -2.0], 2);
    assert_all_close(&y, &value);
    assert_all_close(&tangent, &[a - 2.0 * b, c - 2.0 * d]);
    let (y, gradient) = enzyme::vjp(polar, &[r, t], &[1.0, -2.0]);
    assert_all_close(&y, &value);
    assert_all_close(&gradient, &[a - 2.0 * c, b - 2.0 * d]);
    let (mut y, mut tangent) = ([9.0; 2], [9.0; 2]);
    enzyme::jvp_into(polar, &[r, t], &[0.0, 1.0], &mut y, &mut tangent);
    assert_all_close(&tangent, &[b, d]);
    let (mut weights, mut gradient) = ([0.0, 1.0], [9.0; 2]);
    enzyme::vjp_into(polar, &[r, t], &mut weights, &mut y, &mut gradient);
    assert_all_close(&y, &value);
    assert_all_close(&gradient, &[c, d]);
    assert_eq!(weights, [0.0; 2]);
}

/// Each output is a product of its neighbours in a ring, so that every entry has a closed form.
fn ring(x: &[f64], y: &mut [f64]) {
    for i in 0..y.len() {
        y[i] = (i + 1) as f64 * x[i % x.len()] * x[(i + 1) % x.len()];
    }
}

#[test]
fn jacobians_of_every_shape() {
    for n in 0..7 {
        for m in 0..10 {
            let x: Vec<f64> = (0..n).map(|i| 0.5 + i as f64).collect();
            let mut expected = vec![vec![0.0; n]; m];
            for i in 0..if n == 0 { 0 } else { m } {
                let (a, b) = (i % n, (i + 1) % n);
                expected[i][a] += (i + 1) as f64 * x[b];
                expected[i][b] += (i + 1) as f64 * x[a];
            }
            let m = if n == 0 { 0 } else { m };
            let jacobian = enzyme::jacobian(ring, &x, m);
            assert_eq!((jacobian.rows(), jacobian.columns()), (m, n));
            for (i, row) in expected.iter().take(m).enumerate() {
                assert_eq!(&jacobian[i], &row[..], "{n} inputs, row {i} of {m}");
            }
        }
    }
}

#[test]
fn jacobians_in_place() {
    let mut workspace = Workspace::new();
    let (mut y, mut jacobian) = ([9.0; 3], [9.0; 6]);
    for scale in [1.0, 2.0] {
        let f = |x: &[f64], y: &mut [f64]| {
            y[0] = scale * x[0] * x[1];
            y[1] = x[1];
            y[2] = x[0] * x[0];
        };
        enzyme::jacobian_into(f, &[3.0, 4.0], &mut y, &mut jacobian, &mut workspace);
        assert_eq!(y, [scale * 12.0, 4.0, 9.0]);
        assert_eq!(jacobian, [scale * 4.0, scale * 3.0, 0.0, 1.0, 6.0, 0.0]);
    }
    let matrix = enzyme::jacobian(
        |x: &[f64], y: &mut [f64]| y.copy_from_slice(x),
        &[1.0, 2.0],
        2,
    );
    assert_eq!(matrix.as_slice(), [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(matrix.clone().into_vec(), [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(matrix.into_rows(), [[1.0, 0.0], [0.0, 1.0]]);
}

#[test]
fn second_derivatives() {
    let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
    assert_eq!(enzyme::hvp(f, &[2.0, 3.0], &[1.0, 0.0]), [2.0, 1.0]);
    let (mut gradient, mut product) = ([9.0; 2], [9.0; 2]);
    enzyme::hvp_into(f, &[2.0, 3.0], &[1.0, 0.0], &mut gradient, &mut product);
    assert_eq!((gradient, product), ([7.0, 2.0], [2.0, 1.0]));
    // f = Σ_i x_i² x_{i+1}
    let chain = |x: &[f64]| x.windows(2).map(|w| w[0] * w[0] * w[1]).sum::<f64>();
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let hessian = enzyme::hessian(chain, &x);
    for i in 0..6 {
        for j in 0..6 {
            let expected = match (i as i32 - j as i32, i.max(j)) {
                (0, 5) => 0.0,
                (0, _) => 2.0 * x[i + 1],
                (1 | -1, last) => 2.0 * x[last - 1],
                _ => 0.0,
            };
            assert_eq!(hessian[i][j], expected, "entry {i}, {j}");
        }
    }
    let (mut gradient, mut in_place) = ([9.0; 6], [9.0; 36]);
    let mut workspace = Workspace::new();
    enzyme::hessian_into(chain, &x, &mut gradient, &mut in_place, &mut workspace);
    assert_eq!(in_place, hessian.as_slice());
    assert_eq!(gradient.to_vec(), enzyme::gradient(chain, &x));
}

#[test]
fn single_precision() {
    let f = |x: &[f32]| x[0] * x[0] * x[1] + x[1].exp();
    let x = [3.0_f32, 0.0];
    assert_eq!(enzyme::gradient(f, &x), [0.0, 10.0]);
    assert_eq!(enzyme::hvp(f, &x, &[1.0, 0.0]), [0.0, 6.0]);
    assert_eq!(enzyme::hessian(f, &x).into_rows(), [[0.0, 6.0], [6.0, 1.0]]);
    let g = |x: &[f32], y: &mut [f32]| {
        y[0] = x[0] * x[1];
        y[1] = x[0];
        y[2] = 2.0;
    };
    assert_eq!(
        enzyme::jacobian(g, &x, 3).into_rows(),
        [[0.0, 3.0], [1.0, 0.0], [0.0, 0.0]]
    );
    assert_eq!(enzyme::vjp(g, &x, &[1.0, 1.0, 1.0]).1, [1.0, 3.0]);
    assert_eq!(enzyme::jvp(g, &x, &[1.0, 1.0], 3).1, [3.0, 1.0, 0.0]);
    assert_eq!(
        array::gradient(|x: &[f32; 2]| x[0] * x[1], &[3.0, 4.0]),
        [4.0, 3.0]
    );
    assert_eq!(
        array::jacobian(|x: &[f32; 2]| [x[1], x[0]], &[3.0, 4.0]),
        [[0.0, 1.0], [1.0, 0.0]]
    );
}

#[test]
fn arrays() {
    let f = |x: &[f64; 2]| x[0] * x[0] + x[1] * x[0];
    assert_eq!(array::gradient(f, &[2.0, 3.0]), [7.0, 2.0]);
    assert_eq!(
        array::value_and_gradient(f, &[2.0, 3.0]),
        (10.0, [7.0, 2.0])
    );
    assert_eq!(array::hvp(f, &[2.0, 3.0], &[1.0, 0.0]), [2.0, 1.0]);
    assert_eq!(array::hessian(f, &[2.0, 3.0]), [[2.0, 1.0], [1.0, 0.0]]);
    let wide = |x: &[f64; 2]| [x[0] * x[1], x[0], x[1], 1.0];
    let expected = [[4.0, 3.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]];
    assert_eq!(array::jacobian(wide, &[3.0, 4.0]), expected);
    let tall = |x: &[f64; 3]| [x[0] * x[1] * x[2]];
    assert_eq!(array::jacobian(tall, &[2.0, 3.0, 4.0]), [[12.0, 8.0, 6.0]]);
    assert_eq!(
        array::jvp(wide, &[3.0, 4.0], &[1.0, 1.0]).1,
        [7.0, 1.0, 1.0, 0.0]
    );
    assert_eq!(
        array::vjp(wide, &[3.0, 4.0], &[1.0; 4]),
        ([12.0, 3.0, 4.0, 1.0], [5.0, 4.0])
    );
    // Numbers that are only moved.
    assert_eq!(
        array::jacobian(|x: &[f64; 2]| *x, &[3.0, 4.0]),
        [[1.0, 0.0], [0.0, 1.0]]
    );
    let reversed = |x: &[f32; 3]| [x[2], x[1], x[0]];
    assert_eq!(
        array::vjp(reversed, &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]).1,
        [3.0, 2.0, 1.0]
    );
}

struct Model {
    weights: Vec<Vec<f64>>,
    scale: std::cell::Cell<f64>,
    activation: fn(f64) -> f64,
    name: String,
}

fn misfit(x: &[f64], model: &Model) -> f64 {
    assert_eq!(model.name, "model");
    let rows = model.weights.iter();
    let outputs = rows.map(|row| row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>());
    outputs.map(|y| (model.activation)(y)).sum::<f64>() * model.scale.get()
}

/// Which of them a pointer names, only the run shows.
#[test]
fn what_a_closure_captures_meets_the_input() {
    let data = vec![3.0, 4.0];
    let neighbours = |x: &[f64]| -> f64 {
        let rows: Vec<&[f64]> = (0..4)
            .map(|i| if i % 2 == 0 { x } else { &data[..] })
            .collect();
        let product =
            |pair: &[&[f64]]| pair[0].iter().zip(pair[1]).map(|(a, b)| a * b).sum::<f64>();
        rows.windows(2).map(|pair| product(pair).powi(2)).sum()
    };
    // Three times (3 x0 + 4 x1)^2.
    assert_eq!(enzyme::gradient(neighbours, &[1.0, 2.0]), [198.0, 264.0]);
    assert_eq!(data, [3.0, 4.0]);
}

#[test]
fn what_a_closure_captures_is_context() {
    let model = Model {
        weights: vec![vec![1.0, 2.0], vec![3.0, -1.0]],
        scale: std::cell::Cell::new(2.0),
        activation: |v| v * v,
        name: "model".into(),
    };
    let gradient = enzyme::gradient(|x: &[f64]| misfit(x, &model), &[1.0, 2.0]);
    // 2 (x + 2y)² + 2 (3x - y)²
    assert_all_close(&gradient, &[4.0 * 5.0 + 12.0 * 1.0, 8.0 * 5.0 - 4.0 * 1.0]);
    model.scale.set(1.0);
    let product = enzyme::hvp(|x: &[f64]| misfit(x, &model), &[1.0, 2.0], &[1.0, 0.0]);
    assert_all_close(&product, &[20.0, -2.0]);
    let boxed: Box<dyn Fn(&[f64]) -> f64> = Box::new(move |x| misfit(x, &model));
    assert_close(enzyme::gradient(&boxed, &[1.0, 2.0])[0], 16.0);
}

#[test]
fn derivatives_inside_of_functions_that_are_differentiated() {
    // The norm of the gradient of x³ + y³.
    let cubes = |x: &[f64]| x.iter().map(|v| v.powi(3)).sum::<f64>();
    let slope = |x: &[f64]| {
        let mut gradient = [0.0; 2];
        enzyme::gradient_into(cubes, x, &mut gradient);
        gradient.iter().map(|g| g * g).sum::<f64>()
    };
    assert_all_close(&enzyme::gradient(slope, &[1.0, 2.0]), &[36.0, 36.0 * 8.0]);
}

pub fn panic_message(f: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let payload = std::panic::catch_unwind(f).expect_err("no panic");
    let text = payload.downcast_ref::<String>().cloned();
    text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string))
        .expect("a message")
}

#[test]
fn wrong_lengths_are_clear_panics() {
    let message = panic_message(|| {
        enzyme::value_and_gradient_into(rosenbrock, &[1.0, 2.0], &mut [0.0; 3]);
    });
    let rule = "a shadow is as long as its primal";
    assert_eq!(
        message,
        format!("`gradient` has length 3, but `x` has length 2: {rule}")
    );
    let message = panic_message(|| drop(enzyme::jvp(polar, &[1.0, 2.0], &[1.0], 2)));
    assert_eq!(
        message,
        format!("`direction` has length 1, but `x` has length 2: {rule}")
    );
    let message = panic_message(|| {
        enzyme::vjp_into(polar, &[1.0, 2.0], &mut [1.0], &mut [0.0; 2], &mut [0.0; 2]);
    });
    assert_eq!(
        message,
        format!("`weights` has length 1, but `y` has length 2: {rule}")
    );
    let message = panic_message(|| {
        let mut workspace = Workspace::new();
        enzyme::jacobian_into(
            polar,
            &[1.0, 2.0],
            &mut [0.0; 2],
            &mut [0.0; 3],
            &mut workspace,
        );
    });
    assert_eq!(
        message,
        "`jacobian` has length 3, but 2 outputs and 2 inputs have 4 derivatives"
    );
    let message = panic_message(|| drop(enzyme::hvp(rosenbrock, &[1.0, 2.0], &[0.0; 4])));
    assert_eq!(
        message,
        format!("`direction` has length 4, but `x` has length 2: {rule}")
    );
    let message = panic_message(|| {
        let (mut gradient, mut hessian) = ([0.0; 2], [0.0; 2]);
        let mut workspace = Workspace::new();
        enzyme::hessian_into(
            rosenbrock,
            &[1.0; 2],
            &mut gradient,
            &mut hessian,
            &mut workspace,
        );
    });
    assert_eq!(
        message,
        "`hessian` has length 2, but 2 inputs have 4 second derivatives"
    );
    let message = panic_message(|| drop(enzyme::gradient(rosenbrock, &[1.0])));
    assert!(
        message.contains("index out of bounds"),
        "a panic of the function itself: {message}"
    );
}
