//! Second derivatives of closures with one result: forward mode over the gradient.

use crate::float::Float;
use crate::gradient::accumulate;
use crate::matrix::Matrix;
use crate::request::check_length;
use crate::workspace::{LANES, Workspace};
use core::slice::{from_raw_parts, from_raw_parts_mut};

/// The Hessian of `f` at `x` times `direction`, at the cost of a few gradients.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::hvp(f, &[2.0, 3.0], &[1.0, 0.0]), [2.0, 1.0]);
/// # }
/// ```
///
/// # Panics
///
/// As [`hvp_into`].
#[must_use]
#[track_caller]
pub fn hvp<F, S>(f: F, x: &[S], direction: &[S]) -> Vec<S>
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    let (mut gradient, mut product) = (vec![S::ZERO; x.len()], vec![S::ZERO; x.len()]);
    hvp_into(f, x, direction, &mut gradient, &mut product);
    product
}

/// As [`hvp`]: `gradient` is overwritten with the gradient, and `product` with the Hessian times `direction`.
/// Allocates nothing of its own.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
/// let (mut gradient, mut product) = ([0.0; 2], [0.0; 2]);
/// enzyme::hvp_into(f, &[2.0, 3.0], &[1.0, 0.0], &mut gradient, &mut product);
/// assert_eq!((gradient, product), ([7.0, 2.0], [2.0, 1.0]));
/// # }
/// ```
///
/// # Panics
///
/// If the slices are not all as long as `x`; if `f` panics, and if plain cargo built the program.
#[track_caller]
pub fn hvp_into<F, S>(f: F, x: &[S], direction: &[S], gradient: &mut [S], product: &mut [S])
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    check_length("x", x.len(), "direction", direction.len());
    check_length("x", x.len(), "gradient", gradient.len());
    check_length("x", x.len(), "product", product.len());
    // SAFETY: every pointer is valid for what the primal reads and writes.
    unsafe {
        crate::__request!(__enzyme_fwddiff_void, gradient_of::<F, S> as unsafe fn(_, _, _, _);
            enzyme_const core::ptr::from_ref(&f);
            enzyme_dup x.as_ptr(), direction.as_ptr();
            enzyme_const x.len();
            enzyme_dup gradient.as_mut_ptr(), product.as_mut_ptr();
        );
    }
}

/// The Hessian of `f` at `x`: entry `[i][j]` is the derivative with respect to `x[i]` and `x[j]`.
///
/// Takes several directions per call.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
/// assert_eq!(enzyme::hessian(f, &[2.0, 3.0]).into_rows(), [[2.0, 1.0], [1.0, 0.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn hessian<F, S>(f: F, x: &[S]) -> Matrix<S>
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    let n = x.len();
    let (mut gradient, mut entries) = (vec![S::ZERO; n], vec![S::ZERO; n * n]);
    hessian_into(f, x, &mut gradient, &mut entries, &mut Workspace::new());
    Matrix::new(n, n, entries)
}

/// As [`hessian`]: `gradient` is overwritten with the gradient, and `hessian` with the Hessian, row after row.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
/// let (mut gradient, mut hessian) = ([0.0; 2], [0.0; 4]);
/// let mut workspace = enzyme::Workspace::new();
/// enzyme::hessian_into(f, &[2.0, 3.0], &mut gradient, &mut hessian, &mut workspace);
/// assert_eq!((gradient, hessian), ([7.0, 2.0], [2.0, 1.0, 1.0, 0.0]));
/// # }
/// ```
///
/// # Panics
///
/// If `gradient` is not as long as `x`, or `hessian` as its square; if `f` panics, and if plain cargo built
/// the program.
#[track_caller]
pub fn hessian_into<F, S>(
    f: F,
    x: &[S],
    gradient: &mut [S],
    hessian: &mut [S],
    workspace: &mut Workspace<S>,
) where
    F: Fn(&[S]) -> S,
    S: Float,
{
    let n = x.len();
    check_length("x", n, "gradient", gradient.len());
    assert!(
        hessian.len() == n * n,
        "`hessian` has length {}, but {n} inputs have {} second derivatives",
        hessian.len(),
        n * n
    );
    for first in (0..n).step_by(LANES) {
        let rows = first..n.min(first + LANES);
        let (directions, products) = workspace.lanes(n, n);
        for (lane, row) in rows.clone().enumerate() {
            directions[lane * n + row] = S::ONE;
        }
        // SAFETY: every pointer is valid for what the primal reads and writes, in each lane.
        unsafe {
            crate::__request!(__enzyme_fwddiff_void, gradient_of::<F, S> as unsafe fn(_, _, _, _);
                enzyme_width LANES;
                enzyme_const core::ptr::from_ref(&f);
                enzyme_dupv size_of_val(x), x.as_ptr(), directions.as_ptr();
                enzyme_const n;
                enzyme_dupv size_of_val(x), gradient.as_mut_ptr(), products.as_mut_ptr();
            );
        }
        hessian[first * n..rows.end * n].copy_from_slice(&products[..rows.len() * n]);
    }
}

/// The gradient as a function with a derivative.
///
/// # Safety
///
/// `x` points to `n` numbers, `gradient` to `n` others.
unsafe fn gradient_of<F, S>(f: &F, x: *const S, n: usize, gradient: *mut S)
where
    F: Fn(&[S]) -> S,
    S: Float,
{
    // SAFETY: as promised by the caller.
    let (x, gradient) = unsafe { (from_raw_parts(x, n), from_raw_parts_mut(gradient, n)) };
    gradient.fill(S::ZERO);
    accumulate(f, x, gradient);
}
