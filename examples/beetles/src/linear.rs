//! Small systems of linear equations.

use ndarray::{Array1, Array2};

/// The solution of `matrix · x = right`, by elimination; the matrix is symmetric and positive.
pub fn solve(mut matrix: Array2<f64>, mut right: Array1<f64>) -> Array1<f64> {
    let n = right.len();
    for pivot in 0..n {
        for row in pivot + 1..n {
            let factor = matrix[[row, pivot]] / matrix[[pivot, pivot]];
            for column in pivot..n {
                matrix[[row, column]] -= factor * matrix[[pivot, column]];
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..n).rev() {
        for column in row + 1..n {
            right[row] -= matrix[[row, column]] * right[column];
        }
        right[row] /= matrix[[row, row]];
    }
    right
}

/// The inverse of such a matrix.
pub fn inverse(matrix: &Array2<f64>) -> Array2<f64> {
    let identity = Array2::eye(matrix.nrows());
    let mut inverse = identity.clone();
    for (mut column, unit) in inverse.columns_mut().into_iter().zip(identity.columns()) {
        column.assign(&solve(matrix.clone(), unit.to_owned()));
    }
    inverse
}
