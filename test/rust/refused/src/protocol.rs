//! Requests that do not follow the protocol, and parts of it that are not taken.

use enzyme::sys::{__enzyme_autodiff, __enzyme_fwddiff, enzyme_const, enzyme_dup};
use std::ffi::c_void;
use std::hint::black_box;

extern "C" {
    fn __enzyme_augmentfwd(primal: *const c_void, ...) -> *mut c_void;
    static enzyme_duplicate: u8;
}

extern "C" fn product(a: f64, b: f64) -> f64 {
    a * b
}
extern "C" fn first(x: *const f64, n: usize) -> f64 {
    // SAFETY: the callers pass one float.
    unsafe { *x * n as f64 }
}
extern "C" fn times(a: f64, n: i32) -> f64 {
    a * f64::from(n)
}

const PRODUCT: *const c_void = product as *const c_void;

pub fn call() {
    let (a, x, mut dx) = (black_box(1.5), [2.0], [0.0]);
    let unknown: extern "C" fn(f64, f64) -> f64 = black_box(product);
    // SAFETY: nothing runs: the program does not link.
    let values = unsafe {
        [
            __enzyme_autodiff(PRODUCT, a),
            __enzyme_autodiff(PRODUCT, a, a, a),
            __enzyme_autodiff(PRODUCT, a, a, &raw const enzyme_const),
            __enzyme_autodiff(PRODUCT, &raw const enzyme_dup, a, 1.0, a),
            __enzyme_autodiff(first as *const c_void, x.as_ptr(), 1_usize),
            __enzyme_autodiff(
                first as *const c_void,
                &raw const enzyme_dup,
                x.as_ptr(),
                &raw const enzyme_const,
                1_usize,
            ),
            __enzyme_autodiff(
                first as *const c_void,
                &raw const enzyme_duplicate,
                x.as_ptr(),
                dx.as_mut_ptr(),
                1_usize,
            ),
            __enzyme_autodiff(
                times as *const c_void,
                a,
                &raw const enzyme_dup,
                3_i32,
                4_i32,
            ),
            __enzyme_autodiff(unknown as *const c_void, a, a),
            __enzyme_fwddiff(PRODUCT, a, 1.0, a),
        ]
    };
    // SAFETY: as above.
    let tape = unsafe { __enzyme_augmentfwd(PRODUCT, a, a) };
    println!("{values:?} {tape:?} {dx:?}");
}
