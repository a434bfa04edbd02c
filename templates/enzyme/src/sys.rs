//! The raw protocol: declare, call, done.
//!
//! A call of a function whose name contains `__enzyme_autodiff` (reverse mode) or `__enzyme_fwddiff`
//! (forward mode) is a *request*: `cargo enzyme` replaces it by the derivative of its first argument.
//! The names with a suffix differ only in what they return.
//!
//! Arguments may be preceded by a marker, which is passed by its address: `&raw const enzyme_dup`.
//! Nothing here is defined anywhere: a program that uses it links only under `cargo enzyme`.
//!
//! ```
//! # #[cfg(enzyme)]
//! # {
//! use enzyme::sys::__enzyme_autodiff;
//! use std::ffi::c_void;
//!
//! extern "C" fn square(x: f64) -> f64 {
//!     x * x
//! }
//! let slope = unsafe { __enzyme_autodiff(square as *const c_void, 3.0_f64) };
//! assert_eq!(slope, 6.0);
//! # }
//! ```

use core::ffi::c_void;

/// Two results of a request: two gradients, or the primal and one gradient.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair<T>(pub T, pub T);

/// Three results of a request.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triple<T>(pub T, pub T, pub T);

// "C-unwind" and not "C": a panic of the primal leaves the derivative as the same panic.
unsafe extern "C-unwind" {
    /// Reverse mode, one gradient.
    pub fn __enzyme_autodiff(primal: *const c_void, ...) -> f64;
    /// Reverse mode, one gradient of single precision.
    pub fn __enzyme_autodiff_f32(primal: *const c_void, ...) -> f32;
    /// Reverse mode, two results.
    pub fn __enzyme_autodiff_pair(primal: *const c_void, ...) -> Pair<f64>;
    /// Reverse mode, two results of single precision.
    pub fn __enzyme_autodiff_pair_f32(primal: *const c_void, ...) -> Pair<f32>;
    /// Reverse mode, three results.
    pub fn __enzyme_autodiff_triple(primal: *const c_void, ...) -> Triple<f64>;
    /// Reverse mode, results in shadows only.
    pub fn __enzyme_autodiff_void(primal: *const c_void, ...);

    /// Forward mode, the tangent of the result.
    pub fn __enzyme_fwddiff(primal: *const c_void, ...) -> f64;
    /// Forward mode, the tangent of a result of single precision.
    pub fn __enzyme_fwddiff_f32(primal: *const c_void, ...) -> f32;
    /// Forward mode, the primal and its tangent (with [`enzyme_primal_return`]).
    pub fn __enzyme_fwddiff_pair(primal: *const c_void, ...) -> Pair<f64>;
    /// Forward mode, results in shadows only.
    pub fn __enzyme_fwddiff_void(primal: *const c_void, ...);
}

unsafe extern "C" {
    /// So many bytes at `at` are `f32`.
    pub fn __enzyme_float(at: *const c_void, bytes: usize);
    /// So many bytes at `at` are `f64`.
    pub fn __enzyme_double(at: *const c_void, bytes: usize);
    /// The memory that `at`, an argument, names holds no addresses, and the function does not free it.
    pub fn __enzyme_no_addresses(at: *const c_void);

    /// The next argument carries no derivative.
    pub static enzyme_const: u8;
    /// The gradient of the next argument is returned.
    pub static enzyme_out: u8;
    /// The next argument is followed by its shadow.
    pub static enzyme_dup: u8;
    /// As [`enzyme_dup`]; the primal's result in that memory need not be produced.
    pub static enzyme_dupnoneed: u8;
    /// As [`enzyme_dup`] for several directions: the bytes from one shadow to the next, the argument, the
    /// first shadow.
    pub static enzyme_dupv: u8;
    /// [`enzyme_dupv`] and [`enzyme_dupnoneed`] at once.
    pub static enzyme_dupnoneedv: u8;
    /// The next argument, a constant, is the number of directions: each shadow comes so many times.
    pub static enzyme_width: u8;
    /// The primal's result is returned before the derivatives.
    pub static enzyme_primal_return: u8;
    /// The result of the primal is dropped.
    pub static enzyme_noret: u8;
    /// The result of the primal carries no derivative.
    pub static enzyme_const_return: u8;
}
