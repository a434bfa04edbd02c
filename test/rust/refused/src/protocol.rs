//! Requests that do not follow the protocol, and functions that it does not take.

use enzyme::sys::{__enzyme_autodiff, __enzyme_fwddiff, enzyme_const, enzyme_dup, enzyme_out};
use std::ffi::c_void;
use std::hint::black_box;

extern "C" {
    static enzyme_duplicate: u8;
    /// Nowhere in the program.
    fn somewhere_else(a: f64) -> f64;
}

#[repr(C)]
struct Wide([f64; 4]);

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
extern "C" fn powers(a: f64) -> Wide {
    Wide([a, a * a, a * a * a, a * a * a * a])
}
extern "C" fn sum(x: Wide) -> f64 {
    x.0.iter().sum()
}

const PRODUCT: *const c_void = product as *const c_void;

pub fn call() {
    let (a, x, mut dx) = (black_box(1.5), [2.0], [0.0]);
    let unknown: extern "C" fn(f64, f64) -> f64 = black_box(product);
    // SAFETY: nothing runs: the program does not link.
    let values = unsafe {
        [
            //~ E001: the call ends where argument 2 of `refused::protocol::product` (f64) is expected
            //~| help: pass the function, then each of its arguments, after its marker and before its shadow
            //~| see docs/errors.md#e001
            __enzyme_autodiff(PRODUCT, a),
            //~ E001: position 4: `refused::protocol::product` has only 2 arguments, found another one (f64)
            __enzyme_autodiff(PRODUCT, a, a, a),
            //~ E001: the call ends after enzyme_const, and `refused::protocol::product` has no further arguments
            __enzyme_autodiff(PRODUCT, a, a, &raw const enzyme_const),
            //~ E001: argument 1 of `refused::protocol::product` is f64, whose gradient is returned in reverse mode
            __enzyme_autodiff(PRODUCT, &raw const enzyme_dup, a, 1.0, a),
            //~ E001: the call ends where argument 2 of `refused::protocol::first` (an integer of 64 bits) is expected
            __enzyme_autodiff(first as *const c_void, x.as_ptr(), 1_usize),
            //~ E001: position 4: expected the shadow of argument 1 of `refused::protocol::first` (a pointer), found enzyme_const
            __enzyme_autodiff(
                first as *const c_void,
                &raw const enzyme_dup,
                x.as_ptr(),
                &raw const enzyme_const,
                1_usize,
            ),
            //~ E001: there is no marker enzyme_duplicate
            __enzyme_autodiff(
                first as *const c_void,
                &raw const enzyme_duplicate,
                x.as_ptr(),
                dx.as_mut_ptr(),
                1_usize,
            ),
            //~ E001: enzyme_dup is for pointers and floats, argument 2 of `refused::protocol::times` is an integer of 32 bits
            __enzyme_autodiff(
                times as *const c_void,
                a,
                &raw const enzyme_dup,
                3_i32,
                4_i32,
            ),
            //~ E001: enzyme_out is for floats, argument 2 of `refused::protocol::times` is an integer of 32 bits: use enzyme_const
            __enzyme_autodiff(times as *const c_void, a, &raw const enzyme_out, 3_i32),
            //~ E001: the first argument is not a function that is known when the program is compiled
            __enzyme_autodiff(unknown as *const c_void, a, a),
            //~ E001: position 5: expected the shadow of argument 2 of `refused::protocol::product` (f64)
            __enzyme_fwddiff(PRODUCT, a, 1.0, a),
            //~ E001: enzyme_out is for reverse mode: argument 1 of `refused::protocol::product` takes enzyme_dup and its tangent
            __enzyme_fwddiff(PRODUCT, &raw const enzyme_out, a, a, 1.0),
            //~ E001: the derivative returns (f64, f64), and the call is declared to return f64
            //~| in the derivative of refused::protocol::product
            __enzyme_autodiff(PRODUCT, a, black_box(a)),
            //~ E002: `refused::protocol::powers` returns a struct through memory: let it write its results through a pointer argument
            //~| help: let the function write what it returns beside a float through a pointer argument
            __enzyme_fwddiff(powers as *const c_void, a, 1.0),
            //~ E002: argument 1 of `refused::protocol::sum` is a struct or array by value: pass a pointer to it
            __enzyme_autodiff(sum as *const c_void, Wide([1.0; 4])),
            //~ E003: the body of 'somewhere_else' is not in the program
            //~| in the derivative of somewhere_else
            //~| help: give the program its body
            __enzyme_autodiff(somewhere_else as *const c_void, a),
        ]
    };
    println!("{values:?} {dx:?}");
}
