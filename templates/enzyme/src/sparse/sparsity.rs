//! Which entries a matrix has.

/// Which entries of a matrix may differ from zero: the columns of each row, ascending, row after row.
///
/// [`sparsity`](crate::sparsity) finds it out for a Jacobian; [`Sparsity::new`] takes what you know.
///
/// ```
/// let tridiagonal = |n: usize| {
///     let row = move |i: usize| (i.saturating_sub(1)..n.min(i + 2)).map(move |j| (i, j));
///     enzyme::Sparsity::new(n, n, (0..n).flat_map(row))
/// };
/// let pattern = tridiagonal(4);
/// assert_eq!(pattern.row_starts(), [0, 2, 5, 8, 10]);
/// assert_eq!(pattern.column_indices(), [0, 1, 0, 1, 2, 1, 2, 3, 2, 3]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparsity {
    columns: usize,
    row_starts: Vec<usize>,
    column_indices: Vec<usize>,
}

impl Sparsity {
    /// The pattern with these entries, as pairs of row and column, in any order; one that is named twice counts
    /// once.
    ///
    /// ```
    /// let pattern = enzyme::Sparsity::new(2, 3, [(1, 2), (0, 0), (1, 2)]);
    /// assert_eq!((pattern.row(0), pattern.row(1)), (&[0][..], &[2][..]));
    /// ```
    ///
    /// # Panics
    ///
    /// If an entry is outside of the matrix.
    #[must_use]
    #[track_caller]
    pub fn new(
        rows: usize,
        columns: usize,
        entries: impl IntoIterator<Item = (usize, usize)>,
    ) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_unstable();
        entries.dedup();
        for (row, column) in &entries {
            assert!(
                *row < rows && *column < columns,
                "entry ({row}, {column}) of a matrix with {rows} rows and {columns} columns"
            );
        }
        let mut row_starts = vec![0; rows + 1];
        for (row, _) in &entries {
            row_starts[row + 1] += 1;
        }
        for row in 0..rows {
            row_starts[row + 1] += row_starts[row];
        }
        Sparsity {
            columns,
            row_starts,
            column_indices: entries.into_iter().map(|(_, column)| column).collect(),
        }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.row_starts.len() - 1
    }

    /// The number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The number of entries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.column_indices.len()
    }

    /// Where in [`column_indices`](Self::column_indices) each row begins, and at last where the last row ends:
    /// the first array of the CSR format.
    #[must_use]
    pub fn row_starts(&self) -> &[usize] {
        &self.row_starts
    }

    /// The column of each entry, row after row: the second array of the CSR format.
    #[must_use]
    pub fn column_indices(&self) -> &[usize] {
        &self.column_indices
    }

    /// The columns of one row, ascending.
    ///
    /// # Panics
    ///
    /// If there is no such row.
    #[must_use]
    #[track_caller]
    pub fn row(&self, row: usize) -> &[usize] {
        assert!(
            row < self.rows(),
            "row {row} of a matrix with {} rows",
            self.rows()
        );
        &self.column_indices[self.row_starts[row]..self.row_starts[row + 1]]
    }

    /// All entries as pairs of row and column, row after row.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.rows()).flat_map(|row| self.row(row).iter().map(move |&column| (row, column)))
    }

    /// Whether the pattern has this entry.
    #[must_use]
    pub fn contains(&self, row: usize, column: usize) -> bool {
        row < self.rows() && self.row(row).binary_search(&column).is_ok()
    }

    /// Whether the pattern has every entry of the other, and is of the same shape.
    ///
    /// ```
    /// use enzyme::Sparsity;
    /// let diagonal = Sparsity::new(2, 2, [(0, 0), (1, 1)]);
    /// let triangle = Sparsity::new(2, 2, [(0, 0), (1, 0), (1, 1)]);
    /// assert!(triangle.covers(&diagonal) && !diagonal.covers(&triangle));
    /// ```
    #[must_use]
    pub fn covers(&self, other: &Sparsity) -> bool {
        self.shape() == other.shape()
            && other.iter().all(|(row, column)| self.contains(row, column))
    }

    /// The entries that either pattern has: of a function that takes another path at another point.
    ///
    /// ```
    /// # if cfg!(enzyme) {
    /// let f = |x: &[f64], y: &mut [f64]| y[0] = if x[0] > 0.0 { x[1] } else { x[2] };
    /// let at = |x: &[f64]| enzyme::sparsity(f, x, 1);
    /// let both = at(&[1.0, 0.0, 0.0]).union(&at(&[-1.0, 0.0, 0.0]));
    /// assert_eq!(both.row(0), [1, 2]);
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If the matrices are of different shapes.
    #[must_use]
    #[track_caller]
    pub fn union(&self, other: &Sparsity) -> Sparsity {
        assert!(
            self.shape() == other.shape(),
            "a pattern of {:?} rows and columns, and one of {:?}",
            self.shape(),
            other.shape()
        );
        Sparsity::new(self.rows(), self.columns, self.iter().chain(other.iter()))
    }

    /// The pattern of the transposed matrix.
    #[must_use]
    pub fn transposed(&self) -> Sparsity {
        let entries = self.iter().map(|(row, column)| (column, row));
        Sparsity::new(self.columns, self.rows(), entries)
    }

    fn shape(&self) -> (usize, usize) {
        (self.rows(), self.columns)
    }
}
