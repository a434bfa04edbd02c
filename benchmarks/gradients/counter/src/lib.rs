//! A library for `LD_PRELOAD`: libc's allocators, counted.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

extern "C" {
    fn __libc_malloc(size: usize) -> *mut c_void;
    fn __libc_calloc(count: usize, size: usize) -> *mut c_void;
    fn __libc_realloc(old: *mut c_void, size: usize) -> *mut c_void;
}

fn count(bytes: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    BYTES.fetch_add(bytes as u64, Relaxed);
}

#[no_mangle]
unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    count(size);
    __libc_malloc(size)
}

#[no_mangle]
unsafe extern "C" fn calloc(number: usize, size: usize) -> *mut c_void {
    count(number.saturating_mul(size));
    __libc_calloc(number, size)
}

#[no_mangle]
unsafe extern "C" fn realloc(old: *mut c_void, size: usize) -> *mut c_void {
    count(size);
    __libc_realloc(old, size)
}

/// Allocations so far and their bytes.
#[no_mangle]
unsafe extern "C" fn cargo_enzyme_allocations(pair: *mut u64) {
    pair.write(ALLOCATIONS.load(Relaxed));
    pair.add(1).write(BYTES.load(Relaxed));
}
