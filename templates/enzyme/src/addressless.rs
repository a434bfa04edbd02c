//! What the pass is told of memory that the caller lends: no addresses are in it.

/// A type in whose memory there are no addresses. References to it lend the memory to the differentiated
/// function, which cannot leave pointers in it and does not free it.
///
/// # Safety
///
/// No field is a pointer, a reference, or holds one.
pub unsafe trait Addressless {}

macro_rules! numbers {
    ($($number:ty)+) => {
        $(
            // SAFETY: it is a number.
            unsafe impl Addressless for $number {}
        )+
    };
}

numbers!(f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool char);

// SAFETY: an array is its elements.
unsafe impl<T: Addressless, const N: usize> Addressless for [T; N] {}

macro_rules! tuples {
    ($(($($field:ident)+))+) => {
        $(
            // SAFETY: a tuple is its fields.
            unsafe impl<$($field: Addressless),+> Addressless for ($($field,)+) {}
        )+
    };
}

tuples!((A)(A B)(A B C)(A B C D)(A B C D E)(A B C D E F));

/// A place in memory that the caller lends.
pub struct Lent<T>(pub *const T);

/// Of a type of which it is known.
pub trait Known {
    fn describe(&self);
}

/// Of any other: found by one reference more, only if the first is not.
pub trait Unknown {
    #[inline]
    fn describe(&self) {}
}

impl<T: Addressless> Known for Lent<T> {
    #[inline]
    fn describe(&self) {
        #[cfg(enzyme)]
        // SAFETY: the pass removes the call.
        unsafe {
            crate::sys::__enzyme_no_addresses(self.0.cast());
        }
    }
}

impl<T> Unknown for &Lent<T> {}

/// As [`Lent`] does, of a function without captures.
#[inline]
pub fn describe_function<F>(f: &F) {
    if size_of::<F>() == 0 {
        Lent(core::ptr::from_ref(f).cast::<u8>()).describe();
    }
}
