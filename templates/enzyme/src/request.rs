//! How a derivative reaches the pass, and what it does when there was no pass.

/// Calls the request `$entry` for `$primal`; each marker stands before the arguments it speaks of.
///
/// Everything that crosses is a thin pointer or a `usize`, so that the protocol needs no knowledge of
/// how rustc passes aggregates.
#[cfg(enzyme)]
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    ($entry:ident, $primal:expr; $($marker:ident $($argument:expr),+;)*) => {
        $crate::sys::$entry(
            $primal as *const ::core::ffi::c_void,
            $(&raw const $crate::sys::$marker, $($argument),+),*
        )
    };
}

// Names neither the entry point nor a marker: nothing defines them in a program built by plain cargo.
#[cfg(not(enzyme))]
#[doc(hidden)]
#[macro_export]
macro_rules! __request {
    ($entry:ident, $primal:expr; $($marker:ident $($argument:expr),+;)*) => {{
        let _ = ($primal as *const ::core::ffi::c_void, $($($argument),+),*);
        $crate::__private::built_without_pass()
    }};
}

/// The end of every derivative in a program that plain cargo built. Not of type `!`: the compiler would
/// call the rest of the derivative unreachable, in the user's code.
///
/// # Safety
///
/// None is needed: it is as unsafe as the request in the place of which it stands.
///
/// # Panics
///
/// Always.
#[cold]
#[track_caller]
pub unsafe fn built_without_pass() {
    panic!(
        "built without cargo enzyme: run `cargo enzyme build` (or `run`, `test`, `bench`) in place of cargo's"
    )
}

/// The shadow has to be as long as its primal.
///
/// # Panics
///
/// If it is not.
#[inline]
#[track_caller]
pub fn check_length(primal: &str, length: usize, shadow: &str, shadow_length: usize) {
    check_directions(1, primal, length, shadow, shadow_length);
}

/// The shadow has to hold so many directions, each as long as the primal.
///
/// # Panics
///
/// If it does not.
#[inline]
#[track_caller]
pub fn check_directions(
    directions: usize,
    primal: &str,
    length: usize,
    shadow: &str,
    shadow_length: usize,
) {
    if directions.checked_mul(length) != Some(shadow_length) {
        length_mismatch(directions, primal, length, shadow, shadow_length);
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn length_mismatch(
    directions: usize,
    primal: &str,
    length: usize,
    shadow: &str,
    shadow_length: usize,
) -> ! {
    let rule = match directions {
        1 => "a shadow is as long as its primal".to_owned(),
        _ => format!(
            "a shadow of {directions} directions is {directions} times as long as its primal"
        ),
    };
    panic!("`{shadow}` has length {shadow_length}, but `{primal}` has length {length}: {rule}")
}
