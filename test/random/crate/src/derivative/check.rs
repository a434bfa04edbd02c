//! The derivatives of a program at a point, and what must hold of any derivative.

use crate::memory;
use std::hint::black_box;
use std::panic::{catch_unwind, AssertUnwindSafe};

pub struct Program {
    pub name: &'static str,
    pub points: &'static [&'static [f64]],
    pub primal: fn(&[f64]) -> f64,
    pub reverse: fn(x: &[f64], dx: &mut [f64], seed: f64) -> f64,
    pub forward: fn(x: &[f64], bx: &[f64]) -> (f64, f64),
}

/// That of forward mode, as many numbers as the point has.
pub const DIRECTION: [f64; 6] = [0.75, -0.5, 0.375, -1.25, 0.625, 1.0];

/// Stands on both sides of every shadow.
const CANARY: f64 = -1.234_567_890_123e77;

/// Calls over which the heap must come to rest.
const ROUNDS: usize = 6;

pub fn bits(numbers: &[f64]) -> String {
    let words = numbers
        .iter()
        .map(|number| format!("{:016x}", number.to_bits()));
    words.collect::<Vec<_>>().join(" ")
}

/// The numbers, and the complaints.
pub fn line_of(program: &Program, x: &[f64]) -> String {
    let mut complaints = Vec::new();
    let numbers = catch_unwind(AssertUnwindSafe(|| numbers_of(program, x, &mut complaints)));
    let numbers = numbers.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        complaints.push(format!("panicked: {}", text.unwrap_or("no message")));
        Vec::new()
    });
    complaints.insert(0, bits(&numbers));
    complaints.join("; ").replace('\n', " ")
}

fn numbers_of(program: &Program, x: &[f64], complaints: &mut Vec<String>) -> Vec<f64> {
    let direction = &DIRECTION[..x.len()];
    let value = (program.primal)(x);
    let (reverse_value, gradient) = reverse(program, x, 0.0, 1.0, complaints);
    let (forward_value, tangent) = (program.forward)(x, direction);

    let again = reverse(program, x, 0.0, 1.0, complaints);
    if bits(&again.1) != bits(&gradient) || again.0.to_bits() != reverse_value.to_bits() {
        complaints.push("reverse mode: the second call differs".into());
    }
    let again = (program.forward)(x, direction);
    if bits(&[again.0, again.1]) != bits(&[forward_value, tangent]) {
        complaints.push("forward mode: the second call differs".into());
    }
    let (_, added) = reverse(program, x, 3.0, 2.0, complaints);
    for (i, (added, g)) in added.iter().zip(&gradient).enumerate() {
        let scale = gradient.iter().fold(3.0_f64, |scale, g| scale.max(g.abs()));
        let far = (added - (3.0 + 2.0 * g)).abs() > 1e-8 * scale;
        if far && g.is_finite() {
            complaints.push(format!(
                "seed 2 into a shadow of 3: {added:e} at {i}, the gradient is {g:e}"
            ));
        }
    }
    check_memory("reverse", complaints, || {
        let mut shadow = [0.0; DIRECTION.len()];
        black_box((program.reverse)(x, &mut shadow[..x.len()], 1.0));
    });
    check_memory("forward", complaints, || {
        black_box((program.forward)(x, direction));
    });
    [
        &[value, reverse_value, forward_value, tangent][..],
        &gradient,
    ]
    .concat()
}

/// Value and gradient, computed in memory that is guarded.
fn reverse(
    program: &Program,
    x: &[f64],
    start: f64,
    seed: f64,
    complaints: &mut Vec<String>,
) -> (f64, Vec<f64>) {
    let n = x.len();
    let input = x.to_vec();
    let mut shadow = vec![CANARY; n + 2];
    shadow[1..=n].fill(start);
    let value = (program.reverse)(&input, &mut shadow[1..=n], seed);
    if shadow[0] != CANARY || shadow[n + 1] != CANARY {
        complaints.push("wrote beside the shadow".into());
    }
    if bits(&input) != bits(x) {
        complaints.push("wrote to the input".into());
    }
    (value, shadow[1..=n].to_vec())
}

/// No call may leave memory behind; what `malloc` keeps for reuse settles after some calls.
fn check_memory(mode: &str, complaints: &mut Vec<String>, mut call: impl FnMut()) {
    let live = memory::live_bytes();
    let mut grown = 0;
    for _ in 0..ROUNDS {
        let before = memory::heap_bytes();
        call();
        call();
        grown = memory::heap_bytes().saturating_sub(before);
        if grown == 0 {
            break;
        }
    }
    let left = memory::live_bytes() - live;
    if left != 0 || grown != 0 {
        complaints.push(format!(
            "{mode} mode: {left} bytes of Rust's and {grown} of malloc's left behind"
        ));
    }
}
