//! The derivative of `square`, by the raw protocol and without a dependency.
//!
//! `cargo enzyme run --release` prints `Hello, world 9 6!`.

// The oldest published example passes the function as an integer, and so must work.
#![allow(unknown_lints, function_casts_as_integer)]

fn square(x: f64) -> f64 {
    x * x
}

extern "C" {
    fn __enzyme_autodiff(_: usize, ...) -> f64;
}

fn main() {
    let gradient = unsafe { __enzyme_autodiff(square as usize, 3.0) };
    println!("Hello, world {} {}!", square(3.0), gradient);
}
