//! Wall-clock time of short computations.

use std::time::Instant;

const REPEATS: u32 = 200;
const CALLS: u32 = 50;

/// Seconds per call: the least over many repeats, since nothing but disturbance makes one longer.
pub fn least(mut call: impl FnMut()) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..REPEATS {
        let start = Instant::now();
        for _ in 0..CALLS {
            call();
        }
        least = least.min(start.elapsed().as_secs_f64() / f64::from(CALLS));
    }
    least
}
