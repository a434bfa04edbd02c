//! Safe Rust around a library in C and C++.

mod sys {
    unsafe extern "C" {
        pub fn norm(x: *const f64, length: usize) -> f64;
        pub fn double_well(x: *const f64, length: usize) -> f64;
    }
}

/// The Euclidean norm, in C.
#[must_use]
pub fn norm(x: &[f64]) -> f64 {
    unsafe { sys::norm(x.as_ptr(), x.len()) }
}

/// The sum of `(x² − 1)²`, in C++.
#[must_use]
pub fn double_well(x: &[f64]) -> f64 {
    unsafe { sys::double_well(x.as_ptr(), x.len()) }
}
