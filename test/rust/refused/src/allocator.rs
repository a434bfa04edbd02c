//! An allocator of the program's own: refusals name who asks it for memory.

use std::alloc::{GlobalAlloc, Layout, System};

pub struct Forwarding;

// SAFETY: all of it is the system's.
unsafe impl GlobalAlloc for Forwarding {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        System.dealloc(pointer, layout)
    }
}
