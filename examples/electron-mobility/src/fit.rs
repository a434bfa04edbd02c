//! Nonlinear least squares by the method of Levenberg and Marquardt.

use nalgebra::{DVector, SMatrix, SVector};

/// Where a minimisation ended.
pub struct Fit<const N: usize> {
    pub parameters: SVector<f64, N>,
    /// The standard deviations of the parameters.
    pub deviations: SVector<f64, N>,
    /// The sum of the squares of the residuals.
    pub loss: f64,
    pub jacobians: usize,
}

/// Minimises the sum of the squares of the residuals from `start`.
///
/// # Panics
///
/// If the residuals do not determine the parameters.
pub fn minimise<F, const N: usize>(residuals: F, start: SVector<f64, N>) -> Fit<N>
where
    F: Fn(&SVector<f64, N>) -> DVector<f64>,
{
    let mut at = start;
    let mut residual = residuals(&at);
    // How far from the step of Gauss and Newton towards that of the steepest descent.
    let mut damping = 1e-3;
    let mut jacobians = 0;
    loop {
        let jacobian = enzyme::nalgebra::jacobian(&residuals, &at);
        jacobians += 1;
        let normal: SMatrix<f64, N, N> = jacobian.tr_mul(&jacobian);
        let slope: SVector<f64, N> = jacobian.tr_mul(&residual);
        let better = loop {
            let damped = normal + damping * SMatrix::from_diagonal(&normal.diagonal());
            let step = damped.cholesky().expect("a definite matrix").solve(&slope);
            let there = at - step;
            let residual_there = residuals(&there);
            if residual_there.norm_squared() < residual.norm_squared() {
                break Some((there, residual_there));
            }
            if step.norm() <= 1e-12 * at.norm() {
                break None;
            }
            damping *= 10.0;
        };
        let Some((there, residual_there)) = better else {
            let inverse = normal.try_inverse().expect("a definite matrix");
            let loss = residual.norm_squared();
            #[allow(clippy::cast_precision_loss)]
            let variance = loss / (residual.len() - N) as f64;
            return Fit {
                parameters: at,
                deviations: inverse.diagonal().map(|entry| (variance * entry).sqrt()),
                loss,
                jacobians,
            };
        };
        (at, residual) = (there, residual_there);
        damping /= 10.0;
    }
}
