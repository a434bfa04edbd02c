//! Jacobians of which most entries are zero.

mod colouring;
mod compression;
mod detection;
mod jacobian;
mod matrix;
mod sparsity;

pub use compression::Compression;
pub use detection::sparsity;
pub use jacobian::{jacobian_sparse, jacobian_sparse_into};
pub use matrix::SparseMatrix;
pub use sparsity::Sparsity;
