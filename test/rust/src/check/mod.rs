//! What is checked of a case: one file a mode.

mod forward;
mod forward_lanes;
mod guarded;
mod reverse;
mod reverse_lanes;
mod second;

use crate::case::{Case, Mode, Precision};
use crate::differences::Estimate;
use crate::memory;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// How far numbers may be apart, relative to the largest of their kind.
struct Tolerance {
    /// Finite differences whose error is estimated above this prove nothing.
    unreliable: f64,
    /// What is allowed beyond that estimate.
    differences: f64,
    /// Between the two modes.
    modes: f64,
}

impl Precision {
    fn tolerance(self) -> Tolerance {
        match self {
            Precision::Double => Tolerance {
                unreliable: 1e-6,
                differences: 1e-8,
                modes: 1e-10,
            },
            Precision::Single => Tolerance {
                unreliable: 1e-2,
                differences: 1e-3,
                modes: 1e-4,
            },
        }
    }
}

/// The complaints about a case, for each mode of this build.
pub fn check(case: &Case) -> Vec<(Mode, Vec<String>)> {
    memory::steady_heap();
    let mut all = Vec::new();
    let mut mode = |mode, check: &dyn Fn(&[f64], &mut Vec<String>)| {
        let mut complaints = Vec::new();
        for x in case.points {
            guarded(x, &mut complaints, |complaints| check(x, complaints));
        }
        all.push((mode, complaints));
    };
    if let Some(derivative) = case.reverse {
        mode(Mode::Reverse, &|x, out| {
            reverse::check(derivative, case, x, out)
        });
    }
    if let Some(derivative) = case.forward {
        mode(Mode::Forward, &|x, out| {
            forward::check(derivative, case, x, out)
        });
    }
    if let Some(derivative) = case.reverse_lanes {
        mode(Mode::ReverseLanes, &|x, out| {
            reverse_lanes::check(derivative, case, x, out)
        });
    }
    if let Some(derivative) = case.forward_lanes {
        mode(Mode::ForwardLanes, &|x, out| {
            forward_lanes::check(derivative, case, x, out)
        });
    }
    if let Some(derivative) = case.second {
        mode(Mode::Second, &|x, out| {
            second::check(derivative, case, x, out)
        });
    }
    all
}

/// Runs a check of one point; a panic is a complaint, and every complaint names the point.
fn guarded(x: &[f64], complaints: &mut Vec<String>, check: impl FnOnce(&mut Vec<String>)) {
    let mut found = Vec::new();
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&mut found))) {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        found.push(format!("panicked: {text}"));
    }
    complaints.extend(
        found
            .into_iter()
            .map(|complaint| format!("at {x:?}: {complaint}")),
    );
}

/// The gradient by reverse mode.
fn gradient(case: &Case, x: &[f64]) -> Vec<f64> {
    let reverse = case.reverse.expect("reverse mode to compare with");
    let mut dx = vec![0.0; x.len()];
    reverse(x, &mut dx, 1.0);
    dx
}

/// Derivatives against finite differences of something that is about as large as `value`.
fn compare(
    what: &str,
    got: &[f64],
    estimates: &[Estimate],
    value: f64,
    precision: Precision,
    complaints: &mut Vec<String>,
) {
    let expected: Vec<f64> = estimates.iter().map(|e| e.value).collect();
    let scale = largest(&expected).max(1e-3 * value.abs()).max(1e-3);
    let tolerance = precision.tolerance();
    for (i, (estimate, got)) in estimates.iter().zip(got).enumerate() {
        let Estimate { value, error } = *estimate;
        let reliable = error <= tolerance.unreliable * scale;
        if !reliable {
            complaints.push(format!(
                "finite differences are unreliable: {what}[{i}] = {value:e} ± {error:e}"
            ));
        }
        let close = (got - value).abs() <= 10.0 * error + tolerance.differences * scale;
        if !close {
            complaints.push(format!(
                "{what}[{i}] = {got:e}, finite differences {value:e} ± {error:.0e}"
            ));
        }
    }
}

/// No call may leave memory behind. What `malloc` keeps for reuse settles after some calls, a leak does not.
fn check_memory(complaints: &mut Vec<String>, mut call: impl FnMut() -> f64) {
    const CALLS: usize = 4;
    const ROUNDS: usize = 12;
    let live = memory::live_bytes();
    let mut growth = 0;
    for round in 0..ROUNDS {
        let before = memory::heap_bytes();
        for _ in 0..CALLS {
            std::hint::black_box(call());
        }
        let after = memory::heap_bytes();
        if after <= before {
            break;
        }
        growth = after - before;
        if round + 1 == ROUNDS {
            complaints.push(format!(
                "{} bytes of malloc left behind by each call",
                growth / CALLS
            ));
        }
    }
    let left = memory::live_bytes() - live;
    if left != 0 {
        complaints.push(format!(
            "{left} bytes of Rust's left behind (malloc: {growth})"
        ));
    }
}

fn same_bits(what: &str, got: f64, expected: f64, complaints: &mut Vec<String>) {
    if got.to_bits() != expected.to_bits() {
        complaints.push(format!(
            "{what} = {got:e}, expected the bits of {expected:e}"
        ));
    }
}

fn same_all_bits(what: &str, got: &[f64], expected: &[f64], complaints: &mut Vec<String>) {
    if !got
        .iter()
        .map(|v| v.to_bits())
        .eq(expected.iter().map(|v| v.to_bits()))
    {
        complaints.push(format!(
            "{what}: {got:?}, expected the bits of {expected:?}"
        ));
    }
}

fn close(what: &str, got: f64, expected: f64, tolerance: f64, complaints: &mut Vec<String>) {
    let close = (got - expected).abs() <= tolerance;
    if !close {
        complaints.push(format!("{what} = {got:e}, expected {expected:e}"));
    }
}

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, v| v.abs().max(largest))
}

/// Directions without structure, the same in every run.
fn direction(n: usize, which: usize) -> Vec<f64> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64
        .wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(which as u64));
    (0..n)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / 2.0_f64.powi(23) - 1.0
        })
        .collect()
}
