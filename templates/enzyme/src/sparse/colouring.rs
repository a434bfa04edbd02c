//! Rows of a matrix that share no column, under one colour.

use super::sparsity::Sparsity;

/// A colour for each row, such that two rows with an entry in the same column have different ones.
#[derive(Clone, Debug)]
pub struct Colouring {
    pub colours: Vec<usize>,
    /// How many colours there are. Rows without an entry need none of their own.
    pub count: usize,
}

impl Colouring {
    /// Greedy: each row in its turn has the first colour that no row before it forbids.
    ///
    /// `transposed` is the transposed pattern.
    pub fn of_rows(pattern: &Sparsity, transposed: &Sparsity) -> Self {
        let mut colours: Vec<usize> = Vec::with_capacity(pattern.rows());
        // For each colour the last row, counted from 1, that may not have it.
        let mut forbidden: Vec<usize> = Vec::new();
        for row in 0..pattern.rows() {
            for &column in pattern.row(row) {
                for &other in transposed
                    .row(column)
                    .iter()
                    .take_while(|&&other| other < row)
                {
                    forbidden[colours[other]] = row + 1;
                }
            }
            let free = forbidden.iter().position(|&last| last != row + 1);
            let colour = free.unwrap_or(forbidden.len());
            if colour == forbidden.len() && !pattern.row(row).is_empty() {
                forbidden.push(0);
            }
            colours.push(colour);
        }
        Colouring {
            colours,
            count: forbidden.len(),
        }
    }
}

/// How many colours the rows need at least: all that meet in one column have different ones.
pub fn least_colours(transposed: &Sparsity) -> usize {
    let starts = transposed.row_starts();
    let lengths = starts.windows(2).map(|ends| ends[1] - ends[0]);
    lengths.max().unwrap_or(0)
}
