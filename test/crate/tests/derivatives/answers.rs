//! Known answers.

use crate::close::assert_close;
use enzyme::{autodiff_forward, autodiff_reverse};

#[autodiff_forward(rosenbrock_tangent, Dual, Dual, Dual)]
#[autodiff_reverse(rosenbrock_gradient, Active, Active, Active)]
fn rosenbrock(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
}

#[test]
fn rosenbrock_at_1_3() {
    assert_eq!(rosenbrock_tangent(1.0, 1.0, 3.0, 0.0), (400.0, -800.0));
    assert_eq!(rosenbrock_tangent(1.0, 0.0, 3.0, 1.0), (400.0, 400.0));
    assert_eq!(rosenbrock_gradient(1.0, 3.0, 1.0), (400.0, -800.0, 400.0));
}

#[autodiff_reverse(quadratic_gradient, Duplicated, ActiveOnly)]
fn quadratic(x: &[f64; 2]) -> f64 {
    x[0] * x[0] + x[1] * x[0]
}

/// A function with a derivative inside, to be differentiated again.
#[autodiff_forward(hessian_product, Dual, Dual)]
fn quadratic_gradient_into(x: &[f64; 2], gradient: &mut [f64; 2]) {
    quadratic_gradient(x, gradient, 1.0);
}

#[test]
fn quadratic_at_2_3() {
    let mut gradient = [0.0; 2];
    quadratic_gradient(&[2.0, 3.0], &mut gradient, 1.0);
    assert_eq!(gradient, [7.0, 2.0]);
    let (mut gradient, mut product) = ([0.0; 2], [0.0; 2]);
    hessian_product(&[2.0, 3.0], &[1.0, 0.0], &mut gradient, &mut product);
    assert_eq!((gradient, product), ([7.0, 2.0], [2.0, 1.0]));
}

#[autodiff_forward(wave_tangent, Dual, Dual)]
#[autodiff_reverse(wave_gradient, Active, Active)]
fn wave(x: f64) -> f64 {
    3.0 * x * x.sin()
}

#[test]
fn wave_at_1_5() {
    for (value, slope) in [wave_tangent(1.5, 1.0), wave_gradient(1.5, 1.0)] {
        assert_close(value, 4.488_727_439_718_245);
        assert_close(slope, 3.310_802_367_316_826_5);
    }
}
