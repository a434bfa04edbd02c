//! Runs the derivatives of programs: of those that are named on the command line, or of all.
//!
//! Prints the direction of forward mode, then for each program and point a line of bits: the values of the primal, of
//! reverse mode and of forward mode, the derivative in the direction, the gradient. What is found wrong without
//! knowing the derivative follows after a semicolon. Before it a line `name point ...`, so that a crash has a name.

// Programs are written by a machine.
#![allow(unused, non_snake_case, unpredictable_function_pointer_comparisons)]
#![allow(clippy::all)]
// Without the pass a derivative only panics.
#![cfg_attr(not(enzyme), allow(unreachable_code))]

mod check;
#[path = "../../../../rust/src/memory.rs"]
mod memory;

use check::{line_of, Program, DIRECTION};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// A module for each program, which asks for its derivatives.
macro_rules! programs {
    ($($name:ident: $path:literal: $($point:expr),+;)*) => {
        $(#[path = $path] mod $name;)*

        const PROGRAMS: &[Program] = &[$(Program {
            name: stringify!($name),
            points: &[$(&$point),+],
            primal: $name::program,
            reverse: $name::reverse,
            forward: $name::forward,
        }),*];
    };
}

include!(env!("RANDOM_PROGRAMS"));

fn main() {
    std::panic::set_hook(Box::new(|_| {})); // A program that panics says so in its line.
    memory::steady_heap();
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    println!("direction {}", check::bits(&DIRECTION));
    for program in PROGRAMS {
        if wanted.is_empty() || wanted.iter().any(|name| name == program.name) {
            for (index, point) in program.points.iter().enumerate() {
                println!("{} {index} ...", program.name);
                println!("{} {index} {}", program.name, line_of(program, point));
            }
        }
    }
}
