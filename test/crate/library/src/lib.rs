//! Functions with derivatives that cannot be those of their bodies, so that one sees which are taken.

use enzyme::{custom_forward, custom_reverse, derivative_of, inactive};

/// `x²`, with a slope of `1000 x`.
#[custom_reverse(augmented = square_augmented, reverse = square_reverse)]
#[custom_forward(square_tangent)]
pub fn square(x: f64) -> f64 {
    x * x
}

fn square_augmented(x: f64) -> (f64, f64) {
    (x * x, x)
}

fn square_reverse(adjoint: f64, x: f64) -> f64 {
    1000.0 * x * adjoint
}

fn square_tangent(x: f64, tangent: f64) -> (f64, f64) {
    (x * x, 1000.0 * x * tangent)
}

/// `x²`, constant.
#[inactive]
pub fn frozen_square(x: f64) -> f64 {
    x * x
}

/// `x²`, with the slope of the sine.
#[derivative_of("sin")]
pub fn sine_like_square(x: f64) -> f64 {
    x * x
}

/// `x²`.
pub fn ordinary_square(x: f64) -> f64 {
    x * x
}
