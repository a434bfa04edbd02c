//! The gradient of an energy that a library in C computes, with a callback in Rust.

use enzyme::{autodiff_forward, autodiff_reverse};
use std::ffi::{c_int, c_void};

extern "C" {
    fn chain_energy(
        x: *const f64,
        n: c_int,
        couple: extern "C" fn(f64, *const c_void) -> f64,
        data: *const c_void,
    ) -> f64;
    #[link_name = "_ZN5model7quarticEd"]
    fn quartic(stretch: f64) -> f64;
}

extern "C" fn couple(distance: f64, data: *const c_void) -> f64 {
    distance.sin() * unsafe { *data.cast::<f64>() }
}

#[autodiff_reverse(gradient, Duplicated, Duplicated, Active)]
#[autodiff_forward(tangent, Dual, Dual, Dual)]
fn energy(x: &[f64], strength: &f64) -> f64 {
    let n = c_int::try_from(x.len()).unwrap();
    unsafe {
        chain_energy(x.as_ptr(), n, couple, std::ptr::from_ref(strength).cast()) + quartic(x[0])
    }
}

/// By central differences, extrapolated once.
fn slope(f: impl Fn(f64) -> f64) -> f64 {
    let central = |h: f64| (f(h) - f(-h)) / (2.0 * h);
    (4.0 * central(1e-3) - central(2e-3)) / 3.0
}

fn main() {
    let (x, strength) = ([0.1, 0.7, 1.9, 2.2], 0.8);
    let (mut dx, mut d_strength) = ([0.0; 4], 0.0);
    let value = gradient(&x, &mut dx, &strength, &mut d_strength, 1.0);
    assert_eq!(value, energy(&x, &strength));
    for i in 0..4 {
        let expected = slope(|h| {
            let mut moved = x;
            moved[i] += h;
            energy(&moved, &strength)
        });
        assert!(
            (dx[i] - expected).abs() < 1e-8,
            "{i}: {} and {expected}",
            dx[i]
        );
        let mut direction = [0.0; 4];
        direction[i] = 1.0;
        let (_, forward) = tangent(&x, &direction, &strength, &0.0);
        assert!(
            (dx[i] - forward).abs() < 1e-12,
            "{i}: {} and {forward}",
            dx[i]
        );
    }
    let expected = slope(|h| energy(&x, &(strength + h)));
    assert!(
        (d_strength - expected).abs() < 1e-8,
        "{d_strength} and {expected}"
    );
    println!("the gradients agree");
}
