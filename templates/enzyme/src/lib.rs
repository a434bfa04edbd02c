//! Derivatives of ordinary Rust functions.
//!
//! `cargo enzyme init` wrote this crate, and `cargo enzyme build`, `run`, `test` and `bench` make its
//! functions work: the derivative is generated from the compiled code, in the linker. Three layers,
//! each usable alone:
//!
//! 1. [`sys`]: the raw `__enzyme_*` protocol.
//! 2. [`macro@autodiff_reverse`] and [`macro@autodiff_forward`]: attributes that put a derivative
//!    function beside yours, compatible with nightly's `std::autodiff`.
//! 3. [`gradient`], [`jvp`], [`vjp`], [`jacobian`], [`jacobian_sparse`], [`hvp`], [`hessian`], and forms of them
//!    that write into memory of yours: safe functions that take a closure and need no attribute. [`mod@array`] has
//!    them for closures over arrays.
//!
//! ```
//! # if cfg!(enzyme) {
//! let scale = 3.0;
//! let (value, gradient) = enzyme::value_and_gradient(|x| scale * x[0] * x[0] * x[1], &[2.0, 5.0]);
//! assert_eq!(value, 60.0);
//! assert_eq!(gradient, [60.0, 12.0]);
//! # }
//! ```
//!
//! Cargo features, off by default, take and give the types of other crates: `nalgebra` and `ndarray` their vectors
//! and matrices, `argmin` cost functions for its solvers; each is a module of that name.
//!
//! Plain `cargo check`, `clippy`, `doc` and `test` accept all of it. A derivative that is *called* in
//! a program built by plain cargo panics and names the command that builds it.

// The attribute macros write `::enzyme::…`, also in this crate's own tests and examples.
extern crate self as enzyme;

mod addressless;
#[cfg(feature = "argmin")]
pub mod argmin;
pub mod array;
mod differentiable;
mod directional;
mod float;
mod gradient;
mod hessian;
mod jacobian;
mod lanes;
mod matrix;
#[cfg(feature = "nalgebra")]
pub mod nalgebra;
#[cfg(feature = "ndarray")]
pub mod ndarray;
mod primal;
mod registration;
mod request;
mod sparse;
pub mod sys;
mod workspace;

pub use differentiable::Differentiable;
pub use directional::{jvp, jvp_into, vjp, vjp_into};
pub use enzyme_macros::{
    Differentiable, autodiff_forward, autodiff_reverse, custom_forward, custom_reverse,
    derivative_of, inactive,
};
pub use float::Float;
pub use gradient::{gradient, gradient_into, value_and_gradient, value_and_gradient_into};
pub use hessian::{hessian, hessian_into, hvp, hvp_into};
pub use jacobian::{jacobian, jacobian_into};
pub use matrix::Matrix;
pub use sparse::{
    Compression, SparseMatrix, Sparsity, jacobian_sparse, jacobian_sparse_into, sparsity,
};
pub use workspace::Workspace;

/// What expanded attributes call. No part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::addressless::{Addressless, Known, Lent, Unknown};
    pub use crate::registration::{
        FunctionLike, Registration, Shadow, add_gradient, put_tangent, take_seed, tangent_of,
    };
    pub use crate::request::{built_without_pass, check_directions};
}
