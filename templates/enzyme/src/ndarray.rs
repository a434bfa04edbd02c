//! Safe derivatives of functions of ndarray's arrays: of any number of dimensions if there is one result, else from
//! vectors to vectors. Needs the feature `ndarray`.
//!
//! ```
//! # if cfg!(enzyme) {
//! use ndarray::{array, Array1, Array2};
//!
//! let data = array![1.0, 2.0, 6.0];
//! let misfit = |x: &Array1<f64>| data.iter().map(|d| (d - x[0]).powi(2)).sum::<f64>();
//! assert_eq!(enzyme::ndarray::gradient(misfit, &array![4.0]), array![6.0]);
//! assert_eq!(enzyme::ndarray::hessian(misfit, &array![4.0]), array![[6.0]]);
//!
//! let trace_of_square = |a: &Array2<f64>| a.dot(a).diag().sum();
//! let a = array![[1.0, 2.0], [3.0, 4.0]];
//! assert_eq!(enzyme::ndarray::gradient(trace_of_square, &a), 2.0 * &a.t());
//! # }
//! ```
//!
//! Each evaluation makes an array of the numbers that it is given, in their logical order.
//!
//! Functions of arrays whose number of dimensions only the run shows (`ArrayD`) are refused where they iterate.

use crate::float::Float;
use crate::matrix::Matrix;
use ::ndarray::{Array, Array1, Array2, Dimension};

/// The gradient of `f` at `x`, of the shape of `x`: [`crate::gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array2};
/// let f = |x: &Array2<f64>| x[[0, 0]] * x[[1, 1]] - x[[0, 1]] * x[[1, 0]];
/// let gradient = enzyme::ndarray::gradient(f, &array![[1.0, 2.0], [3.0, 5.0]]);
/// assert_eq!(gradient, array![[5.0, -3.0], [-2.0, 1.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn gradient<F, S, D>(f: F, x: &Array<S, D>) -> Array<S, D>
where
    F: Fn(&Array<S, D>) -> S,
    S: Float,
    D: Dimension,
{
    value_and_gradient(f, x).1
}

/// The value and the gradient of `f` at `x`: [`crate::value_and_gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let f = |x: &Array1<f64>| x.mapv(|x| x * x).sum();
/// let (value, gradient) = enzyme::ndarray::value_and_gradient(f, &array![3.0, 4.0]);
/// assert_eq!((value, gradient), (25.0, array![6.0, 8.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn value_and_gradient<F, S, D>(f: F, x: &Array<S, D>) -> (S, Array<S, D>)
where
    F: Fn(&Array<S, D>) -> S,
    S: Float,
    D: Dimension,
{
    let shape = x.raw_dim();
    let of_slice = |x: &[S]| f(&shaped(&shape, x.to_vec()));
    let (value, gradient) = crate::value_and_gradient(of_slice, &numbers(x));
    (value, shaped(&shape, gradient))
}

/// The values of `f` at `x` and their derivatives along `direction`: [`crate::jvp`]. `f` is evaluated once more to
/// find out how many values there are.
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let square = |z: &Array1<f64>| array![z[0] * z[0] - z[1] * z[1], 2.0 * z[0] * z[1]];
/// let (value, tangent) = enzyme::ndarray::jvp(square, &array![2.0, 1.0], &array![1.0, 0.0]);
/// assert_eq!((value, tangent), (array![3.0, 4.0], array![4.0, 2.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `direction` is not as long as `x`; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jvp<F, S>(f: F, x: &Array1<S>, direction: &Array1<S>) -> (Array1<S>, Array1<S>)
where
    F: Fn(&Array1<S>) -> Array1<S>,
    S: Float,
{
    let outputs = f(x).len();
    let (y, tangent) = crate::jvp(written(f), &numbers(x), &numbers(direction), outputs);
    (y.into(), tangent.into())
}

/// The values of `f` at `x` and the gradient of their weighted sum: [`crate::vjp`].
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let square = |z: &Array1<f64>| array![z[0] * z[0] - z[1] * z[1], 2.0 * z[0] * z[1]];
/// let (value, gradient) = enzyme::ndarray::vjp(square, &array![2.0, 1.0], &array![1.0, 0.0]);
/// assert_eq!((value, gradient), (array![3.0, 4.0], array![4.0, -2.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` does not have as many values as there are weights; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn vjp<F, S>(f: F, x: &Array1<S>, weights: &Array1<S>) -> (Array1<S>, Array1<S>)
where
    F: Fn(&Array1<S>) -> Array1<S>,
    S: Float,
{
    let (y, gradient) = crate::vjp(written(f), &numbers(x), &numbers(weights));
    (y.into(), gradient.into())
}

/// The Jacobian of `f` at `x`: [`crate::jacobian`]. `f` is evaluated once more to find out how many values there are.
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let f = |x: &Array1<f64>| array![x[0] * x[1], x[1].powi(2), x[2]];
/// let jacobian = enzyme::ndarray::jacobian(f, &array![1.0, 2.0, 3.0]);
/// assert_eq!(jacobian, array![[2.0, 1.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 1.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jacobian<F, S>(f: F, x: &Array1<S>) -> Array2<S>
where
    F: Fn(&Array1<S>) -> Array1<S>,
    S: Float,
{
    let outputs = f(x).len();
    crate::jacobian(written(f), &numbers(x), outputs).into()
}

/// The Hessian of `f` at `x` times `direction`: [`crate::hvp`].
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let f = |x: &Array1<f64>| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::ndarray::hvp(f, &array![2.0, 3.0], &array![1.0, 0.0]), array![2.0, 1.0]);
/// # }
/// ```
///
/// # Panics
///
/// If `direction` is not as long as `x`; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hvp<F, S>(f: F, x: &Array1<S>, direction: &Array1<S>) -> Array1<S>
where
    F: Fn(&Array1<S>) -> S,
    S: Float,
{
    let of_slice = |x: &[S]| f(&x.to_vec().into());
    crate::hvp(of_slice, &numbers(x), &numbers(direction)).into()
}

/// The Hessian of `f` at `x`: [`crate::hessian`].
///
/// ```
/// # if cfg!(enzyme) {
/// use ndarray::{array, Array1};
/// let f = |x: &Array1<f64>| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::ndarray::hessian(f, &array![2.0, 3.0]), array![[2.0, 1.0], [1.0, 0.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hessian<F, S>(f: F, x: &Array1<S>) -> Array2<S>
where
    F: Fn(&Array1<S>) -> S,
    S: Float,
{
    crate::hessian(|x: &[S]| f(&x.to_vec().into()), &numbers(x)).into()
}

impl<S> From<Matrix<S>> for Array2<S> {
    fn from(matrix: Matrix<S>) -> Self {
        let shape = (matrix.rows(), matrix.columns());
        Array2::from_shape_vec(shape, matrix.into_vec()).expect("as many entries as the shape has")
    }
}

/// In logical order, whatever the order in memory is.
fn numbers<S: Float, D: Dimension>(x: &Array<S, D>) -> Vec<S> {
    x.iter().copied().collect()
}

fn shaped<S: Float, D: Dimension>(shape: &D, numbers: Vec<S>) -> Array<S, D> {
    Array::from_shape_vec(shape.clone(), numbers).expect("as many numbers as the shape has")
}

/// The function in the form of those that write their results.
///
/// # Panics
///
/// If it has another number of results than there is room for.
fn written<F, S>(f: F) -> impl Fn(&[S], &mut [S])
where
    F: Fn(&Array1<S>) -> Array1<S>,
    S: Float,
{
    move |x, y| {
        let values = f(&x.to_vec().into());
        assert!(
            values.len() == y.len(),
            "the function has {} values, in place of {}",
            values.len(),
            y.len()
        );
        y.iter_mut().zip(&values).for_each(|(y, value)| *y = *value);
    }
}
