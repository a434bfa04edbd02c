//! Jacobians of closures that write several results.

use crate::float::Float;
use crate::lanes;
use crate::matrix::Matrix;
use crate::workspace::{LANES, Workspace};

/// The Jacobian of `f` at `x`: entry `[i][j]` is the derivative of `y[i]` with respect to `x[j]`, where `f`
/// writes `outputs` values `y`.
///
/// Takes several directions per call, by forward mode if there are at least as many outputs as inputs,
/// else by reverse mode.
///
/// ```
/// # if cfg!(enzyme) {
/// let products = |x: &[f64], y: &mut [f64]| {
///     y[0] = x[0] * x[1];
///     y[1] = x[0] * x[0];
/// };
/// let jacobian = enzyme::jacobian(products, &[3.0, 4.0], 2);
/// assert_eq!(jacobian.into_rows(), [[4.0, 3.0], [6.0, 0.0]]);
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn jacobian<F, S>(f: F, x: &[S], outputs: usize) -> Matrix<S>
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let mut entries = vec![S::ZERO; outputs * x.len()];
    let mut y = vec![S::ZERO; outputs];
    jacobian_into(f, x, &mut y, &mut entries, &mut Workspace::new());
    Matrix::new(outputs, x.len(), entries)
}

/// As [`jacobian`]: `y` is overwritten with the values of `f`, and `jacobian` with the Jacobian, row after
/// row.
///
/// ```
/// # if cfg!(enzyme) {
/// let products = |x: &[f64], y: &mut [f64]| {
///     y[0] = x[0] * x[1];
///     y[1] = x[0] * x[0];
/// };
/// let (mut y, mut jacobian) = ([0.0; 2], [0.0; 4]);
/// let mut workspace = enzyme::Workspace::new();
/// enzyme::jacobian_into(products, &[3.0, 4.0], &mut y, &mut jacobian, &mut workspace);
/// assert_eq!((y, jacobian), ([12.0, 9.0], [4.0, 3.0, 6.0, 0.0]));
/// # }
/// ```
///
/// # Panics
///
/// If the length of `jacobian` is not that of `y` times that of `x`; if `f` panics, and if plain cargo built
/// the program.
#[track_caller]
pub fn jacobian_into<F, S>(
    f: F,
    x: &[S],
    y: &mut [S],
    jacobian: &mut [S],
    workspace: &mut Workspace<S>,
) where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    assert!(
        jacobian.len() == m * n,
        "`jacobian` has length {}, but {m} outputs and {n} inputs have {} derivatives",
        jacobian.len(),
        m * n
    );
    if n == 0 || m == 0 {
        f(x, y);
    } else if n <= m {
        by_columns(&f, x, y, jacobian, workspace);
    } else {
        by_rows(&f, x, y, jacobian, workspace);
    }
}

/// Forward mode: each direction is a column.
#[track_caller]
fn by_columns<F, S>(f: &F, x: &[S], y: &mut [S], jacobian: &mut [S], workspace: &mut Workspace<S>)
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    for first in (0..n).step_by(LANES) {
        // What has no column any more is a direction of zeros.
        let columns = first..n.min(first + LANES);
        let (directions, tangents) = workspace.lanes(n, m);
        for (lane, column) in columns.clone().enumerate() {
            directions[lane * n + column] = S::ONE;
        }
        lanes::forward(f, x, y, directions, tangents);
        for (lane, column) in columns.enumerate() {
            for (row, tangent) in tangents[lane * m..][..m].iter().enumerate() {
                jacobian[row * n + column] = *tangent;
            }
        }
    }
}

/// Reverse mode: each direction is a row.
#[track_caller]
fn by_rows<F, S>(f: &F, x: &[S], y: &mut [S], jacobian: &mut [S], workspace: &mut Workspace<S>)
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), y.len());
    for first in (0..m).step_by(LANES) {
        let rows = first..m.min(first + LANES);
        let (gradients, weights) = workspace.lanes(n, m);
        for (lane, row) in rows.clone().enumerate() {
            weights[lane * m + row] = S::ONE;
        }
        lanes::reverse(f, x, y, weights, gradients);
        jacobian[first * n..rows.end * n].copy_from_slice(&gradients[..rows.len() * n]);
    }
}
