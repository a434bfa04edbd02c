//! How much memory is in use: Rust's, by a counting allocator, and that of `malloc` as a whole.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::c_int;
use std::sync::atomic::{AtomicIsize, Ordering};

static LIVE: AtomicIsize = AtomicIsize::new(0);

/// The system's allocator, with a count of the bytes in use. A mark and its size are in front of
/// every block, so that it notices when it is given back what it has not given out.
pub struct Counting;

/// Before LLVM 22 a derivative takes only an allocator that is a call of another one.
const MARKED: bool = option_env!("PLAIN_ALLOCATOR").is_none();
const MARK: usize = 0x6c6f_6361_2d6e_776f;

/// What lies before the memory of a block: at least two words.
fn head(layout: Layout) -> usize {
    if MARKED {
        layout.align().max(2 * size_of::<usize>())
    } else {
        0
    }
}

fn whole(layout: Layout) -> Layout {
    let align = layout.align().max(align_of::<usize>());
    // SAFETY: a block of `isize::MAX` bytes is not to be had.
    unsafe { Layout::from_size_align_unchecked(layout.size() + head(layout), align) }
}

/// Marks a block of `whole(layout)`, and returns the memory in it.
unsafe fn marked(block: *mut u8, layout: Layout) -> *mut u8 {
    if block.is_null() {
        return block;
    }
    LIVE.fetch_add(layout.size() as isize, Ordering::Relaxed);
    let memory = block.add(head(layout));
    memory
        .cast::<[usize; 2]>()
        .sub(1)
        .write([MARK, layout.size()]);
    memory
}

// SAFETY: the memory is the system's, and behind the head as aligned as the block.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        marked(System.alloc(whole(layout)), layout)
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        marked(System.alloc_zeroed(whole(layout)), layout)
    }
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        if MARKED {
            let mark = memory.cast::<[usize; 2]>().sub(1);
            if mark.read() != [MARK, layout.size()] {
                eprintln!("a block is freed that this allocator has not given out in this size");
                std::process::abort();
            }
            mark.write([0, 0]);
        }
        LIVE.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        System.dealloc(memory.sub(head(layout)), whole(layout));
    }
    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !MARKED {
            LIVE.fetch_add(size as isize - layout.size() as isize, Ordering::Relaxed);
            return System.realloc(memory, layout, size);
        }
        let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
        if !new.is_null() {
            memory.copy_to_nonoverlapping(new, size.min(layout.size()));
            self.dealloc(memory, layout);
        }
        new
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
