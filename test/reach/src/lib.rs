//! The likelihood of observations, by the crate `statrs`.

use statrs::distribution::{Continuous, Gamma};

/// The logarithm of the likelihood that Γ(shape, rate) gives to `data`.
///
/// ```
/// let data = [0.5, 1.5, 2.5];
/// let gradient = enzyme::gradient(|p| reach::log_likelihood(p[0], p[1], &data), &[2.0, 3.0]);
/// let by_rate = 3.0 * 2.0 / 3.0 - data.iter().sum::<f64>();
/// assert!((gradient[1] - by_rate).abs() < 1e-12);
/// ```
///
/// # Panics
///
/// Panics unless both parameters are positive.
#[must_use]
pub fn log_likelihood(shape: f64, rate: f64, data: &[f64]) -> f64 {
    let gamma = Gamma::new(shape, rate).expect("both are positive");
    data.iter().map(|&x| gamma.ln_pdf(x)).sum()
}
