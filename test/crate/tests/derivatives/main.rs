//! Derivatives of the generated crate, checked by numbers: run under `cargo enzyme test`.

mod answers;
mod arrays_of_ndarray;
mod close;
mod custom;
mod functions;
mod functions_of_every_kind;
mod problems_of_argmin;
mod properties;
mod signatures;
mod sparse;
mod std_programs;
mod vectors_of_nalgebra;
mod widths;
