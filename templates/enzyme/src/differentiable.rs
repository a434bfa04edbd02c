//! Types that are passed and returned by value with a derivative.

/// A type whose derivative has the same layout as the type itself: floats, and arrays and tuples of them.
///
/// The attributes ask for it where a value is `Active` or `Dual`. Implement it for a struct of your own
/// to pass or return that struct by value.
///
/// # Safety
///
/// Every byte pattern made of zeros must be a valid value, and every field that carries a derivative
/// must be an `f32` or an `f64` (no pointer, no reference).
///
/// ```
/// use enzyme::{autodiff_reverse, Differentiable};
///
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// struct Point {
///     x: f64,
///     y: f64,
/// }
///
/// unsafe impl Differentiable for Point {
///     const ZERO: Self = Point { x: 0.0, y: 0.0 };
/// }
///
/// #[autodiff_reverse(area_gradient, Active, Active)]
/// fn area(p: Point) -> f64 {
///     p.x * p.y
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(area_gradient(Point { x: 3.0, y: 4.0 }, 1.0), (12.0, Point { x: 4.0, y: 3.0 }));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be `Active` or `Dual` by value",
    label = "no derivative type is known for `{Self}`",
    note = "f32, f64, and arrays and tuples of them can; take the argument by reference as `Duplicated` or `Dual`, \
            mark it `Const`, or implement `enzyme::Differentiable` for `{Self}`"
)]
pub unsafe trait Differentiable: Copy {
    /// The derivative that contributes nothing.
    const ZERO: Self;
}

// SAFETY: all-zero floats are 0.0.
unsafe impl Differentiable for f32 {
    const ZERO: Self = 0.0;
}

// SAFETY: all-zero floats are 0.0.
unsafe impl Differentiable for f64 {
    const ZERO: Self = 0.0;
}

// SAFETY: an array is its elements.
unsafe impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    const ZERO: Self = [T::ZERO; N];
}

macro_rules! tuple {
    ($($field:ident)+) => {
        // SAFETY: a tuple is its fields.
        unsafe impl<$($field: Differentiable),+> Differentiable for ($($field,)+) {
            const ZERO: Self = ($($field::ZERO,)+);
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
