//! The mobility of electrons in a semiconductor: a model with seven parameters, fitted to 37 measurements with a
//! Jacobian that nobody wrote, and compared with the values that NIST certifies.
//!
//! Exits with 1 if the fit is wrong.

mod fit;
mod mobility;

use mobility::{CERTIFIED, RESIDUAL_SUM_OF_SQUARES, STARTS};
use nalgebra::DVector;
use std::process::ExitCode;

/// How many digits of the certified values the fit has to reach.
const DIGITS: f64 = 6.0;

fn main() -> ExitCode {
    let measurements = mobility::measurements();
    let residuals = |b: &mobility::Parameters| {
        let residual = |&(density, measured): &(f64, f64)| mobility::model(b, density) - measured;
        DVector::from_iterator(measurements.len(), measurements.iter().map(residual))
    };
    let mut right = true;
    for start in STARTS {
        let fit = fit::minimise(residuals, start.into());
        println!("from {start:?}: {} Jacobians", fit.jacobians);
        println!("              fitted         certified  digits   deviation  digits");
        for (i, (certified, deviation)) in CERTIFIED.into_iter().enumerate() {
            let of_value = digits(fit.parameters[i], certified);
            let of_deviation = digits(fit.deviations[i], deviation);
            println!(
                "  b{}  {:16.9}  {certified:16.9}  {of_value:6.1}  {:10.6}  {of_deviation:6.1}",
                i + 1,
                fit.parameters[i],
                fit.deviations[i],
            );
            right &= of_value >= DIGITS && of_deviation >= DIGITS;
        }
        let of_loss = digits(fit.loss, RESIDUAL_SUM_OF_SQUARES);
        println!(
            "  sum {:16.9}  {RESIDUAL_SUM_OF_SQUARES:16.9}  {of_loss:6.1}\n",
            fit.loss
        );
        right &= of_loss >= DIGITS;
    }
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

/// NIST's measure of agreement: the number of equal significant digits.
fn digits(value: f64, certified: f64) -> f64 {
    let relative = ((value - certified) / certified).abs();
    -relative.max(1e-11).log10()
}
