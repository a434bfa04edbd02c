//! How the entries of a sparse matrix fit into few directions.

use super::colouring::{Colouring, least_colours};
use super::sparsity::Sparsity;

/// A pattern, and the few directions that together give all of its entries: made once, used by
/// [`jacobian_sparse_into`](crate::jacobian_sparse_into) as often as there is a new point.
///
/// Columns that have no row in common share a direction of forward mode, rows that have no column in common one
/// of reverse mode. Both are coloured greedily in their order, and what needs fewer colours is taken.
///
/// ```
/// use enzyme::{Compression, Sparsity};
/// let diagonal = Sparsity::new(9, 9, (0..9).map(|i| (i, i)));
/// assert_eq!(Compression::new(diagonal).directions(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Compression {
    sparsity: Sparsity,
    by_rows: bool,
    /// Of the columns, or by rows of the rows.
    colouring: Colouring,
    /// The entries, colour after colour.
    places: Vec<Place>,
    /// Where in `places` each colour begins, and at last where the last one ends.
    starts: Vec<usize>,
}

/// Where an entry is found in the derivative along the direction of its colour.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its number in the pattern, row after row.
    pub entry: usize,
    /// Its row, or by rows its column.
    pub at: usize,
}

impl Compression {
    /// Colours the columns and the rows of the pattern. What cannot win is not tried: each side needs at least as
    /// many colours as the fullest row, or column, of the other has entries.
    #[must_use]
    pub fn new(sparsity: Sparsity) -> Self {
        let transposed = sparsity.transposed();
        let columns = || Colouring::of_rows(&transposed, &sparsity);
        let rows = || Colouring::of_rows(&sparsity, &transposed);
        let (least_columns, least_rows) = (least_colours(&sparsity), least_colours(&transposed));
        let (by_rows, colouring) = if least_columns <= least_rows {
            let columns = columns();
            let better = (least_rows < columns.count)
                .then(rows)
                .filter(|rows| rows.count < columns.count);
            better.map_or((false, columns), |rows| (true, rows))
        } else {
            let rows = rows();
            let better = (least_columns <= rows.count)
                .then(columns)
                .filter(|columns| columns.count <= rows.count);
            better.map_or((true, rows), |columns| (false, columns))
        };
        let mut starts = vec![0; colouring.count + 1];
        let colour_of =
            |(row, column): (usize, usize)| colouring.colours[if by_rows { row } else { column }];
        let mut places: Vec<_> = (sparsity.iter().enumerate())
            .map(|(entry, place)| {
                let at = if by_rows { place.1 } else { place.0 };
                (colour_of(place), Place { entry, at })
            })
            .collect();
        places.sort_by_key(|(colour, _)| *colour);
        for (colour, _) in &places {
            starts[colour + 1] += 1;
        }
        for colour in 0..colouring.count {
            starts[colour + 1] += starts[colour];
        }
        Compression {
            by_rows,
            places: places.into_iter().map(|(_, place)| place).collect(),
            starts,
            colouring,
            sparsity,
        }
    }

    /// The pattern.
    #[must_use]
    pub fn sparsity(&self) -> &Sparsity {
        &self.sparsity
    }

    /// The pattern alone.
    #[must_use]
    pub fn into_sparsity(self) -> Sparsity {
        self.sparsity
    }

    /// How many directions there are: the number of colours.
    #[must_use]
    pub fn directions(&self) -> usize {
        self.colouring.count
    }

    /// Whether the rows are coloured, for reverse mode, in place of the columns, for forward mode.
    #[must_use]
    pub fn is_by_rows(&self) -> bool {
        self.by_rows
    }

    /// The colour of each column, or by rows of each row. Those without an entry have any.
    #[must_use]
    pub fn colours(&self) -> &[usize] {
        &self.colouring.colours
    }

    /// The entries of one colour.
    pub(super) fn places(&self, colour: usize) -> &[Place] {
        &self.places[self.starts[colour]..self.starts[colour + 1]]
    }
}
