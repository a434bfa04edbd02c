//! Derivatives with two indices.

use core::ops::Index;

/// A matrix of numbers, row after row. `matrix[i][j]` is its entry in row `i` and column `j`.
///
/// ```
/// # if cfg!(enzyme) {
/// let jacobian = enzyme::jacobian(|x: &[f64], y: &mut [f64]| y[0] = x[0] * x[1], &[3.0, 4.0], 1);
/// assert_eq!((jacobian.rows(), jacobian.columns()), (1, 2));
/// assert_eq!(jacobian[0], [4.0, 3.0]);
/// assert_eq!(jacobian[0][1], 3.0);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix<S> {
    columns: usize,
    rows: usize,
    entries: Vec<S>,
}

impl<S> Matrix<S> {
    /// # Panics
    ///
    /// If there are not as many entries as the shape says.
    pub(crate) fn new(rows: usize, columns: usize, entries: Vec<S>) -> Self {
        assert_eq!(entries.len(), rows * columns);
        Matrix {
            columns,
            rows,
            entries,
        }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All entries, row after row.
    #[must_use]
    pub fn as_slice(&self) -> &[S] {
        &self.entries
    }

    /// All entries, row after row.
    #[must_use]
    pub fn into_vec(self) -> Vec<S> {
        self.entries
    }

    /// One vector a row.
    #[must_use]
    pub fn into_rows(self) -> Vec<Vec<S>> {
        let mut entries = self.entries.into_iter();
        let row = |_| entries.by_ref().take(self.columns).collect();
        (0..self.rows).map(row).collect()
    }
}

impl<S> Index<usize> for Matrix<S> {
    type Output = [S];

    fn index(&self, row: usize) -> &[S] {
        assert!(
            row < self.rows,
            "row {row} of a matrix with {} rows",
            self.rows
        );
        &self.entries[row * self.columns..][..self.columns]
    }
}
