//! Doses of poison and the beetles that they kill: a logistic regression by Newton's method, on arrays of ndarray.
//!
//! Exits with 1 if the fit or its derivatives are wrong.

mod experiment;
mod linear;

use experiment::Experiment;
use ndarray::{array, Array1, Array2};
use std::process::ExitCode;

/// Coefficients, standard errors and deviance as they are published.
const COEFFICIENTS: [f64; 2] = [-60.72, 34.27];
const ERRORS: [f64; 2] = [5.18, 2.91];
const DEVIANCE: f64 = 11.23;

fn main() -> ExitCode {
    let experiment = Experiment::of_bliss();
    let loss = |beta: &Array1<f64>| experiment.loss(beta);

    let mut beta = array![0.0, 0.0];
    let mut steps = 0;
    let hessian: Array2<f64> = loop {
        let gradient = enzyme::ndarray::gradient(loss, &beta);
        let hessian = enzyme::ndarray::hessian(loss, &beta);
        let step = linear::solve(hessian.clone(), gradient);
        beta -= &step;
        steps += 1;
        if step.iter().all(|step| step.abs() < 1e-9) || steps == 50 {
            break hessian;
        }
    };
    let gradient = enzyme::ndarray::gradient(loss, &beta);
    let errors = linear::inverse(&hessian).diag().mapv(f64::sqrt);
    let deviance = experiment.deviance(&beta);

    println!("Newton's method: {steps} steps");
    println!("  intercept {:10.4} ± {:.4}", beta[0], errors[0]);
    println!("  slope     {:10.4} ± {:.4}", beta[1], errors[1]);
    println!("  deviance  {deviance:10.4}");
    let hundredths = |got: f64, published: f64| (got - published).abs() <= 0.005_001;
    let near = |got: &f64, expected: &f64| (got - expected).abs() <= 1e-6 * expected.abs().max(1.0);
    let textbook = experiment.information(&beta);
    let right = (0..2).all(|i| hundredths(beta[i], COEFFICIENTS[i]))
        && (0..2).all(|i| hundredths(errors[i], ERRORS[i]))
        && hundredths(deviance, DEVIANCE)
        && gradient.iter().all(|slope| near(slope, &0.0))
        && experiment
            .score(&beta)
            .iter()
            .all(|slope| near(slope, &0.0))
        && hessian.iter().zip(&textbook).all(|(h, t)| near(h, t));
    println!(
        "{}",
        if right {
            "all checks passed"
        } else {
            "CHECKS FAILED"
        }
    );
    if right {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
