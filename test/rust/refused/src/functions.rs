//! Functions without a derivative, or without one that is known to be right.

use enzyme::autodiff_reverse;
use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

extern "C" {
    /// Of the C library: it has no body in the program and no rule.
    fn significand(x: f64) -> f64;
}

#[autodiff_reverse(d_missing_body, Duplicated, Active)]
fn missing_body(x: &[f64]) -> f64 {
    // SAFETY: a function of numbers.
    unsafe { significand(x[0]) * x[1] }
}

#[autodiff_reverse(d_opaque, Duplicated, Active)]
fn opaque(x: &[f64]) -> f64 {
    black_box(x[0] * x[1])
}

#[autodiff_reverse(d_constant_argument, Duplicated, Const, Active)]
fn constant_argument(x: &[f64], work: &mut [f64]) -> f64 {
    work[0] = x[0] * x[1];
    work[0] * x[0]
}

static mut LAST: f64 = 0.0;

#[autodiff_reverse(d_mutable_static, Duplicated, Active)]
fn mutable_static(x: &[f64]) -> f64 {
    // SAFETY: a single thread.
    unsafe {
        LAST = x[0] * x[1];
        LAST * x[0]
    }
}

#[autodiff_reverse(d_thread_local, Duplicated, Active)]
fn thread_local(x: &[f64]) -> f64 {
    thread_local!(static BEST: Cell<f64> = const { Cell::new(0.0) });
    BEST.set(x[0] * x[1]);
    BEST.get() * x[0]
}

fn captured(x: &[f64]) -> f64 {
    let seen = Cell::new(0.0);
    let f = |x: &[f64]| {
        seen.set(x[0] * x[1]);
        seen.get() * x[0]
    };
    enzyme::gradient(f, x)[0] + seen.get()
}

#[autodiff_reverse(d_fast_inverse_root, Duplicated, Active)]
fn fast_inverse_root(x: &[f64]) -> f64 {
    let y = f64::from_bits(0x5fe6_eb50_c7b5_37a9 - (x[0].to_bits() >> 1));
    y * (1.5 - 0.5 * x[0] * y * y)
}

#[autodiff_reverse(d_doubled_exponent, Duplicated, Active)]
fn doubled_exponent(x: &[f64]) -> f64 {
    f64::from_bits(x[0].to_bits() + (1 << 52)) * x[0]
}

#[autodiff_reverse(d_atomic, Duplicated, Active)]
fn atomic(x: &[f64]) -> f64 {
    let shared = AtomicU64::new((x[0] * x[1]).to_bits());
    black_box(&shared);
    f64::from_bits(shared.load(Ordering::SeqCst)) * x[0]
}

#[autodiff_reverse(d_mixed, Duplicated, Const, Active)]
fn mixed(x: &[f64], data: &[f64]) -> f64 {
    let chosen = if x[0] > 1.0 { x } else { data };
    chosen.iter().map(|v| v * v).sum()
}

#[autodiff_reverse(d_never_returns, Duplicated, Active)]
fn never_returns(x: &[f64]) -> f64 {
    panic!("no value for {}", x[0])
}

#[autodiff_reverse(d_outlives, Duplicated, Duplicated)]
fn outlives(x: &[f64], out: &mut Vec<f64>) {
    *out = x.iter().map(|v| v * v).collect();
}

pub fn call() {
    let (x, mut dx) = (black_box([0.5, 1.5]), [0.0; 2]);
    let mut total = d_missing_body(&x, &mut dx, 1.0);
    total += d_opaque(&x, &mut dx, 1.0);
    total += d_constant_argument(&x, &mut dx, &mut [0.0], 1.0);
    total += d_mutable_static(&x, &mut dx, 1.0);
    total += d_thread_local(&x, &mut dx, 1.0);
    total += captured(&x);
    total += d_fast_inverse_root(&x, &mut dx, 1.0);
    total += d_doubled_exponent(&x, &mut dx, 1.0);
    total += d_atomic(&x, &mut dx, 1.0);
    total += d_mixed(&x, &mut dx, &[1.0, 2.0], 1.0);
    total += d_never_returns(&x, &mut dx, 1.0);
    d_outlives(&x, &mut dx, &mut Vec::new(), &mut Vec::new());
    println!("{total} {dx:?}");
}
