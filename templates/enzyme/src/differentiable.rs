//! Types that are passed and returned by value with a derivative.

/// A type whose derivative has the same layout as the type itself: floats, and arrays and tuples of them.
///
/// The attributes ask for it where a value is `Active` or `Dual`. Derive it for a struct of your own to
/// pass or return that struct by value.
///
/// ```
/// # if cfg!(enzyme) {
/// use enzyme::{autodiff_forward, Differentiable};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
/// struct Polar {
///     radius: f64,
///     angle: f64,
/// }
///
/// #[autodiff_forward(sector_tangent, Dual, DualOnly)]
/// fn sector(p: Polar) -> f64 {
///     0.5 * p.radius * p.radius * p.angle
/// }
/// let turning = Polar { radius: 0.0, angle: 1.0 };
/// assert_eq!(sector_tangent(Polar { radius: 2.0, angle: 3.0 }, turning), 2.0);
/// # }
/// ```
///
/// # Safety
///
/// Every byte pattern made of zeros must be a valid value, and every field that carries a derivative
/// must be an `f32` or an `f64` (no pointer, no reference).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be `Active` or `Dual` by value",
    label = "no derivative type is known for `{Self}`",
    note = "f32, f64, and arrays and tuples of them can; take the argument by reference as `Duplicated` or `Dual`, \
            mark it `Const`, or derive `enzyme::Differentiable` for `{Self}`"
)]
pub unsafe trait Differentiable: Copy {
    /// The derivative that contributes nothing.
    const ZERO: Self;

    /// Adds another derivative to this one.
    fn accumulate(&mut self, other: Self);

    /// Tells the pass of which floats a value is made that moves as a whole. No part of the public interface.
    ///
    /// # Safety
    ///
    /// `at` points to memory for such a value.
    #[doc(hidden)]
    #[inline]
    unsafe fn describe(at: *const Self) {
        let _ = at;
    }
}

/// A hint of the protocol; nothing in a program built by plain cargo.
macro_rules! describe_as {
    ($hint:ident) => {
        #[inline]
        unsafe fn describe(at: *const Self) {
            #[cfg(enzyme)]
            unsafe {
                crate::sys::$hint(at.cast(), size_of::<Self>());
            }
            #[cfg(not(enzyme))]
            let _ = at;
        }
    };
}

// SAFETY: all-zero floats are 0.0.
unsafe impl Differentiable for f32 {
    const ZERO: Self = 0.0;

    #[inline]
    fn accumulate(&mut self, other: Self) {
        *self += other;
    }

    describe_as!(__enzyme_float);
}

// SAFETY: all-zero floats are 0.0.
unsafe impl Differentiable for f64 {
    const ZERO: Self = 0.0;

    #[inline]
    fn accumulate(&mut self, other: Self) {
        *self += other;
    }

    describe_as!(__enzyme_double);
}

// SAFETY: an array is its elements.
unsafe impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    const ZERO: Self = [T::ZERO; N];

    #[inline]
    fn accumulate(&mut self, other: Self) {
        for (own, other) in self.iter_mut().zip(other) {
            own.accumulate(other);
        }
    }

    #[inline]
    unsafe fn describe(at: *const Self) {
        for i in 0..N {
            unsafe { T::describe(at.cast::<T>().add(i)) };
        }
    }
}

macro_rules! tuple {
    ($($field:ident $index:tt)+) => {
        // SAFETY: a tuple is its fields.
        unsafe impl<$($field: Differentiable),+> Differentiable for ($($field,)+) {
            const ZERO: Self = ($($field::ZERO,)+);

            #[inline]
            fn accumulate(&mut self, other: Self) {
                $(self.$index.accumulate(other.$index);)+
            }

            #[inline]
            unsafe fn describe(at: *const Self) {
                unsafe { $($field::describe(&raw const (*at).$index);)+ }
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0 B 1);
tuple!(A 0 B 1 C 2);
tuple!(A 0 B 1 C 2 D 3);
tuple!(A 0 B 1 C 2 D 3 E 4);
tuple!(A 0 B 1 C 2 D 3 E 4 F 5);
