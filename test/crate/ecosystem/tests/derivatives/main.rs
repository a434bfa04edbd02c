//! Derivatives in the types of other crates, checked by numbers: run under `cargo enzyme test`.

mod arrays_of_ndarray;
mod problems_of_argmin;
mod vectors_of_nalgebra;
