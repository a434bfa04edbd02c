//! The cases, by topic. A case is an ordinary function; the table at the end of its module names it.

// Written as users write, who do not always write as clippy would.
#![allow(clippy::needless_range_loop, clippy::excessive_precision)]
// Without the pass a derivative only panics.
#![cfg_attr(not(enzyme), allow(unreachable_code))]

use crate::case::Case;

macro_rules! topics {
    ($($topic:ident)*) => {
        $(mod $topic;)*

        /// Every case of every topic.
        pub fn all() -> Vec<Case> {
            let mut all = Vec::new();
            $($topic::cases(&mut all);)*
            all
        }
    };
}

topics! {
    boxes closures collections control_flow dynamic evaluators iterators linear_algebra loops numbers numerics
    payloads records recursion relays scalars shared singles slices states structs systems variants vectors
}
