//! Runs programs on dual numbers: for each point a line of the value, and of the derivative and its magnitude along
//! each coordinate, all as bits.

// Programs are written by a machine.
#![allow(unused, non_snake_case, unpredictable_function_pointer_comparisons)]
#![allow(clippy::all)]

mod arithmetic;
mod functions;
mod run;

/// What the text of a program needs.
mod number {
    pub use crate::arithmetic::{real, single, Real, Single};
}

use number::Real;
use std::panic::{catch_unwind, AssertUnwindSafe};

struct Program {
    name: &'static str,
    points: &'static [&'static [f64]],
    run: fn(&[Real]) -> Real,
}

macro_rules! programs {
    ($($name:ident: $path:literal: $($point:expr),+;)*) => {
        $(#[path = $path] mod $name;)*

        const PROGRAMS: &[Program] = &[$(Program {
            name: stringify!($name),
            points: &[$(&$point),+],
            run: $name::program,
        }),*];
    };
}

include!(env!("RANDOM_PROGRAMS"));

fn main() {
    std::panic::set_hook(Box::new(|_| {})); // A program that panics is left out.
    for program in PROGRAMS {
        for (index, point) in program.points.iter().enumerate() {
            let line = catch_unwind(AssertUnwindSafe(|| line_of(program, point)));
            let words = line.unwrap_or_else(|_| "panicked".into());
            println!("{} {index} {words}", program.name);
        }
    }
}

fn line_of(program: &Program, point: &[f64]) -> String {
    let mut words = Vec::new();
    for along in 0..point.len() {
        let (result, differentiable) = run::measured(|| {
            let input: Vec<Real> = point
                .iter()
                .enumerate()
                .map(|(i, &value)| {
                    let derivative = if i == along { 1.0 } else { 0.0 };
                    Real::new(value, derivative, derivative)
                })
                .collect();
            (program.run)(&input)
        });
        if !differentiable {
            return "kink".into();
        }
        if along == 0 {
            words.push(result.value());
        }
        words.extend([result.derivative(), result.magnitude()]);
    }
    let bits = words.iter().map(|word| format!("{:016x}", word.to_bits()));
    bits.collect::<Vec<_>>().join(" ")
}
