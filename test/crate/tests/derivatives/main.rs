//! Derivatives of the generated crate, checked by numbers: run under `cargo enzyme test`.

mod answers;
mod close;
mod custom;
mod functions;
mod functions_of_every_kind;
mod layouts;
mod properties;
mod signatures;
mod sparse;
mod std_programs;
mod widths;
