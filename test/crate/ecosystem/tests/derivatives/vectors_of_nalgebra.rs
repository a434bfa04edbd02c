//! Derivatives in the types of nalgebra, of sizes that the compiler knows and of others.

use nalgebra::{DMatrix, DVector, Matrix2, Matrix2x3, Matrix3x2, SVector, Vector2, Vector3};

fn quadratic(x: &DVector<f64>) -> f64 {
    x.dot(x) + x[0] * x[1]
}

#[test]
fn gradients_of_vectors() {
    let x = DVector::from_vec(vec![1.0, 2.0, 5.0]);
    let (value, gradient) = enzyme::nalgebra::value_and_gradient(quadratic, &x);
    assert_eq!(value, 32.0);
    assert_eq!(gradient, DVector::from_vec(vec![4.0, 5.0, 10.0]));
    assert_eq!(enzyme::nalgebra::gradient(quadratic, &x), gradient);
    let direction = DVector::from_vec(vec![1.0, 0.0, 2.0]);
    let product = enzyme::nalgebra::hvp(quadratic, &x, &direction);
    assert_eq!(product, DVector::from_vec(vec![2.0, 1.0, 4.0]));
    let expected = DMatrix::from_row_slice(3, 3, &[2.0, 1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 2.0]);
    assert_eq!(enzyme::nalgebra::hessian(quadratic, &x), expected);
}

#[test]
fn gradients_of_matrices_have_their_shape() {
    let product = |a: &Matrix2x3<f64>| (a * a.transpose()).trace();
    let a = Matrix2x3::new(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    assert_eq!(enzyme::nalgebra::gradient(product, &a), 2.0 * a);
    let determinant = |a: &Matrix2<f64>| a.m11 * a.m22 - a.m12 * a.m21;
    assert_eq!(
        enzyme::nalgebra::gradient(determinant, &Matrix2::new(1.0, 2.0, 3.0, 5.0)),
        Matrix2::new(5.0, -3.0, -2.0, 1.0)
    );
    let weights = DMatrix::from_row_slice(2, 2, &[1.0, 2.0, 3.0, 4.0]);
    let input = DVector::from_vec(vec![1.0, -1.0]);
    let norm = |w: &DMatrix<f64>| (w * &input).norm_squared();
    // 2 (W x) xᵀ
    let expected = DMatrix::from_row_slice(2, 2, &[-2.0, 2.0, -2.0, 2.0]);
    assert_eq!(enzyme::nalgebra::gradient(norm, &weights), expected);
}

fn tall(x: &Vector2<f64>) -> Vector3<f64> {
    Vector3::new(x[0] * x[1], x[1] * x[1], 3.0 * x[0])
}

#[test]
fn jacobians_of_known_size() {
    let x = Vector2::new(2.0, 5.0);
    let expected = Matrix3x2::new(5.0, 2.0, 0.0, 10.0, 3.0, 0.0);
    assert_eq!(enzyme::nalgebra::jacobian(tall, &x), expected);
    let value = Vector3::new(10.0, 25.0, 6.0);
    let direction = Vector2::new(1.0, 10.0);
    assert_eq!(
        enzyme::nalgebra::jvp(tall, &x, &direction),
        (value, expected * direction)
    );
    let weights = Vector3::new(1.0, 2.0, 3.0);
    assert_eq!(
        enzyme::nalgebra::vjp(tall, &x, &weights),
        (value, expected.transpose() * weights)
    );
    let wide = |x: &Vector3<f64>| x.yz().component_mul(&x.xy());
    assert_eq!(
        enzyme::nalgebra::jacobian(wide, &Vector3::new(1.0, 2.0, 3.0)),
        Matrix2x3::new(2.0, 1.0, 0.0, 0.0, 3.0, 2.0)
    );
}

/// Parameters of known number, as many residuals as there are data.
#[test]
fn jacobians_of_sizes_that_only_the_run_shows() {
    let times = DVector::from_vec(vec![1.0, 2.0, 5.0]);
    let line = |p: &Vector2<f64>| times.map(|t| p[0] * p[0] + p[1] * t);
    let p = Vector2::new(3.0, 0.5);
    let expected = DMatrix::from_row_slice(3, 2, &[6.0, 1.0, 6.0, 2.0, 6.0, 5.0]);
    let jacobian = enzyme::nalgebra::jacobian(line, &p);
    assert_eq!(
        DMatrix::from_columns(&[jacobian.column(0), jacobian.column(1)]),
        expected
    );
    let (value, tangent) = enzyme::nalgebra::jvp(line, &p, &Vector2::new(1.0, 10.0));
    assert_eq!(value, line(&p));
    assert_eq!(tangent, DVector::from_vec(vec![16.0, 26.0, 56.0]));
    let weights = DVector::from_vec(vec![1.0, 1.0, 2.0]);
    let (value, gradient) = enzyme::nalgebra::vjp(line, &p, &weights);
    assert_eq!((value, gradient), (line(&p), Vector2::new(24.0, 13.0)));
}

#[test]
fn single_precision_and_conversion() {
    let sum = |x: &SVector<f32, 4>| x.sum() * x[0];
    let x = SVector::from([1.0, 2.0, 3.0, 4.0]);
    assert_eq!(
        enzyme::nalgebra::gradient(sum, &x),
        SVector::from([11.0, 1.0, 1.0, 1.0])
    );
    let write = |x: &[f64], y: &mut [f64]| y[0] = x[0] * x[2];
    let matrix = DMatrix::from(enzyme::jacobian(write, &[2.0, 3.0, 4.0], 2));
    let expected = DMatrix::from_row_slice(2, 3, &[4.0, 0.0, 2.0, 0.0, 0.0, 0.0]);
    assert_eq!(matrix, expected);
}
