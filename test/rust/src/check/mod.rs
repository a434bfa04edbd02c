//! What is checked of a case.
//!
//! Reverse mode: the gradient is that of finite differences within their error; the value has the bits
//! of the primal's; a second call gives the same bits; the shadow is added to, in proportion to the seed,
//! and nothing beside it or in `x` is written; no memory is left behind. Forward mode: the value likewise,
//! and the derivative in a direction is the gradient times that direction, to round-off.

use crate::case::{Case, Precision};
use crate::differences::{derivative, Estimate};
use crate::memory;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Stands on both sides of every shadow.
const CANARY: f64 = -1.234_567_890_123e77;
const CANARIES: usize = 4;

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

/// The complaints about a case, by mode.
pub fn check(case: &Case) -> [(&'static str, Vec<String>); 2] {
    memory::steady_heap();
    let (mut reverse, mut forward) = (Vec::new(), Vec::new());
    for x in case.points {
        let mut gradient = None;
        guarded(x, &mut reverse, |complaints| {
            gradient = Some(check_reverse(case, x, complaints))
        });
        guarded(x, &mut forward, |complaints| {
            check_forward(case, x, gradient.as_deref(), complaints)
        });
    }
    [("reverse", reverse), ("forward", forward)]
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

fn check_reverse(case: &Case, x: &[f64], complaints: &mut Vec<String>) -> Vec<f64> {
    let (value, gradient) = reverse(case, x, 0.0, 1.0, complaints);
    same_bits("value", value, (case.primal)(x), complaints);
    check_gradient(case, x, value, &gradient, complaints);

    let (again, second) = reverse(case, x, 0.0, 1.0, complaints);
    same_bits("value of the second call", again, value, complaints);
    for (i, (a, b)) in second.iter().zip(&gradient).enumerate() {
        same_bits(
            &format!("gradient[{i}] of the second call"),
            *a,
            *b,
            complaints,
        );
    }

    // Seed and shadow: 3 + 2 g.
    let (_, added) = reverse(case, x, 3.0, 2.0, complaints);
    let scale = largest(&gradient).max(1.0);
    for (i, (a, g)) in added.iter().zip(&gradient).enumerate() {
        let close = (a - (3.0 + 2.0 * g)).abs() <= 8.0 * case.precision.tolerance().modes * scale;
        if !close {
            complaints.push(format!(
                "seed 2 into a shadow of 3: dx[{i}] = {a:e}, expected {:e}",
                3.0 + 2.0 * g
            ));
        }
    }
    let mut scratch = vec![0.0; x.len()];
    check_memory("reverse", complaints, || {
        (case.reverse)(x, &mut scratch, 1.0)
    });
    gradient
}

/// Calls the derivative with guarded memory.
fn reverse(
    case: &Case,
    x: &[f64],
    start: f64,
    seed: f64,
    complaints: &mut Vec<String>,
) -> (f64, Vec<f64>) {
    let n = x.len();
    let mut shadow = vec![CANARY; n + 2 * CANARIES];
    shadow[CANARIES..CANARIES + n].fill(start);
    let input = x.to_vec();
    let value = (case.reverse)(&input, &mut shadow[CANARIES..CANARIES + n], seed);
    let outside = shadow[..CANARIES].iter().chain(&shadow[CANARIES + n..]);
    if outside.into_iter().any(|c| c.to_bits() != CANARY.to_bits()) {
        complaints.push(format!("wrote beside the shadow: {shadow:?}"));
    }
    if input.iter().zip(x).any(|(a, b)| a.to_bits() != b.to_bits()) {
        complaints.push(format!("wrote to x: {input:?}"));
    }
    (value, shadow[CANARIES..CANARIES + n].to_vec())
}

fn check_gradient(
    case: &Case,
    x: &[f64],
    value: f64,
    gradient: &[f64],
    complaints: &mut Vec<String>,
) {
    let estimates: Vec<Estimate> = (0..x.len())
        .map(|i| derivative(case.primal, x, i, case.precision))
        .collect();
    let expected: Vec<f64> = estimates.iter().map(|e| e.value).collect();
    let scale = largest(&expected).max(1e-3 * value.abs()).max(1e-3);
    let tolerance = case.precision.tolerance();
    for (i, (estimate, got)) in estimates.iter().zip(gradient).enumerate() {
        let Estimate { value, error } = *estimate;
        let reliable = error <= tolerance.unreliable * scale;
        if !reliable {
            complaints.push(format!(
                "finite differences are unreliable: df/dx[{i}] = {value:e} ± {error:e}"
            ));
        }
        let close = (got - value).abs() <= 10.0 * error + tolerance.differences * scale;
        if !close {
            complaints.push(format!(
                "gradient[{i}] = {got:e}, finite differences {value:e} ± {error:.0e}"
            ));
        }
    }
}

fn check_forward(case: &Case, x: &[f64], gradient: Option<&[f64]>, complaints: &mut Vec<String>) {
    let direction = direction(x.len());
    let (value, tangent) = (case.forward)(x, &direction);
    same_bits("value", value, (case.primal)(x), complaints);
    let (again, second) = (case.forward)(x, &direction);
    same_bits("value of the second call", again, value, complaints);
    same_bits("derivative of the second call", second, tangent, complaints);
    check_memory("forward", complaints, || (case.forward)(x, &direction).0);

    let Some(gradient) = gradient else {
        complaints.push("no gradient to compare with".into());
        return;
    };
    let terms: Vec<f64> = gradient
        .iter()
        .zip(&direction)
        .map(|(g, d)| g * d)
        .collect();
    let expected: f64 = terms.iter().sum();
    let scale = terms.iter().map(|t| t.abs()).sum::<f64>().max(1e-3);
    let close = (tangent - expected).abs() <= case.precision.tolerance().modes * scale;
    if !close {
        complaints.push(format!(
            "derivative along {direction:?} = {tangent:e}, gradient times it {expected:e}"
        ));
    }
}

/// No call may leave memory behind. What `malloc` keeps for reuse settles after some calls, a leak does not.
fn check_memory(mode: &str, complaints: &mut Vec<String>, mut call: impl FnMut() -> f64) {
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
                "{mode}: {} bytes of malloc left behind by each call",
                growth / CALLS
            ));
        }
    }
    let left = memory::live_bytes() - live;
    if left != 0 {
        complaints.push(format!(
            "{mode}: {left} bytes of Rust's left behind (malloc: {growth})"
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

fn largest(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |largest, v| v.abs().max(largest))
}

/// A direction without structure, the same in every run.
fn direction(n: usize) -> Vec<f64> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    (0..n)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / 2.0_f64.powi(23) - 1.0
        })
        .collect()
}
