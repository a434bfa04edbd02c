//! Problems for the solvers of argmin, with their derivatives. Needs the feature `argmin`.
//!
//! ```
//! # if cfg!(enzyme) {
//! use argmin::core::{CostFunction, Gradient};
//! use enzyme::argmin::Objective;
//!
//! let rosenbrock = |x: &[f64]| (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
//! let problem = Objective::new(rosenbrock);
//! assert_eq!(problem.cost(&vec![1.0, 3.0]).unwrap(), 400.0);
//! assert_eq!(problem.gradient(&vec![1.0, 3.0]).unwrap(), [-800.0, 400.0]);
//! // argmin::core::Executor::new(problem, solver) …
//! # }
//! ```

use crate::float::Float;
use ::argmin::core::{CostFunction, Error, Gradient, Hessian, Jacobian, Operator};
use core::borrow::Borrow;
use core::marker::PhantomData;

/// What a problem is a function of: a slice, for which argmin's parameters are a `Vec`; or, by the features
/// `nalgebra` and `ndarray`, their vectors.
///
/// Implement it for vectors of your own, from [`crate::gradient`] and [`crate::hessian`].
pub trait Point: ToOwned {
    /// `f32` or `f64`.
    type Scalar: Float;
    /// The matrix in which the second derivatives stand.
    type Hessian;

    /// The gradient of `f`.
    fn gradient<F: Fn(&Self) -> Self::Scalar>(f: F, x: &Self) -> Self::Owned;

    /// The Hessian of `f`.
    fn hessian<F: Fn(&Self) -> Self::Scalar>(f: F, x: &Self) -> Self::Hessian;
}

/// A point whose functions can have results of type `Y`.
pub trait PointTo<Y>: Point {
    /// The matrix in which the derivatives stand, a row a result.
    type Jacobian;

    /// The Jacobian of `f`.
    fn jacobian<F: Fn(&Self) -> Y>(f: F, x: &Self) -> Self::Jacobian;
}

/// A function that is minimised: argmin's [`CostFunction`], [`Gradient`] and [`Hessian`].
///
/// The function takes a slice, or a vector of nalgebra or ndarray; say which in its signature.
///
/// ```
/// # if cfg!(enzyme) {
/// use argmin::core::{CostFunction, Gradient, Hessian};
/// let problem = enzyme::argmin::Objective::new(|x: &[f64]| x[0] * x[0] + x[1] * x[0]);
/// let x = vec![2.0, 3.0];
/// assert_eq!(problem.cost(&x).unwrap(), 10.0);
/// assert_eq!(problem.gradient(&x).unwrap(), [7.0, 2.0]);
/// assert_eq!(problem.hessian(&x).unwrap(), [[2.0, 1.0], [1.0, 0.0]]);
/// # }
/// ```
pub struct Objective<F, P: ?Sized> {
    function: F,
    point: PhantomData<fn(&P)>,
}

impl<F, P> Objective<F, P>
where
    F: Fn(&P) -> P::Scalar,
    P: Point + ?Sized,
{
    /// The problem of minimising the function.
    pub fn new(function: F) -> Self {
        Objective {
            function,
            point: PhantomData,
        }
    }
}

impl<F, P> CostFunction for Objective<F, P>
where
    F: Fn(&P) -> P::Scalar,
    P: Point + ?Sized,
{
    type Param = P::Owned;
    type Output = P::Scalar;

    fn cost(&self, x: &P::Owned) -> Result<P::Scalar, Error> {
        Ok((self.function)(x.borrow()))
    }
}

impl<F, P> Gradient for Objective<F, P>
where
    F: Fn(&P) -> P::Scalar,
    P: Point + ?Sized,
{
    type Param = P::Owned;
    type Gradient = P::Owned;

    fn gradient(&self, x: &P::Owned) -> Result<P::Owned, Error> {
        Ok(P::gradient(&self.function, x.borrow()))
    }
}

impl<F, P> Hessian for Objective<F, P>
where
    F: Fn(&P) -> P::Scalar,
    P: Point + ?Sized,
{
    type Param = P::Owned;
    type Hessian = P::Hessian;

    fn hessian(&self, x: &P::Owned) -> Result<P::Hessian, Error> {
        Ok(P::hessian(&self.function, x.borrow()))
    }
}

/// A function with several results, such as the residuals of a fit: argmin's [`Operator`] and [`Jacobian`].
///
/// ```
/// # if cfg!(enzyme) {
/// use argmin::core::{Jacobian, Operator};
/// let problem = enzyme::argmin::Residuals::new(|x: &[f64]| vec![x[0] * x[1], x[1], 1.0]);
/// let x = vec![3.0, 4.0];
/// assert_eq!(problem.apply(&x).unwrap(), [12.0, 4.0, 1.0]);
/// assert_eq!(problem.jacobian(&x).unwrap(), [[4.0, 3.0], [0.0, 1.0], [0.0, 0.0]]);
/// # }
/// ```
pub struct Residuals<F, P: ?Sized> {
    function: F,
    point: PhantomData<fn(&P)>,
}

impl<F, P: ?Sized> Residuals<F, P> {
    /// The problem of making all results zero, or small.
    pub fn new<Y>(function: F) -> Self
    where
        F: Fn(&P) -> Y,
        P: PointTo<Y>,
    {
        Residuals {
            function,
            point: PhantomData,
        }
    }
}

impl<F, P, Y> Operator for Residuals<F, P>
where
    F: Fn(&P) -> Y,
    P: PointTo<Y> + ?Sized,
{
    type Param = P::Owned;
    type Output = Y;

    fn apply(&self, x: &P::Owned) -> Result<Y, Error> {
        Ok((self.function)(x.borrow()))
    }
}

impl<F, P, Y> Jacobian for Residuals<F, P>
where
    F: Fn(&P) -> Y,
    P: PointTo<Y> + ?Sized,
{
    type Param = P::Owned;
    type Jacobian = P::Jacobian;

    fn jacobian(&self, x: &P::Owned) -> Result<P::Jacobian, Error> {
        Ok(P::jacobian(&self.function, x.borrow()))
    }
}

// Derived, these would ask that `P` can be copied, which a slice cannot.
impl<F: Clone, P: ?Sized> Clone for Objective<F, P> {
    fn clone(&self) -> Self {
        Objective {
            function: self.function.clone(),
            point: PhantomData,
        }
    }
}

impl<F: Clone, P: ?Sized> Clone for Residuals<F, P> {
    fn clone(&self) -> Self {
        Residuals {
            function: self.function.clone(),
            point: PhantomData,
        }
    }
}

impl<S: Float> Point for [S] {
    type Scalar = S;
    type Hessian = Vec<Vec<S>>;

    fn gradient<F: Fn(&Self) -> S>(f: F, x: &Self) -> Vec<S> {
        crate::gradient(f, x)
    }

    fn hessian<F: Fn(&Self) -> S>(f: F, x: &Self) -> Self::Hessian {
        crate::hessian(f, x).into_rows()
    }
}

impl<S: Float> PointTo<Vec<S>> for [S] {
    type Jacobian = Vec<Vec<S>>;

    fn jacobian<F: Fn(&Self) -> Vec<S>>(f: F, x: &Self) -> Self::Jacobian {
        let outputs = f(x).len();
        let written = |x: &[S], y: &mut [S]| y.copy_from_slice(&f(x));
        crate::jacobian(written, x, outputs).into_rows()
    }
}

#[cfg(feature = "nalgebra")]
mod of_nalgebra {
    use super::{Float, Point, PointTo};
    use ::nalgebra::allocator::Allocator;
    use ::nalgebra::{DefaultAllocator, Dim, OMatrix, OVector};

    impl<S, N> Point for OVector<S, N>
    where
        S: Float,
        N: Dim,
        DefaultAllocator: Allocator<N> + Allocator<N, N>,
    {
        type Scalar = S;
        type Hessian = OMatrix<S, N, N>;

        fn gradient<F: Fn(&Self) -> S>(f: F, x: &Self) -> Self {
            crate::nalgebra::gradient(f, x)
        }

        fn hessian<F: Fn(&Self) -> S>(f: F, x: &Self) -> Self::Hessian {
            crate::nalgebra::hessian(f, x)
        }
    }

    impl<S, N, M> PointTo<OVector<S, M>> for OVector<S, N>
    where
        S: Float,
        N: Dim,
        M: Dim,
        DefaultAllocator: Allocator<N> + Allocator<N, N> + Allocator<M> + Allocator<M, N>,
    {
        type Jacobian = OMatrix<S, M, N>;

        fn jacobian<F: Fn(&Self) -> OVector<S, M>>(f: F, x: &Self) -> Self::Jacobian {
            crate::nalgebra::jacobian(f, x)
        }
    }
}

#[cfg(feature = "ndarray")]
mod of_ndarray {
    use super::{Float, Point, PointTo};
    use ::ndarray::{Array1, Array2};

    impl<S: Float> Point for Array1<S> {
        type Scalar = S;
        type Hessian = Array2<S>;

        fn gradient<F: Fn(&Self) -> S>(f: F, x: &Self) -> Self {
            crate::ndarray::gradient(f, x)
        }

        fn hessian<F: Fn(&Self) -> S>(f: F, x: &Self) -> Self::Hessian {
            crate::ndarray::hessian(f, x)
        }
    }

    impl<S: Float> PointTo<Array1<S>> for Array1<S> {
        type Jacobian = Array2<S>;

        fn jacobian<F: Fn(&Self) -> Array1<S>>(f: F, x: &Self) -> Self::Jacobian {
            crate::ndarray::jacobian(f, x)
        }
    }
}
