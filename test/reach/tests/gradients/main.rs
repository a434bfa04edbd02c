//! Every gradient is compared with its formula, or with differences of the function itself.

mod close;
mod languages;
mod registry;
