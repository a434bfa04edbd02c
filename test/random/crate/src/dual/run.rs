//! One run of a program: how much it may compute, and whether its result has a derivative.

use std::cell::Cell;

/// More operations than this make a program that is too slow to be worth its time.
const LIMIT: u64 = 300_000;

thread_local! {
    static OPERATIONS: Cell<u64> = const { Cell::new(0) };
    static SPOILT: Cell<bool> = const { Cell::new(false) };
}

/// One more operation.
pub fn count() {
    let operations = OPERATIONS.get() + 1;
    OPERATIONS.set(operations);
    assert!(operations <= LIMIT, "too many operations");
}

/// There is no derivative where the program is.
pub fn spoil() {
    SPOILT.set(true);
}

/// The result of a program, and whether it has a derivative.
pub fn measured<T>(program: impl FnOnce() -> T) -> (T, bool) {
    OPERATIONS.set(0);
    SPOILT.set(false);
    let result = program();
    (result, !SPOILT.get())
}
