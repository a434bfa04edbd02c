//! What the pass is told of memory that the caller lends: no addresses are in it.

/// A type in whose memory there are no addresses. References to it lend the memory to the differentiated
/// function, which cannot leave pointers in it and does not free it.
///
/// # Safety
///
/// No field is a pointer, a reference, or holds one.
pub unsafe trait Addressless: Sized {
    /// Tells the pass which bytes of so many values are floats. Integers are left open: some carry the bits
    /// of floats.
    ///
    /// # Safety
    ///
    /// `at` points to memory for such values.
    #[inline]
    unsafe fn describe(at: *const Self, count: usize) {
        let _ = (at, count);
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {
        $(
            // SAFETY: it is a number.
            unsafe impl Addressless for $number {}
        )+
    };
}

numbers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize bool char);

macro_rules! float {
    ($float:ty, $hint:ident) => {
        // SAFETY: it is a number.
        unsafe impl Addressless for $float {
            #[inline]
            unsafe fn describe(at: *const Self, count: usize) {
                #[cfg(enzyme)]
                // SAFETY: the pass removes the call.
                unsafe {
                    crate::sys::$hint(at.cast(), count * size_of::<Self>());
                }
                #[cfg(not(enzyme))]
                let _ = (at, count);
            }
        }
    };
}

float!(f32, __enzyme_float);
float!(f64, __enzyme_double);

// SAFETY: an array is its elements.
unsafe impl<T: Addressless, const N: usize> Addressless for [T; N] {
    #[inline]
    unsafe fn describe(at: *const Self, count: usize) {
        // SAFETY: there are so many elements.
        unsafe { T::describe(at.cast(), count * N) }
    }
}

macro_rules! tuples {
    ($(($($field:ident $index:tt)+))+) => {
        $(
            // SAFETY: a tuple is its fields.
            unsafe impl<$($field: Addressless),+> Addressless for ($($field,)+) {
                /// Of the first: the others are as it is.
                #[inline]
                unsafe fn describe(at: *const Self, _: usize) {
                    $(
                        let field = at.cast::<u8>().wrapping_add(core::mem::offset_of!(Self, $index));
                        // SAFETY: the field is there.
                        unsafe { $field::describe(field.cast(), 1) };
                    )+
                }
            }
        )+
    };
}

tuples!((A 0)(A 0 B 1)(A 0 B 1 C 2)(A 0 B 1 C 2 D 3)(A 0 B 1 C 2 D 3 E 4)(A 0 B 1 C 2 D 3 E 4 F 5));

/// A place in memory that the caller lends, and how many values are there.
pub struct Lent<T>(pub *const T, pub usize);

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
            T::describe(self.0, self.1);
        }
    }
}

/// What the vector points to.
impl<T: Addressless> Known for Lent<Vec<T>> {
    #[inline]
    fn describe(&self) {
        // SAFETY: the differentiated function is given the vector.
        let vector = unsafe { &*self.0 };
        if self.1 == 1 {
            // SAFETY: its elements are there.
            unsafe { T::describe(vector.as_ptr(), vector.len()) };
        }
    }
}

impl<T> Unknown for &Lent<T> {}

/// As [`Lent`] does, of a function without captures.
#[inline]
pub fn describe_function<F>(f: &F) {
    if size_of::<F>() == 0 {
        Lent(core::ptr::from_ref(f).cast::<u8>(), 0).describe();
    }
}
