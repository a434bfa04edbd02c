//! The distribution, and how well it explains some lifetimes.

/// Less the logarithm of the likelihood, as a function of the logarithms of shape and scale.
pub fn loss(theta: &[f64], lifetimes: &[f64]) -> f64 {
    let shape = theta[0].exp();
    let mut sum = 0.0;
    for lifetime in lifetimes {
        let z = lifetime.ln() - theta[1];
        sum += theta[0] - theta[1] + (shape - 1.0) * z - (shape * z).exp();
    }
    -sum
}
