//! Sparse Jacobians, from few directions.

use super::compression::Compression;
use super::detection::sparsity_of;
use super::matrix::SparseMatrix;
use crate::float::Float;
use crate::lanes;
use crate::workspace::{LANES, Workspace};

/// The Jacobian of `f` at `x`, with the entries that [`sparsity`](crate::sparsity) finds there. `f` writes `outputs` values.
///
/// Where the pattern is the same at many points, find it once and use [`jacobian_sparse_into`].
///
/// ```
/// # if cfg!(enzyme) {
/// let second_difference = |x: &[f64], y: &mut [f64]| {
///     for i in 0..y.len() {
///         y[i] = x[i] - 2.0 * x[i + 1] + x[i + 2];
///     }
/// };
/// let jacobian = enzyme::jacobian_sparse(second_difference, &[0.0; 100], 98);
/// assert_eq!(jacobian.values().len(), 3 * 98);
/// assert!(jacobian.row(7).eq([(7, 1.0), (8, -2.0), (9, 1.0)]));
/// # }
/// ```
///
/// The sparse Hessian of a function with one result is that of its gradient:
///
/// ```
/// # if cfg!(enzyme) {
/// let chain = |x: &[f64]| x.windows(2).map(|w| (w[1] - w[0] * w[0]).powi(2)).sum::<f64>();
/// let gradient = |x: &[f64], g: &mut [f64]| enzyme::gradient_into(chain, x, g);
/// let hessian = enzyme::jacobian_sparse(gradient, &[1.0; 50], 50);
/// assert!(hessian.row(9).eq([(8, -4.0), (9, 10.0), (10, -4.0)]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jacobian_sparse<F, S>(f: F, x: &[S], outputs: usize) -> SparseMatrix<S>
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let compression = Compression::new(sparsity_of(&f, x, outputs));
    let mut values = vec![S::ZERO; compression.sparsity().entries()];
    let mut y = vec![S::ZERO; outputs];
    jacobian_sparse_into(
        f,
        x,
        &compression,
        &mut y,
        &mut values,
        &mut Workspace::new(),
    );
    SparseMatrix::new(compression.into_sparsity(), values)
}

/// `y` is overwritten with the values of `f` at `x`, and `values` with the entries of the Jacobian that the
/// pattern of `compression` has, row after row. Several directions are taken per call.
///
/// The pattern must have every entry of the Jacobian at `x` that is not zero, as that of [`sparsity`](crate::sparsity) has where
/// `f` takes the same path. A derivative that it lacks is a panic where the compressed form has a zero in its
/// place; elsewhere it is added to an entry of the pattern. `pattern.covers(&enzyme::sparsity(f, x, outputs))`
/// says whether that can be.
///
/// ```
/// # if cfg!(enzyme) {
/// use enzyme::{Compression, Workspace};
/// let f = |x: &[f64], y: &mut [f64]| {
///     for i in 0..y.len() {
///         y[i] = x[i] * x[(i + 1) % x.len()];
///     }
/// };
/// let ring = Compression::new(enzyme::sparsity(f, &[0.0; 10], 10));
/// let (mut y, mut values, mut workspace) = ([0.0; 10], [0.0; 20], Workspace::new());
/// for scale in [1.0, 2.0] {
///     enzyme::jacobian_sparse_into(f, &[scale; 10], &ring, &mut y, &mut values, &mut workspace);
///     assert_eq!((y, values), ([scale * scale; 10], [scale; 20]));
/// }
/// # }
/// ```
///
/// # Panics
///
/// If the pattern has not as many rows as `y` and columns as `x`, or not as many entries as `values`; if a
/// derivative is found that the pattern lacks; if `f` panics, and if plain cargo built the program.
#[track_caller]
pub fn jacobian_sparse_into<F, S>(
    f: F,
    x: &[S],
    compression: &Compression,
    y: &mut [S],
    values: &mut [S],
    workspace: &mut Workspace<S>,
) where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    let pattern = compression.sparsity();
    assert!(
        (pattern.rows(), pattern.columns()) == (m, n),
        "the pattern has {} rows and {} columns, but there are {m} outputs and {n} inputs",
        pattern.rows(),
        pattern.columns()
    );
    assert!(
        values.len() == pattern.entries(),
        "`values` has length {}, but the pattern has {} entries",
        values.len(),
        pattern.entries()
    );
    if compression.directions() == 0 {
        f(x, y);
        return;
    }
    for first in (0..compression.directions()).step_by(LANES) {
        let end = compression.directions().min(first + LANES);
        let (of_inputs, of_outputs) = workspace.lanes(n, m);
        let (seeds, results) = if compression.is_by_rows() {
            (&mut *of_outputs, &mut *of_inputs)
        } else {
            (&mut *of_inputs, &mut *of_outputs)
        };
        let (width, length) = (seeds.len() / LANES, results.len() / LANES);
        for (position, colour) in compression.colours().iter().enumerate() {
            if (first..end).contains(colour) {
                seeds[(colour - first) * width + position] = S::ONE;
            }
        }
        if compression.is_by_rows() {
            lanes::reverse(&f, x, y, seeds, results);
        } else {
            lanes::forward(&f, x, y, seeds, results);
        }
        for colour in first..end {
            let derivatives = &mut results[(colour - first) * length..][..length];
            for place in compression.places(colour) {
                values[place.entry] = core::mem::replace(&mut derivatives[place.at], S::ZERO);
            }
            if let Some(at) = derivatives.iter().position(|rest| *rest != S::ZERO) {
                lacking(compression.is_by_rows(), at);
            }
        }
    }
}

#[cold]
#[track_caller]
fn lacking(by_rows: bool, at: usize) -> ! {
    let of = if by_rows {
        format!("with respect to `x[{at}]`")
    } else {
        format!("of `y[{at}]`")
    };
    panic!("a derivative {of} is not zero at an entry that the pattern lacks")
}
