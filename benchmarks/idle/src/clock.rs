//! The time that this thread has computed. What others do on the machine does not count.

use std::ffi::{c_int, c_long};

#[repr(C)]
struct Timespec {
    seconds: c_long,
    nanoseconds: c_long,
}

extern "C" {
    fn clock_gettime(clock: c_int, time: *mut Timespec) -> c_int;
}

/// Linux's `CLOCK_THREAD_CPUTIME_ID`.
const THREAD: c_int = 3;

pub fn seconds() -> f64 {
    let mut time = Timespec {
        seconds: 0,
        nanoseconds: 0,
    };
    // SAFETY: `time` is where the kernel writes.
    let outcome = unsafe { clock_gettime(THREAD, &raw mut time) };
    assert_eq!(outcome, 0, "no clock");
    #[expect(
        clippy::cast_precision_loss,
        reason = "53 bits of nanoseconds are 104 days"
    )]
    let seconds = |count: c_long| count as f64;
    seconds(time.seconds) + 1e-9 * seconds(time.nanoseconds)
}
