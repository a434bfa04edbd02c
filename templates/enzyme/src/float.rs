//! The numbers that derivatives are taken of.

use crate::addressless::Addressless;
use crate::differentiable::Differentiable;

mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

/// `f32` or `f64`.
///
/// ```
/// # if cfg!(enzyme) {
/// fn slope<S: enzyme::Float + core::ops::Mul<Output = S>>(at: S) -> S {
///     enzyme::gradient(|x: &[S]| x[0] * x[0], &[at])[0]
/// }
/// assert_eq!((slope(3.0_f64), slope(3.0_f32)), (6.0, 6.0));
/// # }
/// ```
pub trait Float: Differentiable + Addressless + sealed::Sealed + 'static {
    /// The seed of a derivative.
    #[doc(hidden)]
    const ONE: Self;
}

impl Float for f32 {
    const ONE: f32 = 1.0;
}

impl Float for f64 {
    const ONE: f64 = 1.0;
}
