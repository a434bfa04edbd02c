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
pub trait Float:
    Differentiable + Addressless + PartialEq + core::fmt::Debug + sealed::Sealed + 'static
{
    /// The seed of a derivative.
    #[doc(hidden)]
    const ONE: Self;

    /// The seed that reaches all that depends on it.
    #[doc(hidden)]
    const NAN: Self;

    #[doc(hidden)]
    fn is_nan(self) -> bool;
}

macro_rules! float {
    ($float:ty) => {
        impl Float for $float {
            const ONE: Self = 1.0;
            const NAN: Self = <$float>::NAN;

            fn is_nan(self) -> bool {
                self.is_nan()
            }
        }
    };
}

float!(f32);
float!(f64);
