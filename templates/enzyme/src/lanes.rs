//! Derivatives of closures that write several results, in [`LANES`] directions at once.

use crate::float::Float;
use crate::primal;
use crate::workspace::LANES;

/// Forward mode: the values of `f` at `x`, and in each lane of `tangents` their derivatives along the direction
/// in that lane of `directions`.
///
/// The lanes of `tangents` are zero, and as long as `y`; those of `directions` are as long as `x`.
#[track_caller]
pub fn forward<F, S>(f: &F, x: &[S], y: &mut [S], directions: &[S], tangents: &mut [S])
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    assert!(directions.len() == LANES * n && tangents.len() == LANES * m);
    // SAFETY: every pointer is valid for what the primal reads and writes, in each lane.
    unsafe {
        crate::__request!(__enzyme_fwddiff_void, primal::vector::<F, S> as unsafe fn(_, _, _, _, _);
            enzyme_width LANES;
            enzyme_const core::ptr::from_ref(f);
            enzyme_dupv size_of_val(x), x.as_ptr(), directions.as_ptr();
            enzyme_const n;
            enzyme_dupv size_of_val(y), y.as_mut_ptr(), tangents.as_mut_ptr();
            enzyme_const m;
        );
    }
}

/// Reverse mode: the values of `f` at `x`, and in each lane of `gradients` the gradient of their sum with the
/// weights in that lane of `weights`, in which is computed.
///
/// The lanes of `gradients` are zero, and as long as `x`; those of `weights` are as long as `y`.
#[track_caller]
pub fn reverse<F, S>(f: &F, x: &[S], y: &mut [S], weights: &mut [S], gradients: &mut [S])
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    assert!(weights.len() == LANES * m && gradients.len() == LANES * n);
    // SAFETY: every pointer is valid for what the primal reads and writes, in each lane.
    unsafe {
        crate::__request!(__enzyme_autodiff_void, primal::vector::<F, S> as unsafe fn(_, _, _, _, _);
            enzyme_width LANES;
            enzyme_const core::ptr::from_ref(f);
            enzyme_dupv size_of_val(x), x.as_ptr(), gradients.as_mut_ptr();
            enzyme_const n;
            enzyme_dupv size_of_val(y), y.as_mut_ptr(), weights.as_mut_ptr();
            enzyme_const m;
        );
    }
}
