//! Safe derivatives of closures that take an array, whose length the compiler knows: nothing is allocated,
//! and no length can be wrong.
//!
//! ```
//! use enzyme::array;
//! # if cfg!(enzyme) {
//! let area = |x: &[f64; 2]| x[0] * x[1];
//! assert_eq!(array::gradient(area, &[3.0, 4.0]), [4.0, 3.0]);
//! assert_eq!(array::hessian(area, &[3.0, 4.0]), [[0.0, 1.0], [1.0, 0.0]]);
//!
//! let polar = |x: &[f64; 2]| [x[0] * x[1], x[0] * x[0], x[1]];
//! assert_eq!(array::jacobian(polar, &[3.0, 4.0]), [[4.0, 3.0], [6.0, 0.0], [0.0, 1.0]]);
//! # }
//! ```

use crate::float::Float;

/// The gradient of `f` at `x`: [`crate::gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// let area = |x: &[f64; 2]| x[0] * x[1];
/// assert_eq!(enzyme::array::gradient(area, &[3.0, 4.0]), [4.0, 3.0]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn gradient<F, S, const N: usize>(f: F, x: &[S; N]) -> [S; N]
where
    F: Fn(&[S; N]) -> S,
    S: Float,
{
    value_and_gradient(f, x).1
}

/// The value and the gradient of `f` at `x`: [`crate::value_and_gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// let area = |x: &[f64; 2]| x[0] * x[1];
/// assert_eq!(enzyme::array::value_and_gradient(area, &[3.0, 4.0]), (12.0, [4.0, 3.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn value_and_gradient<F, S, const N: usize>(f: F, x: &[S; N]) -> (S, [S; N])
where
    F: Fn(&[S; N]) -> S,
    S: Float,
{
    let mut gradient = [S::ZERO; N];
    let value = crate::value_and_gradient_into(|x| f(sized(x)), x, &mut gradient);
    (value, gradient)
}

/// The values of `f` at `x` and their derivatives along `direction`: [`crate::jvp`].
///
/// ```
/// # if cfg!(enzyme) {
/// let powers = |x: &[f64; 1]| [x[0] * x[0], x[0] * x[0] * x[0]];
/// assert_eq!(enzyme::array::jvp(powers, &[2.0], &[1.0]), ([4.0, 8.0], [4.0, 12.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jvp<F, S, const N: usize, const M: usize>(
    f: F,
    x: &[S; N],
    direction: &[S; N],
) -> ([S; M], [S; M])
where
    F: Fn(&[S; N]) -> [S; M],
    S: Float,
{
    let (mut y, mut tangent) = ([S::ZERO; M], [S::ZERO; M]);
    crate::jvp_into(written(f), x, direction, &mut y, &mut tangent);
    (y, tangent)
}

/// The values of `f` at `x` and the gradient of their weighted sum: [`crate::vjp`].
///
/// ```
/// # if cfg!(enzyme) {
/// let powers = |x: &[f64; 1]| [x[0] * x[0], x[0] * x[0] * x[0]];
/// assert_eq!(enzyme::array::vjp(powers, &[2.0], &[1.0, 10.0]), ([4.0, 8.0], [124.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn vjp<F, S, const N: usize, const M: usize>(
    f: F,
    x: &[S; N],
    weights: &[S; M],
) -> ([S; M], [S; N])
where
    F: Fn(&[S; N]) -> [S; M],
    S: Float,
{
    let (mut y, mut gradient, mut weights) = ([S::ZERO; M], [S::ZERO; N], *weights);
    crate::vjp_into(written(f), x, &mut weights, &mut y, &mut gradient);
    (y, gradient)
}

/// The Jacobian of `f` at `x`, an array a row: [`crate::jacobian`].
///
/// ```
/// # if cfg!(enzyme) {
/// let polar = |x: &[f64; 2]| [x[0] * x[1], x[0] * x[0], x[1]];
/// let jacobian = enzyme::array::jacobian(polar, &[3.0, 4.0]);
/// assert_eq!(jacobian, [[4.0, 3.0], [6.0, 0.0], [0.0, 1.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jacobian<F, S, const N: usize, const M: usize>(f: F, x: &[S; N]) -> [[S; N]; M]
where
    F: Fn(&[S; N]) -> [S; M],
    S: Float,
{
    let mut jacobian = [[S::ZERO; N]; M];
    if N <= M {
        for j in 0..N {
            let (_, column) = jvp(&f, x, &unit(j));
            for (row, entry) in jacobian.iter_mut().zip(column) {
                row[j] = entry;
            }
        }
    } else {
        for (i, row) in jacobian.iter_mut().enumerate() {
            *row = vjp(&f, x, &unit(i)).1;
        }
    }
    jacobian
}

/// The Hessian of `f` at `x` times `direction`: [`crate::hvp`].
///
/// ```
/// # if cfg!(enzyme) {
/// let area = |x: &[f64; 2]| x[0] * x[1];
/// assert_eq!(enzyme::array::hvp(area, &[3.0, 4.0], &[1.0, 0.0]), [0.0, 1.0]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hvp<F, S, const N: usize>(f: F, x: &[S; N], direction: &[S; N]) -> [S; N]
where
    F: Fn(&[S; N]) -> S,
    S: Float,
{
    let (mut gradient, mut product) = ([S::ZERO; N], [S::ZERO; N]);
    crate::hvp_into(|x| f(sized(x)), x, direction, &mut gradient, &mut product);
    product
}

/// The Hessian of `f` at `x`, an array a row: [`crate::hessian`].
///
/// ```
/// # if cfg!(enzyme) {
/// let area = |x: &[f64; 2]| x[0] * x[1];
/// assert_eq!(enzyme::array::hessian(area, &[3.0, 4.0]), [[0.0, 1.0], [1.0, 0.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hessian<F, S, const N: usize>(f: F, x: &[S; N]) -> [[S; N]; N]
where
    F: Fn(&[S; N]) -> S,
    S: Float,
{
    core::array::from_fn(|i| hvp(&f, x, &unit(i)))
}

fn unit<S: Float, const N: usize>(position: usize) -> [S; N] {
    core::array::from_fn(|i| if i == position { S::ONE } else { S::ZERO })
}

/// # Panics
///
/// If the length is another one, which it never is here.
#[inline]
fn sized<S, const N: usize>(x: &[S]) -> &[S; N] {
    x.try_into().expect("as long as the array")
}

/// The function in the form of those that write their results.
fn written<F, S, const N: usize, const M: usize>(f: F) -> impl Fn(&[S], &mut [S])
where
    F: Fn(&[S; N]) -> [S; M],
    S: Float,
{
    move |x, y| y.copy_from_slice(&f(sized(x)))
}
