//! Forward mode: the value has the bits of the primal's, a second call gives the same bits, no memory is left
//! behind, and the derivative in a direction is the gradient times that direction, to round-off.

use super::{check_memory, direction, gradient, same_bits};
use crate::case::{Case, Forward};

pub fn check(forward: Forward, case: &Case, x: &[f64], complaints: &mut Vec<String>) {
    let direction = direction(x.len(), 0);
    let (value, tangent) = forward(x, &direction);
    same_bits("value", value, (case.primal)(x), complaints);
    let (again, second) = forward(x, &direction);
    same_bits("value of the second call", again, value, complaints);
    same_bits("derivative of the second call", second, tangent, complaints);
    check_memory(complaints, || forward(x, &direction).0);

    let terms: Vec<f64> = gradient(case, x)
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
