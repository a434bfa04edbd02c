//! Several directions at once: the same as a call of forward mode for each, to round-off, and no memory is left
//! behind.

use super::{check_memory, close, direction, same_bits};
use crate::case::{Case, ForwardLanes, LANES};

pub fn check(lanes: ForwardLanes, case: &Case, x: &[f64], complaints: &mut Vec<String>) {
    let forward = case.forward.expect("forward mode to compare with");
    let directions: Vec<Vec<f64>> = (0..LANES).map(|lane| direction(x.len(), lane)).collect();
    let together = directions.concat();
    let (value, tangents) = lanes(x, &together);
    same_bits("value", value, (case.primal)(x), complaints);
    for (lane, (direction, got)) in directions.iter().zip(tangents).enumerate() {
        let (_, expected) = forward(x, direction);
        let scale = expected.abs().max(1e-3);
        let what = format!("lane {lane}: derivative along {direction:?}");
        close(
            &what,
            got,
            expected,
            case.precision.tolerance().modes * scale,
            complaints,
        );
    }
    check_memory(complaints, || lanes(x, &together).0);
}
