//! The model, the quantity that is minimised, and its gradient.

use crate::observation::Observation;
use std::f64::consts::TAU;

/// How many parameters the model has, b1 to b9.
pub const PARAMETERS: usize = 9;

/// Three cycles about a mean: one of 12 months, and two whose periods, `b[3]` and `b[6]`, are fitted.
fn pressure(b: &[f64], month: f64) -> f64 {
    let year = TAU * month / 12.0;
    let el_nino = TAU * month / b[3];
    let southern_oscillation = TAU * month / b[6];
    b[0] + b[1] * year.cos()
        + b[2] * year.sin()
        + b[4] * el_nino.cos()
        + b[5] * el_nino.sin()
        + b[7] * southern_oscillation.cos()
        + b[8] * southern_oscillation.sin()
}

/// The sum of squared residuals over all months.
fn residual_sum_of_squares(b: &[f64], observations: &[Observation]) -> f64 {
    let mut sum = 0.0;
    for observation in observations {
        let residual = observation.pressure - pressure(b, observation.month);
        sum += residual * residual;
    }
    sum
}

/// The misfit of the model to some observations, as a function of the parameters.
pub struct Misfit {
    pub observations: Vec<Observation>,
}

impl Misfit {
    pub fn value(&self, b: &[f64]) -> f64 {
        residual_sum_of_squares(b, &self.observations)
    }

    /// Nothing here is written by hand: the gradient is that of [`Self::value`].
    pub fn value_and_gradient(&self, b: &[f64]) -> (f64, Vec<f64>) {
        enzyme::value_and_gradient(|b: &[f64]| self.value(b), b)
    }
}
