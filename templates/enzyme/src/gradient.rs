//! Gradients of closures with one result, by reverse mode.

use crate::float::Float;
use crate::primal;
use crate::request::check_length;
use core::mem::MaybeUninit;

/// The gradient of `f` at `x`.
///
/// ```
/// # if cfg!(enzyme) {
/// let rosenbrock = |x: &[f64]| (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
/// assert_eq!(enzyme::gradient(rosenbrock, &[1.0, 3.0]), [-800.0, 400.0]);
/// # }
/// ```
///
/// # Panics
///
/// As [`value_and_gradient_into`].
#[must_use]
#[track_caller]
pub fn gradient<F, S>(f: F, x: &[S]) -> Vec<S>
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    value_and_gradient(f, x).1
}

/// The gradient of `f` at `x` overwrites `gradient`.
///
/// ```
/// # if cfg!(enzyme) {
/// let mut gradient = [0.0; 2];
/// enzyme::gradient_into(|x| x[0] * x[1], &[3.0, 4.0], &mut gradient);
/// assert_eq!(gradient, [4.0, 3.0]);
/// # }
/// ```
///
/// # Panics
///
/// As [`value_and_gradient_into`].
#[track_caller]
pub fn gradient_into<F, S>(f: F, x: &[S], gradient: &mut [S])
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    value_and_gradient_into(f, x, gradient);
}

/// The value of `f` at `x` and its gradient, as long as `x`.
///
/// What `f` captures is context: it is read, and no derivative is taken with respect to it.
///
/// ```
/// # if cfg!(enzyme) {
/// let data = vec![1.0, 2.0, 3.0];
/// let misfit = |p: &[f64]| data.iter().map(|d| (d - p[0]) * (d - p[0])).sum::<f64>();
/// let (value, gradient) = enzyme::value_and_gradient(misfit, &[1.0]);
/// assert_eq!((value, gradient), (5.0, vec![-6.0]));
/// # }
/// ```
///
/// # Panics
///
/// As [`value_and_gradient_into`].
#[must_use]
#[track_caller]
pub fn value_and_gradient<F, S>(f: F, x: &[S]) -> (S, Vec<S>)
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    let mut gradient = vec![S::ZERO; x.len()];
    let value = accumulate(&f, x, &mut gradient);
    (value, gradient)
}

/// The value of `f` at `x`; `gradient` is overwritten with the gradient. Allocates nothing of its own.
///
/// ```
/// # if cfg!(enzyme) {
/// let mut gradient = [0.0; 2];
/// let value = enzyme::value_and_gradient_into(|x| x[0] * x[1], &[3.0, 4.0], &mut gradient);
/// assert_eq!((value, gradient), (12.0, [4.0, 3.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `gradient` is not as long as `x`, if `f` panics, and if plain cargo built the program.
#[track_caller]
pub fn value_and_gradient_into<F, S>(f: F, x: &[S], gradient: &mut [S]) -> S
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    check_length("x", x.len(), "gradient", gradient.len());
    gradient.fill(S::ZERO);
    accumulate(&f, x, gradient)
}

/// Adds the gradient of `f` at `x` to `gradient`, which must be as long as `x`.
#[track_caller]
pub(crate) fn accumulate<F, S>(f: &F, x: &[S], gradient: &mut [S]) -> S
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    let mut value = MaybeUninit::<S>::uninit();
    let mut seed = S::ONE;
    // SAFETY: every pointer is valid for what the primal reads and writes, and the pass has written
    // `value` when the request returns.
    unsafe {
        crate::__request!(__enzyme_autodiff_void, primal::scalar::<F, S> as unsafe fn(_, _, _, _);
            enzyme_const core::ptr::from_ref(f);
            enzyme_dup x.as_ptr(), gradient.as_mut_ptr();
            enzyme_const x.len();
            enzyme_dup &raw mut value, &raw mut seed;
        );
        value.assume_init()
    }
}
