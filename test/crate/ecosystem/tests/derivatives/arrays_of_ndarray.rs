//! Derivatives in the types of ndarray.

use ndarray::{Array1, Array2, Array3, Axis, array};

fn quadratic(x: &Array1<f64>) -> f64 {
    x.iter().map(|x| x * x).sum::<f64>() + x[0] * x[1]
}

#[test]
fn gradients_of_vectors() {
    let x = array![1.0, 2.0, 5.0];
    let (value, gradient) = enzyme::ndarray::value_and_gradient(quadratic, &x);
    assert_eq!((value, &gradient), (32.0, &array![4.0, 5.0, 10.0]));
    assert_eq!(enzyme::ndarray::gradient(quadratic, &x), gradient);
    assert_eq!(
        enzyme::ndarray::hvp(quadratic, &x, &array![1.0, 0.0, 2.0]),
        array![2.0, 1.0, 4.0]
    );
    assert_eq!(
        enzyme::ndarray::hessian(quadratic, &x),
        array![[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 2.0]]
    );
}

#[test]
fn gradients_have_the_shape_of_the_array() {
    let weighted = |a: &Array2<f64>| a[[0, 0]] * a[[0, 1]] + 10.0 * a[[1, 1]] * a[[1, 1]];
    let a = array![[1.0, 2.0], [3.0, 4.0]];
    let expected = array![[2.0, 1.0], [0.0, 80.0]];
    assert_eq!(enzyme::ndarray::gradient(weighted, &a), expected);
    // Whatever the order in memory is.
    let turned = array![[1.0, 3.0], [2.0, 4.0]].reversed_axes();
    assert!(!turned.is_standard_layout());
    assert_eq!(enzyme::ndarray::gradient(weighted, &turned), expected);
    let mut backwards = array![2.0, 1.0];
    backwards.invert_axis(Axis(0));
    let second = |x: &Array1<f64>| x[0] * x[1] * x[1];
    assert_eq!(
        enzyme::ndarray::gradient(second, &backwards),
        array![4.0, 4.0]
    );
    let sum = |a: &Array3<f64>| a[[0, 1, 0]] * a[[0, 1, 0]];
    let cube = Array3::from_elem((1, 2, 1), 3.0);
    assert_eq!(
        enzyme::ndarray::gradient(sum, &cube),
        array![[[0.0], [6.0]]]
    );
}

fn results(x: &Array1<f64>) -> Array1<f64> {
    array![x[0] * x[1], x[1] * x[1], 3.0 * x[0]]
}

#[test]
fn jacobians() {
    let x = array![2.0, 5.0];
    let expected = array![[5.0, 2.0], [0.0, 10.0], [3.0, 0.0]];
    assert_eq!(enzyme::ndarray::jacobian(results, &x), expected);
    let value = array![10.0, 25.0, 6.0];
    assert_eq!(
        enzyme::ndarray::jvp(results, &x, &array![1.0, 10.0]),
        (value.clone(), array![25.0, 100.0, 3.0])
    );
    assert_eq!(
        enzyme::ndarray::vjp(results, &x, &array![1.0, 2.0, 3.0]),
        (value, array![14.0, 22.0])
    );
    // Results in another order than that of memory.
    let backwards = |x: &Array1<f64>| {
        let mut y = results(x);
        y.invert_axis(Axis(0));
        y
    };
    assert_eq!(
        enzyme::ndarray::vjp(backwards, &x, &array![3.0, 2.0, 1.0]),
        (array![6.0, 25.0, 10.0], array![14.0, 22.0])
    );
}

/// The captured arrays are constant, and meet those that are not in the same functions of the library.
#[test]
fn operators() {
    let (rows, target) = (array![[1.0, 2.0], [3.0, 4.0]], array![1.0, 0.0]);
    let misfit = |x: &Array1<f64>| {
        let residual = rows.dot(x) - &target;
        residual.dot(&residual)
    };
    assert_eq!(
        enzyme::ndarray::gradient(misfit, &array![1.0, 0.0]),
        array![18.0, 24.0]
    );
}

#[test]
fn single_precision_and_conversion() {
    let product = |x: &Array1<f32>| x[0] * x[1];
    assert_eq!(
        enzyme::ndarray::gradient(product, &array![3.0, 4.0]),
        array![4.0, 3.0]
    );
    let write = |x: &[f64], y: &mut [f64]| y[0] = x[0] * x[2];
    let matrix = Array2::from(enzyme::jacobian(write, &[2.0, 3.0, 4.0], 2));
    assert_eq!(matrix, array![[4.0, 0.0, 2.0], [0.0, 0.0, 0.0]]);
}
