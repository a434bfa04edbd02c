//! Several seeds at once: the same as a call of reverse mode for each, to round-off. What was a seed is zero then,
//! and no memory is left behind.

use super::guarded::Guarded;
use super::{check_memory, close, largest, same_all_bits, same_bits};
use crate::case::{Case, ReverseLanes, LANES};

const SEEDS: [f64; LANES] = [1.0, -0.5, 3.0, 0.25];
const STARTS: [f64; LANES] = [0.0, 1.0, -2.0, 0.0];

pub fn check(lanes: ReverseLanes, case: &Case, x: &[f64], complaints: &mut Vec<String>) {
    let reverse = case.reverse.expect("reverse mode to compare with");
    let mut shadows = STARTS.map(|start| Guarded::new(x.len(), start));
    let mut seeds = SEEDS;
    let input = x.to_vec();
    let value = lanes(&input, shadows.each_mut().map(Guarded::slice), &mut seeds);
    same_all_bits("x after the call", &input, x, complaints);
    same_bits("value", value, (case.primal)(x), complaints);
    if seeds != [0.0; LANES] {
        complaints.push(format!(
            "the seeds are {seeds:?} after the call, expected zeros"
        ));
    }
    for (lane, shadow) in shadows.into_iter().enumerate() {
        let mut expected = vec![STARTS[lane]; x.len()];
        reverse(x, &mut expected, SEEDS[lane]);
        let scale = largest(&expected).max(STARTS[lane].abs()).max(1e-3);
        for (i, (got, expected)) in shadow
            .open(complaints)
            .into_iter()
            .zip(expected)
            .enumerate()
        {
            let what = format!("lane {lane}: dx[{i}]");
            close(
                &what,
                got,
                expected,
                case.precision.tolerance().modes * scale,
                complaints,
            );
        }
    }
    let mut scratch = [(); LANES].map(|()| vec![0.0; x.len()]);
    check_memory(complaints, || {
        lanes(x, scratch.each_mut().map(Vec::as_mut_slice), &mut { SEEDS })
    });
}
