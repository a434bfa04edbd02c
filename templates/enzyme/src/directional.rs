//! Products of the Jacobian of a closure with a vector: by forward mode from the right, by reverse mode
//! from the left.

use crate::float::Float;
use crate::primal;
use crate::request::check_length;

/// The `outputs` values of `f` at `x`, and their derivatives along `direction`: the Jacobian times it.
///
/// ```
/// # if cfg!(enzyme) {
/// let polar = |x: &[f64], y: &mut [f64]| {
///     y[0] = x[0] * x[1];
///     y[1] = x[0] * x[0];
/// };
/// let (value, tangent) = enzyme::jvp(polar, &[3.0, 4.0], &[1.0, 0.5], 2);
/// assert_eq!((value, tangent), (vec![12.0, 9.0], vec![5.5, 6.0]));
/// # }
/// ```
///
/// # Panics
///
/// As [`jvp_into`].
#[must_use]
#[track_caller]
pub fn jvp<F, S>(f: F, x: &[S], direction: &[S], outputs: usize) -> (Vec<S>, Vec<S>)
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (mut y, mut tangent) = (vec![S::ZERO; outputs], vec![S::ZERO; outputs]);
    jvp_into(f, x, direction, &mut y, &mut tangent);
    (y, tangent)
}

/// As [`jvp`]: `y` and `tangent` are overwritten. Allocates nothing of its own.
///
/// `f` is given `y` as it is, with derivative zero: what it does not write is left alone.
///
/// ```
/// # if cfg!(enzyme) {
/// let squares = |x: &[f64], y: &mut [f64]| y[0] = x[0] * x[0];
/// let (mut y, mut tangent) = ([0.0], [0.0]);
/// enzyme::jvp_into(squares, &[3.0], &[1.0], &mut y, &mut tangent);
/// assert_eq!((y, tangent), ([9.0], [6.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `direction` is not as long as `x`, or `tangent` as `y`; if `f` panics, and if plain cargo built the
/// program.
#[track_caller]
pub fn jvp_into<F, S>(f: F, x: &[S], direction: &[S], y: &mut [S], tangent: &mut [S])
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    check_length("x", x.len(), "direction", direction.len());
    check_length("y", y.len(), "tangent", tangent.len());
    tangent.fill(S::ZERO);
    // SAFETY: every pointer is valid for what the primal reads and writes.
    unsafe {
        crate::__request!(__enzyme_fwddiff_void, primal::vector::<F, S> as unsafe fn(_, _, _, _, _);
            enzyme_const core::ptr::from_ref(&f);
            enzyme_dup x.as_ptr(), direction.as_ptr();
            enzyme_const x.len();
            enzyme_dup y.as_mut_ptr(), tangent.as_mut_ptr();
            enzyme_const y.len();
        );
    }
}

/// The values of `f` at `x`, as many as `weights` has, and the gradient of their weighted sum: the
/// transposed Jacobian times `weights`.
///
/// ```
/// # if cfg!(enzyme) {
/// let polar = |x: &[f64], y: &mut [f64]| {
///     y[0] = x[0] * x[1];
///     y[1] = x[0] * x[0];
/// };
/// let (value, gradient) = enzyme::vjp(polar, &[3.0, 4.0], &[1.0, 10.0]);
/// assert_eq!((value, gradient), (vec![12.0, 9.0], vec![64.0, 3.0]));
/// # }
/// ```
///
/// # Panics
///
/// As [`vjp_into`].
#[must_use]
#[track_caller]
pub fn vjp<F, S>(f: F, x: &[S], weights: &[S]) -> (Vec<S>, Vec<S>)
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let mut y = vec![S::ZERO; weights.len()];
    let mut gradient = vec![S::ZERO; x.len()];
    vjp_into(f, x, &mut weights.to_vec(), &mut y, &mut gradient);
    (y, gradient)
}

/// As [`vjp`]: `y` and `gradient` are overwritten. Allocates nothing of its own, and computes in
/// `weights`: what is left there is the derivative with respect to what `y` held before.
///
/// ```
/// # if cfg!(enzyme) {
/// let products = |x: &[f64], y: &mut [f64]| y[0] = x[0] * x[1];
/// let (mut weights, mut y, mut gradient) = ([10.0], [0.0], [0.0; 2]);
/// enzyme::vjp_into(products, &[3.0, 4.0], &mut weights, &mut y, &mut gradient);
/// assert_eq!((y, gradient), ([12.0], [40.0, 30.0]));
/// // `f` overwrites `y`: nothing depends on what was there.
/// assert_eq!(weights, [0.0]);
/// # }
/// ```
///
/// # Panics
///
/// If `weights` is not as long as `y`, or `gradient` as `x`; if `f` panics, and if plain cargo built the
/// program.
#[track_caller]
pub fn vjp_into<F, S>(f: F, x: &[S], weights: &mut [S], y: &mut [S], gradient: &mut [S])
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    check_length("y", y.len(), "weights", weights.len());
    check_length("x", x.len(), "gradient", gradient.len());
    gradient.fill(S::ZERO);
    // SAFETY: every pointer is valid for what the primal reads and writes.
    unsafe {
        crate::__request!(__enzyme_autodiff_void, primal::vector::<F, S> as unsafe fn(_, _, _, _, _);
            enzyme_const core::ptr::from_ref(&f);
            enzyme_dup x.as_ptr(), gradient.as_mut_ptr();
            enzyme_const x.len();
            enzyme_dup y.as_mut_ptr(), weights.as_mut_ptr();
            enzyme_const y.len();
        );
    }
}
