//! The shapes in which the pass sees every closure: thin pointers and lengths.

use crate::addressless::{Known, Lent, describe_function};
use crate::float::Float;
use core::mem::MaybeUninit;
use core::slice::{from_raw_parts, from_raw_parts_mut};

/// A function of `n` numbers with one result. That `value` is a reference of its own tells the pass that
/// writing it changes nothing that `f` has read.
///
/// # Safety
///
/// `x` points to `n` numbers.
pub unsafe fn scalar<F, S>(f: &F, x: *const S, n: usize, value: &mut MaybeUninit<S>)
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    describe_function(f);
    Lent(x, n).describe();
    Lent(value.as_ptr(), 1).describe();
    // SAFETY: as promised by the caller.
    let x = unsafe { from_raw_parts(x, n) };
    value.write(f(x));
}

/// A function of `n` numbers that writes `m`.
///
/// # Safety
///
/// `x` points to `n` numbers, `y` to `m` others.
pub unsafe fn vector<F, S>(f: &F, x: *const S, n: usize, y: *mut S, m: usize)
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    describe_function(f);
    Lent(x, n).describe();
    Lent(y.cast_const(), m).describe();
    // SAFETY: as promised by the caller.
    let (x, y) = unsafe { (from_raw_parts(x, n), from_raw_parts_mut(y, m)) };
    f(x, y);
}
