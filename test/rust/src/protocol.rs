//! Requests of the raw protocol, as a program declares and calls them. What is differentiated has to be
//! named in the call: these are macros.

use crate::case::LANES;
use core::ffi::c_void;

/// A value and its derivative in each direction.
#[repr(C)]
pub struct Lanes {
    pub value: f64,
    pub tangents: [f64; LANES],
}

extern "C-unwind" {
    pub fn __enzyme_fwddiff_lanes(primal: *const c_void, ...) -> Lanes;
}

extern "C" {
    pub static enzyme_width: u8;
    pub static enzyme_dupv: u8;
}

/// Says what the functions of the crate say of a slice that is lent: no addresses are in it.
pub fn without_addresses(x: &[f64]) -> &[f64] {
    #[cfg(enzyme)]
    unsafe {
        enzyme::sys::__enzyme_no_addresses(x.as_ptr().cast());
    }
    x
}

/// Reverse mode of a function that leaves the value in its last argument, whose shadows are the seeds.
macro_rules! reverse_lanes {
    ($primal:ident) => {{
        fn in_place(x: &[f64], value: &mut f64) {
            *value = $primal($crate::protocol::without_addresses(x));
        }
        |x, [a, b, c, d], seeds| {
            let mut value = 0.0_f64;
            let [s, t, u, v] = seeds;
            unsafe {
                enzyme::sys::__enzyme_autodiff_void(
                    in_place as *const core::ffi::c_void,
                    &raw const $crate::protocol::enzyme_width,
                    $crate::case::LANES,
                    &raw const enzyme::sys::enzyme_dup,
                    x.as_ptr(),
                    a.as_mut_ptr(),
                    b.as_mut_ptr(),
                    c.as_mut_ptr(),
                    d.as_mut_ptr(),
                    x.len(),
                    &raw const enzyme::sys::enzyme_dup,
                    &raw mut value,
                    &raw mut *s,
                    &raw mut *t,
                    &raw mut *u,
                    &raw mut *v,
                );
            }
            value
        }
    }};
}

/// Forward mode; the directions stand one after the other.
macro_rules! forward_lanes {
    ($primal:ident) => {{
        fn result(x: &[f64]) -> f64 {
            $primal($crate::protocol::without_addresses(x))
        }
        |x, directions| {
            let $crate::protocol::Lanes { value, tangents } = unsafe {
                $crate::protocol::__enzyme_fwddiff_lanes(
                    result as *const core::ffi::c_void,
                    &raw const $crate::protocol::enzyme_width,
                    $crate::case::LANES,
                    &raw const enzyme::sys::enzyme_primal_return,
                    &raw const $crate::protocol::enzyme_dupv,
                    size_of_val(x),
                    x.as_ptr(),
                    directions.as_ptr(),
                    x.len(),
                )
            };
            (value, tangents)
        }
    }};
}

/// Forward mode of a function that asks for reverse mode.
macro_rules! second {
    ($primal:ident) => {{
        fn value(x: &[f64]) -> f64 {
            $primal($crate::protocol::without_addresses(x))
        }
        fn gradient(x: &[f64], dx: &mut [f64]) {
            unsafe {
                enzyme::sys::__enzyme_autodiff_void(
                    value as *const core::ffi::c_void,
                    &raw const enzyme::sys::enzyme_dup,
                    x.as_ptr(),
                    dx.as_mut_ptr(),
                    x.len(),
                );
            }
        }
        |x, direction, dx, product| unsafe {
            enzyme::sys::__enzyme_fwddiff_void(
                gradient as *const core::ffi::c_void,
                &raw const enzyme::sys::enzyme_dup,
                x.as_ptr(),
                direction.as_ptr(),
                x.len(),
                &raw const enzyme::sys::enzyme_dup,
                dx.as_mut_ptr(),
                product.as_mut_ptr(),
                dx.len(),
            );
        }
    }};
}
