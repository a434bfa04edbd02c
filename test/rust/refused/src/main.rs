//! Every request here is refused. An annotation `//~ CODE: words` stands on the line that the linker must
//! name, or above it.

#![cfg_attr(not(enzyme), allow(unreachable_code))]

mod functions;
#[cfg(enzyme)]
mod protocol;

fn main() {
    functions::call();
    #[cfg(enzyme)]
    protocol::call();
}
