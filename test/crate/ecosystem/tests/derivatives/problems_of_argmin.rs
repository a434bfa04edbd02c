//! What argmin's solvers are given: values and derivatives of one function, in each kind of vector.

use argmin::core::{CostFunction, Gradient, Hessian, Jacobian, Operator};
use enzyme::argmin::{Objective, Residuals};
use nalgebra::{DMatrix, DVector, Matrix2, Matrix3x2, Vector2, Vector3};
use ndarray::{Array1, array};

/// A problem as the solvers ask for it.
fn minimised<P, X>(problem: &P, x: &X) -> (<P as CostFunction>::Output, P::Gradient, P::Hessian)
where
    P: CostFunction<Param = X> + Gradient<Param = X> + Hessian<Param = X>,
{
    (
        problem.cost(x).unwrap(),
        problem.gradient(x).unwrap(),
        problem.hessian(x).unwrap(),
    )
}

fn solved<P, X>(problem: &P, x: &X) -> (P::Output, P::Jacobian)
where
    P: Operator<Param = X> + Jacobian<Param = X>,
{
    (problem.apply(x).unwrap(), problem.jacobian(x).unwrap())
}

fn rosenbrock(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
}

/// At (1, 3): the value, the gradient (-800, 400), and the Hessian [[2 + 1200 - 1200, -400], [-400, 200]].
#[test]
fn objectives() {
    let of_slices = Objective::new(|x: &[f64]| rosenbrock(x[0], x[1]));
    assert_eq!(
        minimised(&of_slices, &vec![1.0, 3.0]),
        (
            400.0,
            vec![-800.0, 400.0],
            vec![vec![2.0, -400.0], vec![-400.0, 200.0]]
        )
    );
    let of_vectors = Objective::new(|x: &DVector<f64>| rosenbrock(x[0], x[1]));
    assert_eq!(
        minimised(&of_vectors, &DVector::from_vec(vec![1.0, 3.0])),
        (
            400.0,
            DVector::from_vec(vec![-800.0, 400.0]),
            DMatrix::from_row_slice(2, 2, &[2.0, -400.0, -400.0, 200.0])
        )
    );
    let of_small_vectors = Objective::new(|x: &Vector2<f64>| rosenbrock(x.x, x.y));
    assert_eq!(
        minimised(&of_small_vectors, &Vector2::new(1.0, 3.0)),
        (
            400.0,
            Vector2::new(-800.0, 400.0),
            Matrix2::new(2.0, -400.0, -400.0, 200.0)
        )
    );
    let of_arrays = Objective::new(|x: &Array1<f64>| rosenbrock(x[0], x[1]));
    assert_eq!(
        minimised(&of_arrays, &array![1.0, 3.0]),
        (
            400.0,
            array![-800.0, 400.0],
            array![[2.0, -400.0], [-400.0, 200.0]]
        )
    );
}

/// A function with a name, and one that captures; in single precision.
#[test]
fn functions_of_every_kind() {
    fn named(x: &[f32]) -> f32 {
        x[0] * x[1]
    }
    let problem = Objective::new(named);
    assert_eq!(problem.gradient(&vec![3.0, 4.0]).unwrap(), [4.0, 3.0]);
    let data = vec![1.0, 2.0, 6.0];
    let problem = Objective::new(|x: &[f64]| data.iter().map(|d| (d - x[0]).powi(2)).sum::<f64>());
    assert_eq!(problem.gradient(&vec![3.0]).unwrap(), [0.0]);
    assert_eq!(problem.cost(&vec![3.0]).unwrap(), 14.0);
}

#[test]
fn residuals() {
    let of_slices = Residuals::new(|x: &[f64]| vec![x[0] * x[1], x[1], 1.0]);
    assert_eq!(
        solved(&of_slices, &vec![3.0, 4.0]),
        (
            vec![12.0, 4.0, 1.0],
            vec![vec![4.0, 3.0], vec![0.0, 1.0], vec![0.0, 0.0]]
        )
    );
    let of_vectors = Residuals::new(|x: &Vector2<f64>| Vector3::new(x.x * x.y, x.y, 1.0));
    assert_eq!(
        solved(&of_vectors, &Vector2::new(3.0, 4.0)),
        (
            Vector3::new(12.0, 4.0, 1.0),
            Matrix3x2::new(4.0, 3.0, 0.0, 1.0, 0.0, 0.0)
        )
    );
    let of_arrays = Residuals::new(|x: &Array1<f64>| array![x[0] * x[1], x[1], 1.0]);
    assert_eq!(
        solved(&of_arrays, &array![3.0, 4.0]),
        (
            array![12.0, 4.0, 1.0],
            array![[4.0, 3.0], [0.0, 1.0], [0.0, 0.0]]
        )
    );
}
