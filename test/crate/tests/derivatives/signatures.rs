//! The signature of the derivative function for every row of the table of activities, as a type that it is
//! coerced to; and its numbers.

use enzyme::{autodiff_forward, autodiff_reverse};

#[autodiff_reverse(square_both, Active, Active)]
#[autodiff_reverse(square_gradient, Active, ActiveOnly)]
#[autodiff_reverse(square_constant, Const, Const)]
#[autodiff_reverse(square_value, Active, Const)]
#[autodiff_reverse(square_only, ActiveOnly, Active)]
#[autodiff_forward(square_dual, Dual, Dual)]
#[autodiff_forward(square_tangent, Dual, DualOnly)]
#[autodiff_forward(square_primal, Dual, Const)]
#[autodiff_forward(square_dual_4, 4, Dual, Dual)]
#[autodiff_forward(square_tangent_4, 4, Dual, DualOnly)]
#[autodiff_forward(square_primal_4, 4, Dual, Const)]
#[autodiff_forward(square_dualv, 4, Dual, Dualv)]
#[autodiff_forward(square_dualv_only, 4, Dual, DualvOnly)]
#[autodiff_forward(square_one, 1, Dual, Dual)]
#[autodiff_forward(square_input_only, DualOnly, Dual)]
#[autodiff_reverse(square_both_2, 2, Active, Active)]
#[autodiff_reverse(square_gradient_2, 2, Active, ActiveOnly)]
fn square(x: f64) -> f64 {
    x * x
}

#[test]
fn reverse_of_a_scalar() {
    let both: fn(f64, f64) -> (f64, f64) = square_both;
    assert_eq!(both(3.0, 1.0), (9.0, 6.0));
    assert_eq!(both(3.0, 0.5), (9.0, 3.0));
    let gradient: fn(f64, f64) -> f64 = square_gradient;
    assert_eq!(gradient(3.0, 1.0), 6.0);
    let constant: fn(f64) -> f64 = square_constant;
    assert_eq!(constant(3.0), 9.0);
    // Nothing seeds the result.
    let value: fn(f64) -> (f64, f64) = square_value;
    assert_eq!(value(3.0), (9.0, 0.0));
    let only: fn(f64, f64) -> (f64, f64) = square_only;
    assert_eq!(only(3.0, 1.0), (9.0, 6.0));
}

#[test]
fn reverse_of_a_scalar_in_several_directions() {
    let both: fn(f64, f64) -> (f64, [f64; 2]) = square_both_2;
    assert_eq!(both(3.0, 1.0), (9.0, [6.0, 6.0]));
    let gradient: fn(f64, f64) -> [f64; 2] = square_gradient_2;
    assert_eq!(gradient(3.0, 2.0), [12.0, 12.0]);
}

#[test]
fn forward_of_a_scalar() {
    let dual: fn(f64, f64) -> (f64, f64) = square_dual;
    assert_eq!(dual(3.0, 1.0), (9.0, 6.0));
    let tangent: fn(f64, f64) -> f64 = square_tangent;
    assert_eq!(tangent(3.0, 2.0), 12.0);
    let primal: fn(f64, f64) -> f64 = square_primal;
    assert_eq!(primal(3.0, 1.0), 9.0);
    let one: fn(f64, f64) -> (f64, f64) = square_one;
    assert_eq!(one(3.0, 1.0), (9.0, 6.0));
    let input_only: unsafe fn(f64, f64) -> (f64, f64) = square_input_only;
    assert_eq!(unsafe { input_only(3.0, 1.0) }.1, 6.0);
}

#[test]
fn forward_of_a_scalar_in_four_directions() {
    let dual: fn(f64, f64, f64, f64, f64) -> [f64; 5] = square_dual_4;
    assert_eq!(dual(3.0, 1.0, 0.0, -1.0, 2.0), [9.0, 6.0, 0.0, -6.0, 12.0]);
    let tangent: fn(f64, f64, f64, f64, f64) -> [f64; 4] = square_tangent_4;
    assert_eq!(tangent(3.0, 1.0, 0.0, -1.0, 2.0), [6.0, 0.0, -6.0, 12.0]);
    let primal: fn(f64, f64, f64, f64, f64) -> f64 = square_primal_4;
    assert_eq!(primal(3.0, 1.0, 0.0, -1.0, 2.0), 9.0);
    let dualv: fn(f64, f64, f64, f64, f64) -> [f64; 5] = square_dualv;
    assert_eq!(dualv(3.0, 1.0, 0.0, -1.0, 2.0), [9.0, 6.0, 0.0, -6.0, 12.0]);
    let only: fn(f64, f64, f64, f64, f64) -> [f64; 4] = square_dualv_only;
    assert_eq!(only(3.0, 1.0, 0.0, -1.0, 2.0), [6.0, 0.0, -6.0, 12.0]);
}

#[autodiff_reverse(norm_gradient, Duplicated, Active)]
#[autodiff_reverse(norm_gradient_only, Duplicated, ActiveOnly)]
#[autodiff_reverse(norm_only, DuplicatedOnly, Active)]
#[autodiff_reverse(norm_gradient_2, 2, Duplicated, Active)]
#[autodiff_forward(norm_dual, Dual, Dual)]
#[autodiff_forward(norm_dualv, 2, Dualv, Dual)]
fn norm(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[test]
fn a_slice() {
    let gradient: fn(&[f64], &mut [f64], f64) -> f64 = norm_gradient;
    let mut dx = [10.0, 20.0];
    assert_eq!(gradient(&[1.0, 2.0], &mut dx, 1.0), 5.0);
    assert_eq!(dx, [12.0, 24.0], "the gradient is added");
    let only: fn(&[f64], &mut [f64], f64) = |x, dx, seed| {
        norm_gradient_only(x, dx, seed);
    };
    only(&[1.0, 2.0], &mut dx, 2.0);
    assert_eq!(dx, [16.0, 32.0]);
    let unneeded: unsafe fn(&[f64], &mut [f64], f64) -> f64 = norm_only;
    let mut dx = [0.0; 2];
    assert_eq!(unsafe { unneeded(&[1.0, 2.0], &mut dx, 1.0) }, 5.0);
    assert_eq!(dx, [2.0, 4.0]);
    let two: fn(&[f64], &mut [f64], &mut [f64], f64) -> f64 = norm_gradient_2;
    let (mut first, mut second) = ([0.0; 2], [1.0; 2]);
    assert_eq!(two(&[1.0, 2.0], &mut first, &mut second, 1.0), 5.0);
    assert_eq!((first, second), ([2.0, 4.0], [3.0, 5.0]));
    let dual: fn(&[f64], &[f64]) -> (f64, f64) = norm_dual;
    assert_eq!(dual(&[1.0, 2.0], &[1.0, -1.0]), (5.0, -2.0));
    let dualv: fn(&[f64], &[f64]) -> [f64; 3] = norm_dualv;
    assert_eq!(dualv(&[1.0, 2.0], &[1.0, 0.0, 0.0, 1.0]), [5.0, 2.0, 4.0]);
}

#[autodiff_reverse(products_gradient, Duplicated, Duplicated)]
#[autodiff_reverse(products_gradient_4, 4, Duplicated, Duplicated)]
#[autodiff_forward(products_dual, Dual, Dual)]
#[autodiff_forward(products_dualv, 4, Dualv, Dualv)]
#[autodiff_forward(products_dualv_only, 4, DualvOnly, DualvOnly)]
#[autodiff_forward(products_mixed, 2, Dual, Dualv)]
fn products(x: &[f64], y: &mut [f64]) {
    y[0] = x[0] * x[1];
    y[1] = x[0] * x[0];
}

#[test]
fn slices_in_and_out() {
    let gradient: fn(&[f64], &mut [f64], &mut [f64], &mut [f64]) = products_gradient;
    let (mut dx, mut y, mut dy) = ([0.0; 2], [0.0; 2], [1.0, 10.0]);
    gradient(&[3.0, 4.0], &mut dx, &mut y, &mut dy);
    assert_eq!(y, [12.0, 9.0]);
    assert_eq!(dx, [64.0, 3.0]);
    assert_eq!(dy, [0.0; 2], "the seed is zeroed");
    let dual: fn(&[f64], &[f64], &mut [f64], &mut [f64]) = products_dual;
    dual(&[3.0, 4.0], &[1.0, 0.5], &mut y, &mut dy);
    assert_eq!((y, dy), ([12.0, 9.0], [5.5, 6.0]));
}

type FourLanes = for<'a> fn(
    &[f64],
    &mut [f64],
    &mut [f64],
    &mut [f64],
    &mut [f64],
    &'a mut [f64],
    &'a mut [f64],
    &'a mut [f64],
    &'a mut [f64],
    &'a mut [f64],
);

#[test]
fn slices_in_and_out_in_four_directions() {
    let gradient: FourLanes = products_gradient_4;
    let (mut dx, mut y) = ([[0.0; 2]; 4], [0.0; 2]);
    let mut dy = [[1.0, 0.0], [0.0, 1.0], [1.0, 10.0], [0.0, 0.0]];
    let [dx_0, dx_1, dx_2, dx_3] = &mut dx;
    let [dy_0, dy_1, dy_2, dy_3] = &mut dy;
    gradient(
        &[3.0, 4.0],
        dx_0,
        dx_1,
        dx_2,
        dx_3,
        &mut y,
        dy_0,
        dy_1,
        dy_2,
        dy_3,
    );
    assert_eq!(y, [12.0, 9.0]);
    assert_eq!(dx, [[4.0, 3.0], [6.0, 0.0], [64.0, 3.0], [0.0, 0.0]]);
    assert_eq!(dy, [[0.0; 2]; 4]);

    let end_to_end: fn(&[f64], &[f64], &mut [f64], &mut [f64]) = products_dualv;
    let only: unsafe fn(&[f64], &[f64], &mut [f64], &mut [f64]) = products_dualv_only;
    let directions = [1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0];
    let expected = [4.0, 6.0, 3.0, 0.0, 7.0, 6.0, 0.0, 0.0];
    let mut dy = [9.0; 8];
    end_to_end(&[3.0, 4.0], &directions, &mut y, &mut dy);
    assert_eq!((y, dy), ([12.0, 9.0], expected));
    let mut dy = [9.0; 8];
    unsafe { only(&[3.0, 4.0], &directions, &mut y, &mut dy) };
    assert_eq!(dy, expected);

    let mixed: fn(&[f64], &[f64], &[f64], &mut [f64], &mut [f64]) = products_mixed;
    let mut dy = [9.0; 4];
    mixed(&[3.0, 4.0], &[1.0, 0.0], &[0.0, 1.0], &mut y, &mut dy);
    assert_eq!(dy, [4.0, 6.0, 3.0, 0.0]);
}

#[autodiff_reverse(scaled_gradient, Active, Active, Duplicated)]
#[autodiff_reverse(scaled_by_constant, Const, Active, Duplicated)]
#[autodiff_forward(scaled_dual, Dual, Const, Dual)]
fn scaled(x: f64, z: f64, y: &mut f64) {
    *y = x * z;
}

#[test]
fn scalars_and_an_output() {
    let gradient: fn(f64, f64, &mut f64, &mut f64) -> (f64, f64) = scaled_gradient;
    let (mut y, mut dy) = (0.0, 1.0);
    assert_eq!(gradient(3.0, 5.0, &mut y, &mut dy), (5.0, 3.0));
    assert_eq!((y, dy), (15.0, 0.0));
    let single: fn(f64, f64, &mut f64, &mut f64) -> f64 = scaled_by_constant;
    dy = 2.0;
    assert_eq!(single(3.0, 5.0, &mut y, &mut dy), 6.0);
    let dual: fn(f64, f64, f64, &mut f64, &mut f64) = scaled_dual;
    dual(3.0, 1.0, 5.0, &mut y, &mut dy);
    assert_eq!((y, dy), (15.0, 5.0));
}

#[autodiff_reverse(pair_gradient, Duplicated, Const)]
#[autodiff_reverse(nothing, Const, Const)]
fn constant_result(x: &mut f64) -> f64 {
    *x *= *x;
    2.0 * *x
}

#[test]
fn a_result_without_derivative_beside_one_in_memory() {
    let gradient: fn(&mut f64, &mut f64) -> f64 = pair_gradient;
    let (mut x, mut dx) = (3.0, 1.0);
    assert_eq!(gradient(&mut x, &mut dx), 18.0);
    assert_eq!((x, dx), (9.0, 6.0));
    let primal: fn(&mut f64) -> f64 = nothing;
    assert_eq!(primal(&mut x), 162.0);
}
