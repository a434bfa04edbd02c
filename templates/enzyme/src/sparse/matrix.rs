//! A sparse matrix with its numbers.

use super::sparsity::Sparsity;
use crate::float::Float;
use crate::matrix::Matrix;

/// A sparse matrix in the CSR format: a pattern, and a number for each of its entries.
///
/// ```
/// use enzyme::{SparseMatrix, Sparsity};
/// let matrix = SparseMatrix::new(Sparsity::new(2, 3, [(0, 2), (1, 0)]), vec![5.0, 7.0]);
/// assert_eq!((matrix.get(0, 2), matrix.get(0, 1)), (5.0, 0.0));
/// assert_eq!(matrix.to_dense().into_rows(), [[0.0, 0.0, 5.0], [7.0, 0.0, 0.0]]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SparseMatrix<S> {
    sparsity: Sparsity,
    values: Vec<S>,
}

impl<S: Float> SparseMatrix<S> {
    /// The matrix with these numbers, row after row.
    ///
    /// # Panics
    ///
    /// If there are not as many numbers as entries.
    #[must_use]
    #[track_caller]
    pub fn new(sparsity: Sparsity, values: Vec<S>) -> Self {
        assert!(
            values.len() == sparsity.entries(),
            "{} values for a pattern of {} entries",
            values.len(),
            sparsity.entries()
        );
        SparseMatrix { sparsity, values }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sparsity.rows()
    }

    /// The number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.sparsity.columns()
    }

    /// The pattern: where each of the [`values`](Self::values) stands.
    #[must_use]
    pub fn sparsity(&self) -> &Sparsity {
        &self.sparsity
    }

    /// The number of each entry, row after row: the third array of the CSR format.
    #[must_use]
    pub fn values(&self) -> &[S] {
        &self.values
    }

    /// The pattern and the numbers.
    #[must_use]
    pub fn into_parts(self) -> (Sparsity, Vec<S>) {
        (self.sparsity, self.values)
    }

    /// The entries of one row, each with its column, ascending.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    #[track_caller]
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, S)> + '_ {
        let columns = self.sparsity.row(row).iter().copied();
        let values = &self.values[self.sparsity.row_starts()[row]..];
        columns.zip(values.iter().copied())
    }

    /// The number in a row and a column: zero if the pattern has no such entry.
    ///
    /// # Panics
    ///
    /// If there is no such row or column.
    #[must_use]
    #[track_caller]
    pub fn get(&self, row: usize, column: usize) -> S {
        assert!(
            column < self.columns(),
            "column {column} of a matrix with {} columns",
            self.columns()
        );
        match self.sparsity.row(row).binary_search(&column) {
            Ok(position) => self.values[self.sparsity.row_starts()[row] + position],
            Err(_) => S::ZERO,
        }
    }

    /// The same matrix with all its zeros.
    #[must_use]
    pub fn to_dense(&self) -> Matrix<S> {
        let (rows, columns) = (self.rows(), self.columns());
        let mut entries = vec![S::ZERO; rows * columns];
        for ((row, column), value) in self.sparsity.iter().zip(&self.values) {
            entries[row * columns + column] = *value;
        }
        Matrix::new(rows, columns, entries)
    }
}
