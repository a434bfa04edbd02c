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

    /// Tells the pass what `n` numbers in memory are. Else a function that only copies them would not say.
    ///
    /// # Safety
    ///
    /// `at` points to memory for `n` such numbers.
    #[doc(hidden)]
    unsafe fn describe_slice(at: *const Self, n: usize);
}

macro_rules! float {
    ($float:ty, $hint:ident) => {
        impl Float for $float {
            const ONE: Self = 1.0;
            const NAN: Self = <$float>::NAN;

            fn is_nan(self) -> bool {
                self.is_nan()
            }

            #[inline]
            unsafe fn describe_slice(at: *const Self, n: usize) {
                #[cfg(enzyme)]
                // SAFETY: the pass removes the call.
                unsafe {
                    crate::sys::$hint(at.cast(), n * size_of::<Self>());
                }
                #[cfg(not(enzyme))]
                let _ = (at, n);
            }
        }
    };
}

float!(f32, __enzyme_float);
float!(f64, __enzyme_double);
