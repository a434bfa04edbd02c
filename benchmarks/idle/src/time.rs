//! Wall-clock time of a call.

use std::hint::black_box;
use std::time::Instant;

/// Seconds of the fastest of the calls that fit into `seconds` (at least one), and what the last one returned.
pub fn least(call: &mut dyn FnMut() -> f64, seconds: f64) -> (f64, f64) {
    let begin = Instant::now();
    let mut least = f64::INFINITY;
    loop {
        let start = Instant::now();
        let checksum = black_box(call());
        least = least.min(start.elapsed().as_secs_f64());
        if begin.elapsed().as_secs_f64() >= seconds {
            return (least, checksum);
        }
    }
}
