//! Reverse mode: the gradient is that of finite differences within their error; the value has the bits of the
//! primal's; a second call gives the same bits; the shadow is added to, in proportion to the seed, and nothing
//! beside it or in `x` is written; no memory is left behind.

use super::guarded::Guarded;
use super::{check_memory, compare, largest, same_all_bits, same_bits};
use crate::case::{Case, Reverse};
use crate::differences::{derivative, Estimate};

pub fn check(reverse: Reverse, case: &Case, x: &[f64], complaints: &mut Vec<String>) {
    let (value, gradient) = call(reverse, x, 0.0, 1.0, complaints);
    same_bits("value", value, (case.primal)(x), complaints);
    let estimates: Vec<Estimate> = (0..x.len())
        .map(|i| derivative(case.primal, x, i, case.precision))
        .collect();
    compare(
        "gradient",
        &gradient,
        &estimates,
        value,
        case.precision,
        complaints,
    );

    let (again, second) = call(reverse, x, 0.0, 1.0, complaints);
    same_bits("value of the second call", again, value, complaints);
    same_all_bits(
        "gradient of the second call",
        &second,
        &gradient,
        complaints,
    );

    // Seed and shadow: 3 + 2 g.
    let (_, added) = call(reverse, x, 3.0, 2.0, complaints);
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
    check_memory(complaints, || reverse(x, &mut scratch, 1.0));
}

/// The value and the shadow, which was `start` before.
fn call(
    reverse: Reverse,
    x: &[f64],
    start: f64,
    seed: f64,
    complaints: &mut Vec<String>,
) -> (f64, Vec<f64>) {
    let mut shadow = Guarded::new(x.len(), start);
    let input = x.to_vec();
    let value = reverse(&input, shadow.slice(), seed);
    same_all_bits("x after the call", &input, x, complaints);
    (value, shadow.open(complaints))
}
