//! How much memory is in use: Rust's, by a counting allocator, and that of `malloc` as a whole.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::c_int;
use std::sync::atomic::{AtomicIsize, Ordering};

static LIVE: AtomicIsize = AtomicIsize::new(0);

/// The system's allocator, with a count of the bytes in use.
pub struct Counting;

// SAFETY: every method is the system's.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, Ordering::Relaxed);
        System.alloc(layout)
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as isize, Ordering::Relaxed);
        System.alloc_zeroed(layout)
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        System.dealloc(pointer, layout);
    }
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        LIVE.fetch_add(size as isize - layout.size() as isize, Ordering::Relaxed);
        System.realloc(pointer, layout, size)
    }
}

/// Bytes that Rust has allocated and not freed.
pub fn live_bytes() -> isize {
    LIVE.load(Ordering::Relaxed)
}

/// glibc's account of its heap.
#[repr(C)]
struct Mallinfo2 {
    arena: usize,
    ordblks: usize,
    smblks: usize,
    hblks: usize,
    hblkhd: usize,
    usmblks: usize,
    fsmblks: usize,
    uordblks: usize,
    fordblks: usize,
    keepcost: usize,
}

extern "C" {
    fn mallinfo2() -> Mallinfo2;
    fn mallopt(parameter: c_int, value: c_int) -> c_int;
}

/// Bytes that `malloc` has given out, small ones that it keeps for reuse included.
pub fn heap_bytes() -> usize {
    // SAFETY: a plain query.
    let info = unsafe { mallinfo2() };
    info.uordblks + info.hblkhd
}

/// Lets `malloc` map nothing apart, so that its account does not depend on sizes seen earlier.
pub fn steady_heap() {
    const M_MMAP_MAX: c_int = -4;
    // SAFETY: a documented parameter.
    unsafe { mallopt(M_MMAP_MAX, 0) };
}
