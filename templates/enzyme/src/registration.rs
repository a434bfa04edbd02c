//! What the attributes of custom derivatives expand to: how the program tells the pass of its own rules.

use crate::differentiable::Differentiable;
use core::ffi::c_char;
use core::slice::{from_raw_parts, from_raw_parts_mut};

/// A global of the protocol that lists functions.
#[repr(transparent)]
pub struct Registration<const N: usize>(pub [*const (); N]);

// SAFETY: nobody reads it but the pass.
unsafe impl<const N: usize> Sync for Registration<N> {}

/// A global of the protocol that names a function of libm.
#[repr(C)]
pub struct FunctionLike(pub *const (), pub *const c_char);

// SAFETY: nobody reads it but the pass.
unsafe impl Sync for FunctionLike {}

/// The shadow of some memory as a rule sees it. Where a call passes memory without a derivative, the pass
/// gives the primal in place of a shadow: then, and where two shadows may be the same, the rule works on
/// memory of its own.
pub struct Shadow<T> {
    at: *mut T,
    length: usize,
    constant: bool,
    own: Option<Vec<T>>,
}

impl<T> Shadow<T> {
    /// # Safety
    ///
    /// `shadow` points to `length` values that nobody else uses as long as this lives, unless `apart`.
    pub unsafe fn new(primal: *mut T, shadow: *mut T, length: usize, apart: bool) -> Self
    where
        T: Differentiable,
    {
        let constant = primal == shadow;
        let own = (constant || apart).then(|| vec![T::ZERO; length]);
        Shadow {
            at: shadow,
            length,
            constant,
            own,
        }
    }

    pub fn all(&mut self) -> &mut [T] {
        match &mut self.own {
            Some(own) => own,
            // SAFETY: as promised to `new`.
            None => unsafe { from_raw_parts_mut(self.at, self.length) },
        }
    }

    pub fn single(&mut self) -> &mut T {
        &mut self.all()[0]
    }

    #[must_use]
    pub fn read(&self) -> &[T] {
        match &self.own {
            Some(own) => own,
            // SAFETY: as promised to `new`.
            None => unsafe { from_raw_parts(self.at, self.length) },
        }
    }

    /// What the rule left in memory of its own is added to the shadow.
    pub fn close(self)
    where
        T: Differentiable,
    {
        if self.constant {
            return;
        }
        for (i, value) in self.own.into_iter().flatten().enumerate() {
            // SAFETY: as promised to `new`.
            unsafe { (*self.at.add(i)).accumulate(value) };
        }
    }
}

/// The adjoint of a result, which is overwritten by the function: it is taken and zeroed.
///
/// # Safety
///
/// Both point to such a value.
pub unsafe fn take_seed<T: Differentiable>(place: *mut T, shadow: *mut T) -> T {
    if place == shadow {
        return T::ZERO;
    }
    // SAFETY: as promised by the caller.
    unsafe { shadow.replace(T::ZERO) }
}

/// # Safety
///
/// Both point to such a value.
pub unsafe fn add_gradient<T: Differentiable>(primal: *mut T, shadow: *mut T, gradient: T) {
    if primal != shadow {
        // SAFETY: as promised by the caller.
        unsafe { (*shadow).accumulate(gradient) };
    }
}

/// # Safety
///
/// Both point to such a value.
pub unsafe fn tangent_of<T: Differentiable>(primal: *mut T, shadow: *mut T) -> T {
    if primal == shadow {
        return T::ZERO;
    }
    // SAFETY: as promised by the caller.
    unsafe { shadow.read() }
}

/// # Safety
///
/// Both point to memory for such a value.
pub unsafe fn put_tangent<T: Differentiable>(place: *mut T, shadow: *mut T, tangent: T) {
    if place != shadow {
        // SAFETY: as promised by the caller.
        unsafe { shadow.write(tangent) };
    }
}
