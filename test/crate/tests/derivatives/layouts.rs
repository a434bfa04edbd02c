//! What the types of arguments say of their memory: nothing else does where it is only copied.

use enzyme::{Differentiable, autodiff_forward, autodiff_reverse};

#[autodiff_reverse(d_doubles, Duplicated, Duplicated)]
#[autodiff_forward(f_doubles, Dual, Dual)]
fn doubles(x: &[f64], y: &mut [f64]) {
    y.copy_from_slice(x);
}

#[autodiff_reverse(d_singles, Duplicated, Duplicated)]
fn singles(x: &[f32], y: &mut [f32]) {
    y.copy_from_slice(x);
}

#[autodiff_reverse(d_points, Duplicated, Duplicated)]
fn points(x: &[[f64; 3]], y: &mut [[f64; 3]]) {
    y.copy_from_slice(x);
}

#[autodiff_reverse(d_labelled, Duplicated, Duplicated)]
#[autodiff_forward(f_labelled, Dual, Dual)]
fn labelled(x: &(u32, f64, [f32; 2]), y: &mut (u32, f64, [f32; 2])) {
    *y = *x;
}

#[allow(clippy::ptr_arg)] // a vector is what is described
#[autodiff_reverse(d_vector, Duplicated, Duplicated)]
fn vector(x: &Vec<f64>, y: &mut Vec<f64>) {
    y.copy_from_slice(x);
}

#[derive(Clone, Copy, Debug, Differentiable, PartialEq)]
struct Sample {
    weight: f32,
    position: [f64; 2],
}

#[autodiff_reverse(d_samples, Duplicated, Duplicated)]
fn samples(x: &Sample, y: &mut Sample) {
    *y = *x;
}

/// The adjoints go to where the values came from, and nothing is left.
#[test]
fn of_slices() {
    let (mut y, mut dx, mut dy) = (
        [0.0; 5],
        [1.0, 0.0, 0.0, 0.0, 0.0],
        [1.0, 2.0, 3.0, 4.0, 5.0],
    );
    d_doubles(&[0.5; 5], &mut dx, &mut y, &mut dy);
    assert_eq!((dx, dy, y), ([2.0, 2.0, 3.0, 4.0, 5.0], [0.0; 5], [0.5; 5]));

    let (mut by, bx) = ([0.0; 5], [1.0, 2.0, 3.0, 4.0, 5.0]);
    f_doubles(&[0.5; 5], &bx, &mut y, &mut by);
    assert_eq!(by, bx);

    let (mut y, mut dx, mut dy) = ([0.0; 3], [0.0; 3], [1.0_f32, 2.0, 3.0]);
    d_singles(&[0.5; 3], &mut dx, &mut y, &mut dy);
    assert_eq!((dx, dy), ([1.0, 2.0, 3.0], [0.0; 3]));

    let (mut y, mut dx) = ([[0.0; 3]; 2], [[0.0; 3]; 2]);
    let mut dy = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    d_points(&[[0.5; 3]; 2], &mut dx, &mut y, &mut dy);
    assert_eq!(
        (dx, dy),
        ([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], [[0.0; 3]; 2])
    );
}

#[test]
fn of_vectors() {
    let (mut y, mut dx, mut dy) = (vec![0.0; 3], vec![0.0; 3], vec![1.0, 2.0, 3.0]);
    d_vector(&vec![0.5; 3], &mut dx, &mut y, &mut dy);
    assert_eq!((dx, dy), (vec![1.0, 2.0, 3.0], vec![0.0; 3]));
}

#[test]
fn of_structures() {
    let x = (7, 0.5, [0.25, 0.75]);
    let (mut y, mut dx, mut dy) = ((0, 0.0, [0.0; 2]), (0, 0.0, [0.0; 2]), (0, 3.0, [4.0, 5.0]));
    d_labelled(&x, &mut dx, &mut y, &mut dy);
    assert_eq!((dx, dy, y), ((0, 3.0, [4.0, 5.0]), (0, 0.0, [0.0; 2]), x));

    let (bx, mut by) = ((0, 3.0, [4.0, 5.0]), (0, 0.0, [0.0; 2]));
    f_labelled(&x, &bx, &mut y, &mut by);
    assert_eq!((by.1, by.2), (bx.1, bx.2));

    let zero = Sample {
        weight: 0.0,
        position: [0.0; 2],
    };
    let (mut y, mut dx) = (zero, zero);
    let seed = Sample {
        weight: 2.0,
        position: [3.0, 4.0],
    };
    let mut dy = seed;
    d_samples(
        &Sample {
            weight: 1.0,
            position: [0.5; 2],
        },
        &mut dx,
        &mut y,
        &mut dy,
    );
    assert_eq!((dx, dy), (seed, zero));
}
