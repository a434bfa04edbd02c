//! Safe derivatives of functions of nalgebra's vectors and matrices, whether the compiler knows their sizes
//! (`SVector`) or not (`DVector`). Needs the feature `nalgebra`.
//!
//! ```
//! # if cfg!(enzyme) {
//! use nalgebra::{DVector, Vector2, Vector3};
//!
//! let energy = |x: &DVector<f64>| x.dot(x) + x[0] * x[1];
//! let x = DVector::from_vec(vec![1.0, 2.0]);
//! assert_eq!(enzyme::nalgebra::gradient(energy, &x).as_slice(), [4.0, 5.0]);
//!
//! let cross = |x: &Vector2<f64>| Vector3::new(x[0], x[1], 1.0).cross(&Vector3::z());
//! let jacobian = enzyme::nalgebra::jacobian(cross, &Vector2::new(3.0, 4.0));
//! assert_eq!(jacobian * Vector2::new(1.0, 10.0), Vector3::new(10.0, -1.0, 0.0));
//! # }
//! ```
//!
//! Each evaluation makes a vector of the numbers that it is given: on the stack if its size is known, else on the
//! heap.

use crate::float::Float;
use crate::matrix::Matrix;
use ::nalgebra::allocator::Allocator;
use ::nalgebra::{DMatrix, DefaultAllocator, Dim, OMatrix, OVector, U1};

/// The gradient of `f` at `x`, of the shape of `x`: [`crate::gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::Matrix2;
/// let x = Matrix2::new(1.0, 2.0, 3.0, 5.0);
/// // The gradient of the determinant is the matrix of cofactors.
/// let cofactors = enzyme::nalgebra::gradient(Matrix2::determinant, &x);
/// assert_eq!(cofactors, Matrix2::new(5.0, -3.0, -2.0, 1.0));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn gradient<F, S, R, C>(f: F, x: &OMatrix<S, R, C>) -> OMatrix<S, R, C>
where
    F: Fn(&OMatrix<S, R, C>) -> S,
    S: Float,
    R: Dim,
    C: Dim,
    DefaultAllocator: Allocator<R, C>,
{
    value_and_gradient(f, x).1
}

/// The value and the gradient of `f` at `x`: [`crate::value_and_gradient`].
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::Vector2;
/// let (value, gradient) = enzyme::nalgebra::value_and_gradient(Vector2::norm_squared, &Vector2::new(3.0, 4.0));
/// assert_eq!((value, gradient), (25.0, Vector2::new(6.0, 8.0)));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn value_and_gradient<F, S, R, C>(f: F, x: &OMatrix<S, R, C>) -> (S, OMatrix<S, R, C>)
where
    F: Fn(&OMatrix<S, R, C>) -> S,
    S: Float,
    R: Dim,
    C: Dim,
    DefaultAllocator: Allocator<R, C>,
{
    let (rows, columns) = x.shape_generic();
    let of_slice = |x: &[S]| f(&OMatrix::from_column_slice_generic(rows, columns, x));
    let mut gradient = zeros(rows, columns);
    let value = crate::value_and_gradient_into(of_slice, x.as_slice(), gradient.as_mut_slice());
    (value, gradient)
}

/// The values of `f` at `x` and their derivatives along `direction`: [`crate::jvp`].
///
/// If the compiler does not know how many values there are, `f` is evaluated once more to find out.
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::Vector2;
/// let square = |z: &Vector2<f64>| Vector2::new(z[0] * z[0] - z[1] * z[1], 2.0 * z[0] * z[1]);
/// let (value, tangent) = enzyme::nalgebra::jvp(square, &Vector2::new(2.0, 1.0), &Vector2::new(1.0, 0.0));
/// assert_eq!((value, tangent), (Vector2::new(3.0, 4.0), Vector2::new(4.0, 2.0)));
/// # }
/// ```
///
/// # Panics
///
/// If `direction` is not as long as `x`; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jvp<F, S, N, M>(
    f: F,
    x: &OVector<S, N>,
    direction: &OVector<S, N>,
) -> (OVector<S, M>, OVector<S, M>)
where
    F: Fn(&OVector<S, N>) -> OVector<S, M>,
    S: Float,
    N: Dim,
    M: Dim,
    DefaultAllocator: Allocator<N> + Allocator<M>,
{
    let outputs = outputs(&f, x);
    let (mut y, mut tangent) = (zeros(outputs, U1), zeros(outputs, U1));
    crate::jvp_into(
        written(f, x),
        x.as_slice(),
        direction.as_slice(),
        y.as_mut_slice(),
        tangent.as_mut_slice(),
    );
    (y, tangent)
}

/// The values of `f` at `x` and the gradient of their weighted sum: [`crate::vjp`].
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::Vector2;
/// let square = |z: &Vector2<f64>| Vector2::new(z[0] * z[0] - z[1] * z[1], 2.0 * z[0] * z[1]);
/// let (value, gradient) = enzyme::nalgebra::vjp(square, &Vector2::new(2.0, 1.0), &Vector2::new(1.0, 0.0));
/// assert_eq!((value, gradient), (Vector2::new(3.0, 4.0), Vector2::new(4.0, -2.0)));
/// # }
/// ```
///
/// # Panics
///
/// If `f` does not have as many values as there are weights; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn vjp<F, S, N, M>(
    f: F,
    x: &OVector<S, N>,
    weights: &OVector<S, M>,
) -> (OVector<S, M>, OVector<S, N>)
where
    F: Fn(&OVector<S, N>) -> OVector<S, M>,
    S: Float,
    N: Dim,
    M: Dim,
    DefaultAllocator: Allocator<N> + Allocator<M>,
{
    let mut weights = weights.clone();
    let mut y = zeros(weights.shape_generic().0, U1);
    let mut gradient = zeros(x.shape_generic().0, U1);
    crate::vjp_into(
        written(f, x),
        x.as_slice(),
        weights.as_mut_slice(),
        y.as_mut_slice(),
        gradient.as_mut_slice(),
    );
    (y, gradient)
}

/// The Jacobian of `f` at `x`: [`crate::jacobian`].
///
/// If the compiler does not know how many values there are, `f` is evaluated once more to find out.
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::{DMatrix, DVector};
/// let f = |x: &DVector<f64>| DVector::from_vec(vec![x[0] * x[1], x[1].powi(2)]);
/// let jacobian = enzyme::nalgebra::jacobian(f, &DVector::from_vec(vec![1.0, 2.0, 3.0]));
/// assert_eq!(jacobian, DMatrix::from_row_slice(2, 3, &[2.0, 1.0, 0.0, 0.0, 4.0, 0.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jacobian<F, S, N, M>(f: F, x: &OVector<S, N>) -> OMatrix<S, M, N>
where
    F: Fn(&OVector<S, N>) -> OVector<S, M>,
    S: Float,
    N: Dim,
    M: Dim,
    DefaultAllocator: Allocator<N> + Allocator<M> + Allocator<M, N>,
{
    let outputs = outputs(&f, x);
    let jacobian = crate::jacobian(written(f, x), x.as_slice(), outputs.value());
    OMatrix::from_row_slice_generic(outputs, x.shape_generic().0, jacobian.as_slice())
}

/// The Hessian of `f` at `x` times `direction`: [`crate::hvp`].
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::Vector2;
/// let f = |x: &Vector2<f64>| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::nalgebra::hvp(f, &Vector2::new(2.0, 3.0), &Vector2::new(1.0, 0.0)), Vector2::new(2.0, 1.0));
/// # }
/// ```
///
/// # Panics
///
/// If `direction` is not as long as `x`; if `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hvp<F, S, N>(f: F, x: &OVector<S, N>, direction: &OVector<S, N>) -> OVector<S, N>
where
    F: Fn(&OVector<S, N>) -> S,
    S: Float,
    N: Dim,
    DefaultAllocator: Allocator<N>,
{
    let n = x.shape_generic().0;
    let (mut gradient, mut product) = (zeros(n, U1), zeros(n, U1));
    crate::hvp_into(
        |x: &[S]| f(&OVector::from_column_slice_generic(n, U1, x)),
        x.as_slice(),
        direction.as_slice(),
        gradient.as_mut_slice(),
        product.as_mut_slice(),
    );
    product
}

/// The Hessian of `f` at `x`: [`crate::hessian`].
///
/// ```
/// # if cfg!(enzyme) {
/// use nalgebra::{Matrix2, Vector2};
/// let f = |x: &Vector2<f64>| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::nalgebra::hessian(f, &Vector2::new(2.0, 3.0)), Matrix2::new(2.0, 1.0, 1.0, 0.0));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hessian<F, S, N>(f: F, x: &OVector<S, N>) -> OMatrix<S, N, N>
where
    F: Fn(&OVector<S, N>) -> S,
    S: Float,
    N: Dim,
    DefaultAllocator: Allocator<N> + Allocator<N, N>,
{
    let n = x.shape_generic().0;
    let of_slice = |x: &[S]| f(&OVector::from_column_slice_generic(n, U1, x));
    let hessian = crate::hessian(of_slice, x.as_slice());
    OMatrix::from_row_slice_generic(n, n, hessian.as_slice())
}

impl<S: Float> From<Matrix<S>> for DMatrix<S> {
    fn from(matrix: Matrix<S>) -> Self {
        DMatrix::from_row_slice(matrix.rows(), matrix.columns(), matrix.as_slice())
    }
}

fn zeros<S, R, C>(rows: R, columns: C) -> OMatrix<S, R, C>
where
    S: Float,
    R: Dim,
    C: Dim,
    DefaultAllocator: Allocator<R, C>,
{
    OMatrix::from_element_generic(rows, columns, S::ZERO)
}

/// How many values `f` has.
fn outputs<F, S, N, M>(f: &F, x: &OVector<S, N>) -> M
where
    F: Fn(&OVector<S, N>) -> OVector<S, M>,
    S: Float,
    N: Dim,
    M: Dim,
    DefaultAllocator: Allocator<N> + Allocator<M>,
{
    M::try_to_usize().map_or_else(|| f(x).shape_generic().0, M::from_usize)
}

/// The function in the form of those that write their results.
fn written<F, S, N, M>(f: F, x: &OVector<S, N>) -> impl Fn(&[S], &mut [S])
where
    F: Fn(&OVector<S, N>) -> OVector<S, M>,
    S: Float,
    N: Dim,
    M: Dim,
    DefaultAllocator: Allocator<N> + Allocator<M>,
{
    let n = x.shape_generic().0;
    move |x, y| y.copy_from_slice(f(&OVector::from_column_slice_generic(n, U1, x)).as_slice())
}
