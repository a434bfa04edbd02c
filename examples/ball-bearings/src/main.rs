//! The lifetimes of ball bearings: a Weibull distribution fitted by maximum likelihood, with argmin's L-BFGS.
//!
//! Exits with 1 if the fit or its standard errors are wrong.

mod likelihood_equations;
mod weibull;

use argmin::core::{Error, Executor, Hessian, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use enzyme::argmin::Objective;
use std::process::ExitCode;

/// Millions of revolutions before failure.
const LIFETIMES: [f64; 23] = [
    17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80, 68.64,
    68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40,
];

fn main() -> Result<ExitCode, Error> {
    // The logarithms of shape and scale: any pair of numbers is a distribution.
    let problem = Objective::new(|theta: &[f64]| weibull::loss(theta, &LIFETIMES));
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 5).with_tolerance_grad(1e-9)?;
    let outcome = Executor::new(problem.clone(), solver)
        .configure(|state| state.param(vec![0.0, 4.0]).max_iters(100))
        .run()?;
    let state = outcome.state();
    let theta = state
        .get_best_param()
        .expect("a minimisation visits its start");
    let (shape, scale) = (theta[0].exp(), theta[1].exp());
    println!(
        "L-BFGS: {} iterations, log likelihood {:.4}",
        state.get_iter(),
        -state.get_best_cost()
    );

    let expected = likelihood_equations::solve(&LIFETIMES);
    let information = problem.hessian(theta)?;
    let textbook = likelihood_equations::information(expected, &LIFETIMES);
    let (errors, expected_errors) = (errors(&information), errors(&textbook));
    println!("           fitted     expected   standard error");
    let rows = [
        (
            "shape",
            shape,
            expected.shape,
            errors[0],
            expected_errors[0],
        ),
        (
            "scale",
            scale,
            expected.scale,
            errors[1],
            expected_errors[1],
        ),
    ];
    let mut right = (shape - 2.10).abs() < 0.005 && (scale - 81.9).abs() < 0.05;
    for (name, value, expected, error, expected_error) in rows {
        // The errors are those of the logarithms.
        println!(
            "  {name}  {value:10.6}  {expected:10.6}   {:8.5}",
            value * error
        );
        right &= close(value, expected) && close(error, expected_error);
    }
    for (row, textbook) in information.iter().zip(&textbook) {
        right &= close(row[0], textbook[0]) && close(row[1], textbook[1]);
    }
    println!(
        "{}",
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

/// The standard errors of the two parameters: the roots of the diagonal of the inverse.
fn errors(information: &[Vec<f64>]) -> [f64; 2] {
    let [a, b, c] = [information[0][0], information[0][1], information[1][1]];
    let determinant = a * c - b * b;
    [(c / determinant).sqrt(), (a / determinant).sqrt()]
}

fn close(value: f64, expected: f64) -> bool {
    (value - expected).abs() <= 1e-8 * expected.abs()
}
