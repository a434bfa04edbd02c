//! Through crates of the registry that know nothing of derivatives.

use crate::close::{assert_close, differences};
use nalgebra::{DMatrix, DVector, Matrix3, SymmetricEigen, Vector2};
use ode_solvers::{Dopri5, OutputType, Rk4, System};
use splines::{Interpolation, Key, Spline};
use statrs::distribution::{Beta, Continuous, ContinuousCDF, Normal, StudentsT};
use statrs::function::gamma::digamma;
use std::f64::consts::PI;

#[test]
fn puruspe_special_functions() {
    let f = |x: &[f64]| puruspe::erf(x[0]) * puruspe::gammp(2.5, x[1]) + puruspe::ln_gamma(x[2]);
    let x: [f64; 3] = [0.4, 1.7, 3.2];
    let erf_slope = 2.0 / PI.sqrt() * (-x[0] * x[0]).exp();
    let gamma_slope = x[1].powf(1.5) * (-x[1]).exp() / puruspe::gamma(2.5);
    let expected = [
        erf_slope * puruspe::gammp(2.5, x[1]),
        puruspe::erf(x[0]) * gamma_slope,
        digamma(x[2]),
    ];
    assert_close(&enzyme::gradient(f, &x), &expected, 1e-9);
}

#[test]
fn puruspe_inverses_and_bessel_functions() {
    let f = |x: &[f64]| {
        puruspe::betai(x[0], x[1], x[2])
            + puruspe::invgammp(x[2], 2.0)
            + puruspe::Jn(1, x[3])
            + puruspe::lambert_w0(x[2])
    };
    let x = [1.3, 2.2, 0.35, 4.1];
    assert_close(&enzyme::gradient(f, &x), &differences(f, &x), 1e-7);
}

/// Also where the body returns a constant, or works on bits. In optimised programs these functions are inlined before
/// the pass sees them, and what they do with bits is refused.
#[cfg(debug_assertions)]
#[test]
fn libm_functions_with_two_results() {
    let log_gamma = |x: &[f64]| libm::lgamma_r(x[0]).0;
    for x in [1.0, 2.0, 2.5] {
        assert_close(&enzyme::gradient(log_gamma, &[x]), &[digamma(x)], 1e-12);
    }
    let parts = |x: &[f64]| {
        let (fraction, whole) = libm::modf(x[0]);
        let (mantissa, exponent) = libm::frexp(x[0]);
        let (sine, cosine) = libm::sincos(x[0]);
        fraction * whole + mantissa * f64::from(exponent) + sine * cosine
    };
    // 5.5 = 0.6875 · 2³
    let x: f64 = 5.5;
    let expected = 5.0 + 3.0 / 8.0 + (2.0 * x).cos();
    assert_close(&enzyme::gradient(parts, &[x]), &[expected], 1e-13);
}

#[test]
fn statrs_likelihood() {
    let data = [0.3, 0.9, 1.4, 2.2];
    let f = |p: &[f64]| reach::log_likelihood(p[0], p[1], &data);
    let p: [f64; 2] = [2.5, 1.5];
    let (n, sum) = (data.len() as f64, data.iter().sum::<f64>());
    let logarithms: f64 = data.iter().map(|x| x.ln()).sum();
    let expected = [
        n * (p[1].ln() - digamma(p[0])) + logarithms,
        n * p[0] / p[1] - sum,
    ];
    assert_close(&enzyme::gradient(f, &p), &expected, 1e-9);
}

#[test]
fn statrs_distributions() {
    let f = |p: &[f64]| {
        let normal = Normal::new(p[0], p[1]).unwrap();
        let beta = Beta::new(p[2], p[3]).unwrap();
        let student = StudentsT::new(p[0], p[1], p[2]).unwrap();
        normal.cdf(0.7) + beta.cdf(0.3) + student.ln_pdf(0.2) + normal.pdf(beta.pdf(0.4))
    };
    let p = [0.2, 1.1, 2.3, 3.1];
    assert_close(&enzyme::gradient(f, &p), &differences(f, &p), 1e-7);
}

/// A symmetric positive definite matrix from its lower triangle.
fn positive(x: &[f64]) -> DMatrix<f64> {
    let mut lower = DMatrix::zeros(3, 3);
    let mut entries = x.iter();
    for i in 0..3 {
        for j in 0..=i {
            lower[(i, j)] = *entries.next().unwrap();
        }
    }
    &lower * lower.transpose() + DMatrix::identity(3, 3)
}

#[test]
fn nalgebra_decompositions_of_dynamic_matrices() {
    let b = DVector::from_vec(vec![1.0, -2.0, 0.5]);
    let cholesky = |x: &[f64]| {
        let decomposed = positive(x).cholesky().unwrap();
        decomposed.l().diagonal().map(f64::ln).sum() + b.dot(&decomposed.solve(&b))
    };
    let lu = |x: &[f64]| {
        let matrix = positive(x);
        0.5 * matrix.determinant().ln() + b.dot(&matrix.lu().solve(&b).unwrap())
    };
    let x = [1.2, 0.3, 0.8, -0.4, 0.6, 1.5];
    let gradient = enzyme::gradient(cholesky, &x);
    assert_close(&gradient, &differences(cholesky, &x), 1e-8);
    assert_close(&enzyme::gradient(lu, &x), &gradient, 1e-10);
}

#[test]
fn nalgebra_least_squares_and_eigenvalues() {
    let least_squares = |x: &[f64]| {
        let matrix = DMatrix::from_row_slice(4, 2, x);
        let qr = matrix.clone().qr();
        let right = qr.q().transpose() * DVector::from_vec(vec![1.0, 2.0, -1.0, 0.5]);
        qr.r()
            .solve_upper_triangular(&right)
            .unwrap()
            .norm_squared()
    };
    let x = [1.0, 0.2, 0.4, 1.3, -0.5, 0.7, 0.9, -0.3];
    assert_close(
        &enzyme::gradient(least_squares, &x),
        &differences(least_squares, &x),
        1e-8,
    );
    let largest = |x: &[f64]| {
        let matrix = Matrix3::new(x[0], x[1], x[2], x[1], x[3], x[4], x[2], x[4], x[5]);
        SymmetricEigen::new(matrix).eigenvalues.max()
    };
    let x = [2.0, 0.5, -0.3, 1.0, 0.2, 0.4];
    assert_close(
        &enzyme::gradient(largest, &x),
        &differences(largest, &x),
        1e-7,
    );
}

/// `x'' = −k x − c x'`.
struct Oscillator {
    stiffness: f64,
    damping: f64,
}

impl System<f64, Vector2<f64>> for Oscillator {
    fn system(&self, _: f64, state: &Vector2<f64>, change: &mut Vector2<f64>) {
        change[0] = state[1];
        change[1] = -self.stiffness * state[0] - self.damping * state[1];
    }
}

#[test]
fn ode_solvers_with_fixed_steps() {
    let end = |p: &[f64]| {
        let oscillator = Oscillator {
            stiffness: p[0],
            damping: p[1],
        };
        let mut stepper = Rk4::new(oscillator, 0.0, Vector2::new(p[2], 0.0), 2.0, 0.05);
        stepper.integrate().unwrap();
        stepper.y_out().last().unwrap()[0]
    };
    let p = [1.7, 0.3, 1.1];
    assert_close(&enzyme::gradient(end, &p), &differences(end, &p), 1e-8);
}

#[test]
fn ode_solvers_with_steps_of_its_own() {
    let end = |p: &[f64]| {
        let oscillator = Oscillator {
            stiffness: p[0],
            damping: 0.0,
        };
        let start = Vector2::new(p[1], 0.0);
        let mut stepper = Dopri5::new(oscillator, 0.0, 2.0, 2.0, start, 1e-11, 1e-11);
        stepper.set_output(OutputType::Sparse);
        stepper.integrate().unwrap();
        stepper.y_out().last().unwrap()[0]
    };
    // x = a cos(√k t)
    let p: [f64; 2] = [1.7, 1.1];
    let frequency = p[0].sqrt();
    let phase = 2.0 * frequency;
    let expected = [-p[1] * phase.sin() / frequency, phase.cos()];
    assert_close(&enzyme::gradient(end, &p), &expected, 1e-7);
}

#[test]
fn splines_of_every_kind() {
    let f = |x: &[f64]| {
        let kinds = [
            Interpolation::Linear,
            Interpolation::Cosine,
            Interpolation::CatmullRom,
            Interpolation::CatmullRom,
        ];
        let keys = (0..6).map(|i| Key::new(i as f64, x[i + 1], kinds[i % 4]));
        let spline = Spline::from_vec(keys.collect());
        [0.3, 1.6, 2.2, 3.7]
            .iter()
            .map(|&at| spline.sample(at + x[0]).unwrap().powi(2))
            .sum()
    };
    let x = [0.1, 0.5, -1.0, 2.0, 1.5, -0.7, 0.9];
    assert_close(&enzyme::gradient(f, &x), &differences(f, &x), 1e-8);
}
