//! A determinant by expansion along its first row: recursive, over a vector of rows.

use crate::problem::Problem;
use crate::random::Random;

fn determinant(rows: &[Vec<f64>]) -> f64 {
    if rows.len() == 1 {
        return rows[0][0];
    }
    let mut sign = 1.0;
    let mut sum = 0.0;
    for (column, element) in rows[0].iter().enumerate() {
        sum += sign * element * determinant(&minor(rows, column));
        sign = -sign;
    }
    sum
}

/// Without the first row and without one column.
fn minor(rows: &[Vec<f64>], column: usize) -> Vec<Vec<f64>> {
    let without = |row: &Vec<f64>| [&row[..column], &row[column + 1..]].concat();
    rows[1..].iter().map(without).collect()
}

/// The determinant of a square without vectors of rows; adds `seed` times its slopes to `gradient`.
///
/// `columns` are those that are left, of the rows from `row` on.
fn by_hand(x: &[f64], n: usize, columns: &[usize], seed: f64, gradient: &mut [f64]) -> f64 {
    let row = n - columns.len();
    if let &[column] = columns {
        gradient[row * n + column] += seed;
        return x[row * n + column];
    }
    let mut others = columns[1..].to_vec();
    let mut sign = 1.0;
    let mut sum = 0.0;
    for (i, &column) in columns.iter().enumerate() {
        let element = sign * x[row * n + column];
        let minor = by_hand(x, n, &others, seed * element, gradient);
        gradient[row * n + column] += seed * sign * minor;
        sum += element * minor;
        sign = -sign;
        if let Some(other) = others.get_mut(i) {
            *other = column;
        }
    }
    sum
}

fn of_square(x: &[f64], n: usize) -> f64 {
    let rows: Vec<Vec<f64>> = x.chunks_exact(n).map(<[f64]>::to_vec).collect();
    determinant(&rows)
}

pub struct Determinant {
    pub n: usize,
}

impl Problem for Determinant {
    const NAME: &'static str = "determinant";

    fn size(&self) -> String {
        format!("n={}", self.n)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(15).vector(self.n * self.n, -1.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        of_square(x, self.n)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        gradient.fill(0.0);
        let columns: Vec<usize> = (0..self.n).collect();
        by_hand(x, self.n, &columns, 1.0, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let n = self.n;
        enzyme::value_and_gradient_into(|x| of_square(x, n), x, gradient)
    }
}
