//! Time of a call.

use crate::clock;
use std::hint::black_box;
use std::time::Instant;

/// Seconds of the fastest of the calls that fit into `seconds` (at least one), and what the last one returned.
pub fn least(call: &mut dyn FnMut() -> f64, seconds: f64) -> (f64, f64) {
    let begin = Instant::now();
    let mut least = f64::INFINITY;
    loop {
        let start = clock::seconds();
        let checksum = black_box(call());
        least = least.min(clock::seconds() - start);
        if begin.elapsed().as_secs_f64() >= seconds {
            return (least, checksum);
        }
    }
}
