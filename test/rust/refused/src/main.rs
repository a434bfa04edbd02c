//! Every request here is refused. An annotation `//~ CODE: words` stands on the line that the linker must
//! name, or above it.

#![cfg_attr(not(enzyme), allow(unreachable_code))]

mod allocator;
mod functions;
#[cfg(enzyme)]
mod protocol;

#[global_allocator]
static ALLOCATOR: allocator::Forwarding = allocator::Forwarding;

fn main() {
    functions::call();
    #[cfg(enzyme)]
    protocol::call();
}
