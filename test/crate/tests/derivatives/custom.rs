//! Derivatives that the program brings: that they are taken, with what they are called, and that others beside
//! them are not affected.

use crate::close::{assert_all_close, assert_close};
use enzyme::{
    Differentiable, autodiff_forward, autodiff_reverse, custom_forward, custom_reverse,
    derivative_of, inactive,
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Same bodies, other derivatives, in another crate.
#[test]
fn rules_of_a_library() {
    let at = |f: fn(f64) -> f64| f(3.0);
    let functions = [
        library::square,
        library::frozen_square,
        library::sine_like_square,
    ];
    assert_eq!(functions.map(at), [9.0; 3]);
    assert_eq!(
        enzyme::gradient(|x: &[f64]| library::square(x[0]), &[3.0]),
        [3000.0]
    );
    assert_eq!(
        enzyme::gradient(|x: &[f64]| library::frozen_square(x[0]) * x[0], &[3.0]),
        [9.0]
    );
    let slope = enzyme::gradient(|x: &[f64]| library::sine_like_square(x[0]), &[3.0]);
    assert_eq!(slope, [3.0_f64.cos()]);
    assert_eq!(
        enzyme::gradient(|x: &[f64]| library::ordinary_square(x[0]), &[3.0]),
        [6.0]
    );
    let write = |x: &[f64], y: &mut [f64]| y[0] = library::square(x[0]) * x[0];
    assert_eq!(enzyme::jvp(write, &[3.0], &[1.0], 1).1, [9009.0]);
    let frozen = |x: &[f64], y: &mut [f64]| y[0] = library::frozen_square(x[0]) * x[0];
    assert_eq!(enzyme::jvp(frozen, &[3.0], &[1.0], 1).1, [9.0]);
}

/// The root of `x³ + p₀ x = p₁`, by Newton's method from `guess`.
#[custom_reverse(augmented = root_augmented, reverse = root_reverse)]
#[custom_forward(root_tangent)]
pub fn root(p: &[f64], guess: f64) -> f64 {
    let mut x = guess;
    for _ in 0..100 {
        let step = (x.powi(3) + p[0] * x - p[1]) / (3.0 * x * x + p[0]);
        x -= step;
        if step.abs() < 1e-15 {
            break;
        }
    }
    x
}

/// The equation that the root solves, as a function of `p` and `x`.
fn equation(p: &[f64], x: f64) -> f64 {
    x.powi(3) + p[0] * x - p[1]
}

fn root_augmented(p: &[f64], guess: f64) -> (f64, (f64, Vec<f64>)) {
    let x = root(p, guess);
    (x, (x, p.to_vec()))
}

/// `dx/dp = - (∂F/∂p) / (∂F/∂x)`; the partial derivatives are taken by the pass again.
fn root_reverse(dp: &mut [f64], adjoint: f64, (x, p): (f64, Vec<f64>)) -> f64 {
    let by_p = enzyme::gradient(|p: &[f64]| equation(p, x), &p);
    let by_x = enzyme::gradient(|x: &[f64]| equation(&p, x[0]), &[x])[0];
    for (dp, by_p) in dp.iter_mut().zip(by_p) {
        *dp -= adjoint * by_p / by_x;
    }
    0.0
}

fn root_tangent(p: &[f64], bp: &[f64], guess: f64, _: f64) -> (f64, f64) {
    let x = root(p, guess);
    let by_x = 3.0 * x * x + p[0];
    (x, (bp[1] - bp[0] * x) / by_x)
}

#[test]
fn an_implicit_function() {
    let p = [2.0, 1.5];
    let x = root(&p, 1.0);
    let by_x = 3.0 * x * x + p[0];
    let expected = [-x / by_x, 1.0 / by_x];
    assert_all_close(&enzyme::gradient(|p: &[f64]| root(p, 1.0), &p), &expected);
    // In a loop, with the tapes of all iterations.
    let chain = |p: &[f64]| (0..3).fold(1.0, |x, _| root(&[p[0] * x, p[1]], 0.5) + x);
    let slope = enzyme::gradient(chain, &p);
    let step = 1e-5;
    for i in 0..2 {
        let at = |sign: f64| {
            let mut p = p;
            p[i] += sign * step;
            chain(&p)
        };
        let difference = (at(1.0) - at(-1.0)) / (2.0 * step);
        assert!(
            (slope[i] - difference).abs() < 1e-8,
            "{} {difference}",
            slope[i]
        );
    }
    let (mut y, mut tangent) = ([0.0], [0.0]);
    let write = |p: &[f64], y: &mut [f64]| y[0] = chain(p);
    enzyme::jvp_into(write, &p, &[1.0, 0.0], &mut y, &mut tangent);
    assert_close(tangent[0], slope[0]);
    // Several directions at once: the rules are called for each.
    let wide = |p: &[f64], y: &mut [f64]| {
        let x = root(p, 1.0);
        y.copy_from_slice(&[x, 2.0 * x, x * p[0]]);
    };
    let jacobian = enzyme::jacobian(wide, &p, 3);
    assert_all_close(&jacobian[0], &expected);
    assert_all_close(&jacobian[2], &[expected[0] * p[0] + x, expected[1] * p[0]]);
    let tall = |q: &[f64], y: &mut [f64]| y[0] = root(&q[..2], 1.0) * q[2];
    assert_all_close(
        &enzyme::jacobian(tall, &[p[0], p[1], 3.0], 1)[0],
        &[3.0 * expected[0], 3.0 * expected[1], x],
    );
}

/// A rule that is ten times too large, to be recognised by.
#[custom_reverse(augmented = dot_augmented, reverse = dot_reverse)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

fn dot_augmented(x: &[f64], y: &[f64]) -> (f64, (Vec<f64>, Vec<f64>)) {
    (dot(x, y), (x.to_vec(), y.to_vec()))
}

fn dot_reverse(dx: &mut [f64], dy: &mut [f64], adjoint: f64, (x, y): (Vec<f64>, Vec<f64>)) {
    for i in 0..x.len() {
        dx[i] += 10.0 * adjoint * y[i];
        dy[i] += 10.0 * adjoint * x[i];
    }
}

#[test]
fn references_that_are_equal_or_without_derivative() {
    let (x, data) = ([1.0, 2.0], [3.0, 4.0]);
    assert_eq!(enzyme::gradient(|x: &[f64]| dot(x, x), &x), [20.0, 40.0]);
    assert_eq!(
        enzyme::gradient(|x: &[f64]| dot(x, &data), &x),
        [30.0, 40.0]
    );
    assert_eq!(data, [3.0, 4.0]);
    assert_eq!(
        enzyme::gradient(|x: &[f64]| dot(&data, &data) * x[0], &x),
        [25.0, 0.0]
    );
    assert_eq!(
        enzyme::gradient(|x: &[f64]| dot(&x[..1], &x[1..]), &x),
        [20.0, 10.0]
    );
    // The memory that the rule read is overwritten before the reverse sweep.
    let reused = |x: &[f64]| {
        let mut work = [x[0] * x[0], x[1]];
        let first = dot(&work, &data);
        work[0] = 7.0;
        first + work[0]
    };
    assert_eq!(enzyme::gradient(reused, &x), [60.0, 40.0]);
}

/// In place: the shadow of what is overwritten is the adjoint of the new value, then of the old one.
#[custom_reverse(augmented = double_augmented, reverse = double_reverse)]
#[custom_forward(double_tangent)]
fn double(x: &mut [f64], by: &f64) {
    x.iter_mut().for_each(|x| *x *= by);
}

fn double_augmented(x: &mut [f64], by: &f64) -> (Vec<f64>, f64) {
    let before = x.to_vec();
    double(x, by);
    (before, *by)
}

fn double_reverse(dx: &mut [f64], d_by: &mut f64, (before, by): (Vec<f64>, f64)) {
    for (dx, x) in dx.iter_mut().zip(before) {
        *d_by += *dx * x;
        *dx *= by + 100.0;
    }
}

fn double_tangent(x: &mut [f64], bx: &mut [f64], by: &f64, b_by: &f64) {
    for (x, bx) in x.iter_mut().zip(bx) {
        *bx = *bx * (by + 100.0) + *x * b_by;
        *x *= by;
    }
}

#[test]
fn a_rule_that_writes_in_place() {
    let f = |x: &[f64], y: &mut [f64]| {
        let mut work = [x[0], x[0] * x[1]];
        double(&mut work, &x[2]);
        y[0] = work[0] + work[1];
    };
    let expected = [102.0 + 102.0 * 5.0, 102.0 * 3.0, 3.0 + 15.0];
    assert_eq!(
        enzyme::vjp(f, &[3.0, 5.0, 2.0], &[1.0]),
        (vec![36.0], expected.to_vec())
    );
    for (i, expected) in expected.into_iter().enumerate() {
        let direction: [f64; 3] = std::array::from_fn(|j| f64::from(u8::from(i == j)));
        assert_eq!(
            enzyme::jvp(f, &[3.0, 5.0, 2.0], &direction, 1).1,
            [expected]
        );
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Complex {
    re: f64,
    im: f64,
}

struct Settings {
    name: &'static str,
    factor: f64,
}

/// Everything at once: structs by value, constants, integers, several gradients.
#[custom_reverse(augmented = turned_augmented, reverse = turned_reverse)]
#[custom_forward(turned_tangent)]
fn turned(z: Complex, #[constant] settings: &Settings, angle: f64, times: usize) -> Complex {
    assert_eq!(settings.name, "settings");
    let (s, c) = (settings.factor * angle * times as f64).sin_cos();
    Complex {
        re: c * z.re - s * z.im,
        im: s * z.re + c * z.im,
    }
}

fn turned_augmented(
    z: Complex,
    settings: &Settings,
    angle: f64,
    times: usize,
) -> (Complex, (Complex, f64, f64)) {
    let rate = settings.factor * times as f64;
    (
        turned(z, settings, angle, times),
        (turned(z, settings, angle, times), rate, angle),
    )
}

fn turned_reverse(adjoint: Complex, tape: (Complex, f64, f64)) -> (Complex, f64) {
    let (z, rate, angle) = tape;
    let (s, c) = (rate * angle).sin_cos();
    let dz = Complex {
        re: c * adjoint.re + s * adjoint.im,
        im: c * adjoint.im - s * adjoint.re,
    };
    (dz, 10.0 * rate * (adjoint.im * z.re - adjoint.re * z.im))
}

fn turned_tangent(
    z: Complex,
    bz: Complex,
    settings: &Settings,
    angle: f64,
    b_angle: f64,
    times: usize,
) -> (Complex, Complex) {
    let value = turned(z, settings, angle, times);
    let moved = turned(bz, settings, angle, times);
    let rate = 10.0 * settings.factor * times as f64 * b_angle;
    (
        value,
        Complex {
            re: moved.re - rate * value.im,
            im: moved.im + rate * value.re,
        },
    )
}

#[test]
fn values_of_every_kind() {
    let settings = Settings {
        name: "settings",
        factor: 0.5,
    };
    let f = |x: &[f64], y: &mut [f64]| {
        let z = turned(Complex { re: x[0], im: x[1] }, &settings, x[2], 3);
        (y[0], y[1]) = (z.re, z.im);
    };
    let x = [1.0, 2.0, 0.4];
    let (s, c) = 0.6_f64.sin_cos();
    let (re, im) = (c - 2.0 * s, s + 2.0 * c);
    let expected = [[c, -s, -15.0 * im], [s, c, 15.0 * re]];
    for (i, row) in expected.iter().enumerate() {
        let weights: [f64; 2] = std::array::from_fn(|j| f64::from(u8::from(i == j)));
        let (value, gradient) = enzyme::vjp(f, &x, &weights);
        assert_all_close(&value, &[re, im]);
        assert_all_close(&gradient, row);
    }
    let columns = enzyme::jacobian(|x: &[f64], y: &mut [f64]| f(x, &mut y[..2]), &x, 3);
    assert_all_close(&columns[0], &expected[0]);
    assert_all_close(&columns[1], &expected[1]);
}

/// The identity, whose gradient is cut off.
#[custom_reverse(augmented = clip_augmented, reverse = clip_reverse)]
fn clip(x: f64) -> f64 {
    x
}

fn clip_augmented(x: f64) -> (f64, ()) {
    (x, ())
}

fn clip_reverse(adjoint: f64, (): ()) -> f64 {
    adjoint.clamp(-1.0, 1.0)
}

#[inactive]
fn frozen(x: f64) -> f64 {
    x
}

#[test]
fn identities_that_are_none_for_derivatives() {
    assert_eq!(
        enzyme::gradient(|x: &[f64]| 5.0 * clip(3.0 * x[0]), &[2.0]),
        [3.0]
    );
    assert_eq!(
        enzyme::gradient(|x: &[f64]| 0.5 * clip(3.0 * x[0]), &[2.0]),
        [1.5]
    );
    assert_eq!(
        enzyme::gradient(|x: &[f64]| frozen(x[0]) * x[0], &[2.0]),
        [2.0]
    );
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

#[inactive]
fn count(x: &[f64], label: &str) -> bool {
    assert_eq!(label, "here");
    CALLS.fetch_add(1, Ordering::Relaxed);
    x[0] > 1.0
}

#[test]
fn side_effects_without_derivative() {
    let f = |x: &[f64]| if count(x, "here") { x[0] * x[0] } else { -x[0] };
    let before = CALLS.load(Ordering::Relaxed);
    assert_eq!(enzyme::gradient(f, &[3.0]), [6.0]);
    assert_eq!(enzyme::gradient(f, &[0.5]), [-1.0]);
    assert_eq!(CALLS.load(Ordering::Relaxed), before + 2);
}

mod foreign {
    #[enzyme::derivative_of("lgamma")]
    unsafe extern "C" {
        /// An old name of `lgamma`.
        pub safe fn gamma(x: f64) -> f64;
    }

    #[enzyme::inactive]
    unsafe extern "C" {
        pub safe fn significand(x: f64) -> f64;
    }
}

#[derivative_of("exp")]
fn power_series(x: f64) -> f64 {
    let mut term = 1.0;
    let terms = (1..20).map(|n| {
        term *= x / f64::from(n);
        term
    });
    1.0 + terms.sum::<f64>()
}

#[test]
fn functions_like_those_of_libm() {
    const EULER: f64 = 0.577_215_664_901_532_9;
    // digamma(3) = 3/2 - γ
    assert_close(
        enzyme::gradient(|x: &[f64]| foreign::gamma(x[0]), &[3.0])[0],
        1.5 - EULER,
    );
    let slope = enzyme::gradient(|x: &[f64]| foreign::significand(x[0]) * x[0], &[6.0]);
    assert_eq!(slope, [1.5]);
    assert_close(
        enzyme::gradient(|x: &[f64]| power_series(x[0]), &[0.5])[0],
        0.5_f64.exp(),
    );
}

/// Attributes of both kinds on one function.
#[autodiff_reverse(cube_gradient, Active, Active)]
#[autodiff_forward(cube_tangent, Dual, Dual)]
#[custom_reverse(augmented = cube_augmented, reverse = cube_reverse)]
#[custom_forward(cube_rule)]
fn cube(x: f32) -> f32 {
    x * x * x
}

fn cube_augmented(x: f32) -> (f32, f32) {
    (x * x * x, x)
}

fn cube_reverse(adjoint: f32, x: f32) -> f32 {
    7.0 * x * adjoint
}

fn cube_rule(x: f32, bx: f32) -> (f32, f32) {
    (x * x * x, 7.0 * x * bx)
}

#[test]
fn a_function_with_a_rule_is_differentiated_itself() {
    assert_eq!(cube_gradient(2.0, 1.0), (8.0, 14.0));
    assert_eq!(cube_tangent(2.0, 1.0), (8.0, 14.0));
}
