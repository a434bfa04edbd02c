//! The cycles of El Niño: a model with nine parameters, fitted to 168 months of pressure with a
//! gradient that nobody wrote, and compared with the values that NIST certifies.
//!
//! Exits with 1 if the gradient or the fit is wrong.

mod certified;
mod difference;
mod fit;
mod misfit;
mod observation;
mod time;

use misfit::{Misfit, PARAMETERS};
use std::hint::black_box;
use std::process::ExitCode;

/// How many digits of the certified values the fit has to reach.
const DIGITS: f64 = 6.0;

fn main() -> Result<ExitCode, argmin::core::Error> {
    let observations = observation::all();
    println!(
        "El Niño: {} months of pressure, {PARAMETERS} parameters\n",
        observations.len()
    );
    let misfit = Misfit { observations };
    let mut right = true;
    for start in &certified::STARTS {
        right &= check_gradient(&misfit, start);
    }
    report_time(&misfit, &certified::STARTS[0]);
    for start in &certified::STARTS {
        let observations = misfit.observations.clone();
        let fit = fit::minimise(Misfit { observations }, start)?;
        right &= check_fit(&fit, start);
    }
    println!(
        "\n{}",
        if right {
            "all checks passed"
        } else {
            "CHECKS FAILED"
        }
    );
    Ok(if right {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Compares every component with central differences; the allowance is four times their estimated error.
fn check_gradient(misfit: &Misfit, at: &[f64]) -> bool {
    let (value, gradient) = misfit.value_and_gradient(at);
    // Beside its gradient the value is computed by the same arithmetic, to the last bit.
    let mut right = value.to_bits() == misfit.value(at).to_bits();
    println!("loss {value:.6} at b = {at:?}  {}", verdict(right));
    println!(
        "      {:>18}  {:>18}  {:>8}",
        "gradient", "differences", "±"
    );
    for (i, &slope) in gradient.iter().enumerate() {
        let estimate = difference::central(|b| misfit.value(b), at, i);
        let agrees = (slope - estimate.value).abs() <= 4.0 * estimate.error;
        println!(
            "  b{}  {slope:18.9}  {:18.9}  {:8.1e}  {}",
            i + 1,
            estimate.value,
            estimate.error,
            verdict(agrees)
        );
        right &= agrees;
    }
    println!();
    right
}

fn report_time(misfit: &Misfit, at: &[f64]) {
    let primal = time::least(|| {
        black_box(misfit.value(black_box(at)));
    });
    let both = time::least(|| {
        black_box(misfit.value_and_gradient(black_box(at)));
    });
    println!(
        "time: value {:.2} µs, value and gradient {:.2} µs, R = {:.2}\n",
        primal * 1e6,
        both * 1e6,
        both / primal
    );
}

/// Compares the fit with what NIST certifies.
fn check_fit(fit: &fit::Fit, start: &[f64]) -> bool {
    println!("L-BFGS from b = {start:?}: {} iterations", fit.iterations);
    println!(
        "       {:>16}  {:>16}  {:>6}",
        "fitted", "certified", "digits"
    );
    let mut right = true;
    let mut row = |name: &str, value: f64, certified: f64| {
        let digits = certified::digits(value, certified);
        let agrees = digits >= DIGITS;
        println!(
            "  {name:4} {value:16.10}  {certified:16.10}  {digits:6.1}  {}",
            verdict(agrees)
        );
        right &= agrees;
    };
    for (i, (&value, &certified)) in fit.parameters.iter().zip(&certified::SOLUTION).enumerate() {
        row(&format!("b{}", i + 1), value, certified);
    }
    row("loss", fit.misfit, certified::RESIDUAL_SUM_OF_SQUARES);
    right
}

fn verdict(agrees: bool) -> &'static str {
    if agrees {
        "ok"
    } else {
        "WRONG"
    }
}
