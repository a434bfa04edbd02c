//! Sparse Jacobians: which entries are found, how few directions give them, and that the numbers are those of
//! the dense Jacobian.

use crate::custom::root;
use crate::functions::panic_message;
use enzyme::{Compression, Matrix, SparseMatrix, Sparsity, Workspace};

/// Numbers without a pattern of their own.
fn point(n: usize) -> Vec<f64> {
    (0..n).map(|i| 0.3 + (i as f64 * 0.7).sin()).collect()
}

/// Row i has columns i - 1, i, i + 1.
fn tridiagonal(x: &[f64], y: &mut [f64]) {
    let n = x.len();
    for i in 0..n {
        let left = if i > 0 { x[i - 1] } else { 0.0 };
        let right = if i + 1 < n { x[i + 1] } else { 0.0 };
        y[i] = (left - 2.0 * x[i] + right) * x[i].exp();
    }
}

fn tridiagonal_pattern(n: usize) -> Sparsity {
    let row = |i: usize| (i.saturating_sub(1)..n.min(i + 2)).map(move |j| (i, j));
    Sparsity::new(n, n, (0..n).flat_map(row))
}

const SIDE: usize = 9;

fn neighbours(i: usize) -> impl Iterator<Item = usize> {
    let (row, column) = (i / SIDE, i % SIDE);
    [
        (row > 0).then(|| i - SIDE),
        (column > 0).then(|| i - 1),
        Some(i),
        (column + 1 < SIDE).then(|| i + 1),
        (row + 1 < SIDE).then(|| i + SIDE),
    ]
    .into_iter()
    .flatten()
}

/// Bratu's equation on a square: each point and its four neighbours.
fn stencil(x: &[f64], y: &mut [f64]) {
    for i in 0..SIDE * SIDE {
        let sum: f64 = neighbours(i).filter(|&j| j != i).map(|j| x[j]).sum();
        y[i] = sum - 4.0 * x[i] + 0.1 * x[i].exp();
    }
}

fn stencil_pattern() -> Sparsity {
    let row = |i| neighbours(i).map(move |j| (i, j));
    Sparsity::new(SIDE * SIDE, SIDE * SIDE, (0..SIDE * SIDE).flat_map(row))
}

/// Each pair of neighbours: more outputs than inputs.
fn tall(x: &[f64], y: &mut [f64]) {
    for i in 0..y.len() {
        let k = i / 2;
        y[i] = (i as f64 + 1.0) * x[k] * x[k + 1];
    }
}

/// Sums of three: fewer outputs than inputs.
fn wide(x: &[f64], y: &mut [f64]) {
    for (i, triple) in x.chunks(3).enumerate() {
        y[i] = triple.iter().map(|x| x * x).sum();
    }
}

/// Every output depends on the first input, and the last on all.
fn arrow(x: &[f64], y: &mut [f64]) {
    for i in 0..x.len() {
        y[i] = x[0] * x[i];
    }
    y[x.len() - 1] = x.iter().map(|x| x.sin()).sum();
}

#[track_caller]
fn assert_as_dense<F: Fn(&[f64], &mut [f64]) + Copy>(
    f: F,
    x: &[f64],
    outputs: usize,
) -> Compression {
    let dense = enzyme::jacobian(f, x, outputs);
    let sparse = enzyme::jacobian_sparse(f, x, outputs);
    assert_near(&sparse.to_dense(), &dense);
    let pattern = enzyme::sparsity(f, x, outputs);
    assert_eq!(sparse.sparsity(), &pattern);
    let compression = Compression::new(pattern);
    assert_separate(&compression);
    let mut workspace = Workspace::new();
    let mut expected = vec![0.0; outputs];
    f(x, &mut expected);
    for _ in 0..2 {
        let mut values = vec![9.0; compression.sparsity().entries()];
        let mut y = vec![0.0; outputs];
        enzyme::jacobian_sparse_into(f, x, &compression, &mut y, &mut values, &mut workspace);
        assert_eq!((&values[..], &y), (sparse.values(), &expected));
    }
    compression
}

/// Forward mode and reverse mode round differently.
#[track_caller]
fn assert_near(got: &Matrix<f64>, expected: &Matrix<f64>) {
    assert_eq!(
        (got.rows(), got.columns()),
        (expected.rows(), expected.columns())
    );
    for (got, expected) in got.as_slice().iter().zip(expected.as_slice()) {
        let allowed = 1e-14 * expected.abs().max(1.0);
        assert!((got - expected).abs() <= allowed, "{got} is not {expected}");
    }
}

/// No two entries of a direction stand in one row, or by rows in one column.
#[track_caller]
fn assert_separate(compression: &Compression) {
    let mut taken = std::collections::HashSet::new();
    for (row, column) in compression.sparsity().iter() {
        let (item, at) = if compression.is_by_rows() {
            (row, column)
        } else {
            (column, row)
        };
        let colour = compression.colours()[item];
        assert!(colour < compression.directions());
        assert!(taken.insert((colour, at)), "entry ({row}, {column})");
    }
}

#[test]
fn tridiagonal_matrices_have_three_colours() {
    for n in [1, 2, 3, 4, 5, 8, 17, 64, 100] {
        let compression = assert_as_dense(tridiagonal, &point(n), n);
        assert_eq!(compression.sparsity(), &tridiagonal_pattern(n));
        assert_eq!(compression.directions(), n.min(3), "{n}");
        assert!(!compression.is_by_rows());
    }
}

#[test]
fn stencils_have_few_colours() {
    let compression = assert_as_dense(stencil, &point(SIDE * SIDE), SIDE * SIDE);
    assert_eq!(compression.sparsity(), &stencil_pattern());
    assert_eq!(compression.sparsity().entries(), 5 * SIDE * SIDE - 4 * SIDE);
    // Five meet in a row.
    assert!((5..=8).contains(&compression.directions()));
}

#[test]
fn jacobians_that_are_tall_or_wide() {
    let compression = assert_as_dense(tall, &point(11), 20);
    let pairs = (0..20).flat_map(|i| [(i, i / 2), (i, i / 2 + 1)]);
    assert_eq!(compression.sparsity(), &Sparsity::new(20, 11, pairs));
    assert_eq!(
        (compression.directions(), compression.is_by_rows()),
        (2, false)
    );

    let compression = assert_as_dense(wide, &point(21), 7);
    let triples = (0..21).map(|j| (j / 3, j));
    assert_eq!(compression.sparsity(), &Sparsity::new(7, 21, triples));
    assert_eq!(
        (compression.directions(), compression.is_by_rows()),
        (1, true)
    );

    // One row and one column are full: neither side can do with less than all.
    let compression = assert_as_dense(arrow, &point(6), 6);
    assert_eq!(compression.directions(), 6);
    let sum = |x: &[f64], y: &mut [f64]| y[0] = x.iter().product();
    assert_eq!(assert_as_dense(sum, &point(9), 1).directions(), 1);
    let spread = |x: &[f64], y: &mut [f64]| y.fill(x[0].cos());
    assert_eq!(assert_as_dense(spread, &[0.4], 9).directions(), 1);
}

#[test]
fn rows_and_columns_without_an_entry() {
    let gaps = |x: &[f64], y: &mut [f64]| {
        y.fill(1.0);
        y[1] = x[0] * x[4];
        y[3] = x[4];
    };
    for outputs in [4, 5, 9] {
        let compression = assert_as_dense(gaps, &point(6), outputs);
        let expected = Sparsity::new(outputs, 6, [(1, 0), (1, 4), (3, 4)]);
        assert_eq!(compression.sparsity(), &expected);
        assert_eq!(compression.directions(), 2);
    }
    let constant = |_: &[f64], y: &mut [f64]| y.fill(3.0);
    assert_eq!(assert_as_dense(constant, &point(3), 4).directions(), 0);
    assert_eq!(assert_as_dense(constant, &point(4), 3).directions(), 0);
    assert_eq!(assert_as_dense(constant, &[], 3).directions(), 0);
    let nothing = |_: &[f64], _: &mut [f64]| ();
    assert_eq!(assert_as_dense(nothing, &point(3), 0).directions(), 0);
}

/// The derivatives are zero here, by value only.
#[test]
fn entries_that_are_zero_by_value_are_found() {
    let f = |x: &[f64], y: &mut [f64]| {
        y[0] = x[0] * x[1];
        y[1] = x[2] - x[2];
        y[2] = x[1].powi(2) + x[2].cos();
        y[3] = (x[0] + x[1]) - x[0];
    };
    let expected = Sparsity::new(
        4,
        3,
        [(0, 0), (0, 1), (1, 2), (2, 1), (2, 2), (3, 0), (3, 1)],
    );
    assert_eq!(enzyme::sparsity(f, &[0.0; 3], 4), expected);
    // The same backwards.
    let backwards = |x: &[f64], y: &mut [f64]| {
        y[0] = x[0] * x[1] + (x[2] * x[3] - x[1] * x[3]);
        y[1] = x[2].powi(2) * x[3];
    };
    let expected = Sparsity::new(2, 4, [(0, 0), (0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]);
    assert_eq!(enzyme::sparsity(backwards, &[0.0; 4], 2), expected);
}

/// No NaN reaches the function itself: not its comparisons, its indices, its loops or its assertions.
#[test]
fn the_function_runs_on_its_own_numbers() {
    let f = |x: &[f64], y: &mut [f64]| {
        assert!(x.iter().all(|x| x.is_finite()), "a number is not finite");
        let mut sorted = x.to_vec();
        sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
        y[0] = sorted[0];
        y[1] = x[0].max(x[1]) + x[2].clamp(-1.0, 1.0);
        let mut root = x[3];
        while (root * root - x[3]).abs() > 1e-12 {
            root = 0.5 * (root + x[3] / root);
        }
        y[2] = root;
        y[3] = [1.0, x[1]][x[0] as usize];
    };
    let pattern = enzyme::sparsity(f, &[1.0, 2.0, 0.5, 9.0], 4);
    assert_eq!(
        pattern,
        Sparsity::new(4, 4, [(0, 2), (1, 1), (1, 2), (2, 3), (3, 1)])
    );
}

/// What the documentation says of branches: the path at the point, and the union of several points.
#[test]
fn patterns_are_those_of_the_path() {
    let f = |x: &[f64], y: &mut [f64]| {
        y[0] = if x[0] > 0.0 { x[1] } else { x[2] };
        y[1] = x[1].max(x[2]);
        y[2] = x[0].abs();
    };
    let at = |x: &[f64; 3]| enzyme::sparsity(f, x, 3);
    let (up, down) = (at(&[1.0, 2.0, 1.0]), at(&[-1.0, 1.0, 2.0]));
    assert_eq!(up, Sparsity::new(3, 3, [(0, 1), (1, 1), (2, 0)]));
    assert_eq!(down, Sparsity::new(3, 3, [(0, 2), (1, 2), (2, 0)]));
    assert_eq!(at(&[0.0, 1.0, 2.0]).row(2), [0; 0], "the kink itself");
    let both = up.union(&down);
    assert!(both.covers(&up) && both.covers(&down) && !up.covers(&both));
    let compression = Compression::new(both);
    for x in [[1.0, 2.0, 1.0], [-1.0, 1.0, 2.0]] {
        let mut values = vec![9.0; compression.sparsity().entries()];
        let mut workspace = Workspace::new();
        enzyme::jacobian_sparse_into(
            f,
            &x,
            &compression,
            &mut [0.0; 3],
            &mut values,
            &mut workspace,
        );
        let sparse = SparseMatrix::new(compression.sparsity().clone(), values);
        assert_eq!(sparse.to_dense(), enzyme::jacobian(f, &x, 3));
    }
}

#[test]
fn derivatives_that_the_pattern_lacks_are_panics() {
    let diagonal = Compression::new(Sparsity::new(3, 3, [(0, 0), (2, 2)]));
    let into = move |f: fn(&[f64], &mut [f64])| {
        let mut workspace = Workspace::new();
        let (mut y, mut values) = ([0.0; 3], [0.0; 2]);
        enzyme::jacobian_sparse_into(f, &[2.0; 3], &diagonal, &mut y, &mut values, &mut workspace);
        values
    };
    assert_eq!(
        into.clone()(|x, y| (y[0], y[2]) = (x[0], 3.0 * x[2])),
        [1.0, 3.0]
    );
    let message = panic_message(move || {
        into(|x, y| y[1] = x[0]);
    });
    assert_eq!(
        message,
        "a derivative of `y[1]` is not zero at an entry that the pattern lacks"
    );
    let message = panic_message(|| {
        let row = Compression::new(Sparsity::new(1, 3, [(0, 0), (0, 1)]));
        let product = |x: &[f64], y: &mut [f64]| y[0] = x.iter().product();
        let mut workspace = Workspace::new();
        enzyme::jacobian_sparse_into(
            product,
            &[2.0; 3],
            &row,
            &mut [0.0],
            &mut [0.0; 2],
            &mut workspace,
        );
    });
    assert_eq!(
        message,
        "a derivative with respect to `x[2]` is not zero at an entry that the pattern lacks"
    );
}

#[test]
fn wrong_shapes_are_panics() {
    let into = |outputs: usize, values: usize| {
        panic_message(move || {
            let compression = Compression::new(tridiagonal_pattern(3));
            let (mut y, mut values) = (vec![0.0; outputs], vec![0.0; values]);
            let mut workspace = Workspace::new();
            enzyme::jacobian_sparse_into(
                tridiagonal,
                &[1.0; 3],
                &compression,
                &mut y,
                &mut values,
                &mut workspace,
            );
        })
    };
    assert_eq!(
        into(4, 7),
        "the pattern has 3 rows and 3 columns, but there are 4 outputs and 3 inputs"
    );
    assert_eq!(
        into(3, 8),
        "`values` has length 8, but the pattern has 7 entries"
    );
    assert_eq!(
        panic_message(|| drop(Sparsity::new(2, 3, [(0, 0), (1, 3)]))),
        "entry (1, 3) of a matrix with 2 rows and 3 columns"
    );
    assert_eq!(
        panic_message(|| drop(SparseMatrix::new(tridiagonal_pattern(3), vec![1.0]))),
        "1 values for a pattern of 7 entries"
    );
}

/// Far fewer directions than the dense Jacobian has: each call of the function is four of them.
#[test]
fn finding_a_band_takes_few_directions() {
    let calls = std::cell::Cell::new(0);
    let n = 4096;
    let f = |x: &[f64], y: &mut [f64]| {
        calls.set(calls.get() + 1);
        tridiagonal(x, y);
    };
    let pattern = enzyme::sparsity(f, &point(n), n);
    assert_eq!(pattern, tridiagonal_pattern(n));
    // Six levels of at most three colours of four parts, in place of 1024 calls.
    assert!((6..=18).contains(&calls.get()), "{} calls", calls.get());
    let compression = Compression::new(pattern);
    calls.set(0);
    let mut values = vec![0.0; compression.sparsity().entries()];
    let (mut y, mut workspace) = (vec![0.0; n], Workspace::new());
    enzyme::jacobian_sparse_into(
        f,
        &point(n),
        &compression,
        &mut y,
        &mut values,
        &mut workspace,
    );
    assert_eq!(calls.get(), 1);
}

#[test]
fn the_hessian_is_the_jacobian_of_the_gradient() {
    let chain = |x: &[f64]| {
        let valley = |w: &[f64]| 100.0 * (w[1] - w[0] * w[0]).powi(2) + (1.0 - w[0]).powi(2);
        x.windows(2).map(valley).sum::<f64>()
    };
    let x = point(12);
    let gradient = |x: &[f64], g: &mut [f64]| enzyme::gradient_into(chain, x, g);
    let sparse = enzyme::jacobian_sparse(gradient, &x, 12);
    assert_eq!(sparse.sparsity(), &tridiagonal_pattern(12));
    let dense = enzyme::hessian(chain, &x);
    for (got, expected) in sparse.to_dense().as_slice().iter().zip(dense.as_slice()) {
        assert!((got - expected).abs() <= 1e-13 * expected.abs().max(1.0));
    }
}

#[test]
fn single_precision() {
    let f = |x: &[f32], y: &mut [f32]| {
        for i in 0..y.len() {
            y[i] = x[i] * x[i + 1];
        }
    };
    let sparse = enzyme::jacobian_sparse(f, &[1.0, 2.0, 3.0, 4.0], 3);
    assert_eq!(
        sparse.to_dense().into_rows(),
        [
            [2.0, 1.0, 0.0, 0.0],
            [0.0, 3.0, 2.0, 0.0],
            [0.0, 0.0, 4.0, 3.0]
        ]
    );
    assert!(sparse.row(1).eq([(1, 3.0), (2, 2.0)]));
    assert_eq!((sparse.get(0, 0), sparse.get(0, 3)), (2.0, 0.0));
}

#[test]
fn patterns() {
    let pattern = Sparsity::new(3, 4, [(2, 1), (0, 3), (2, 0), (0, 3)]);
    assert_eq!(
        (pattern.rows(), pattern.columns(), pattern.entries()),
        (3, 4, 3)
    );
    assert_eq!(pattern.row_starts(), [0, 1, 1, 3]);
    assert_eq!(pattern.column_indices(), [3, 0, 1]);
    assert!(pattern.contains(2, 1) && !pattern.contains(1, 0) && !pattern.contains(7, 7));
    let transposed = Sparsity::new(4, 3, [(1, 2), (3, 0), (0, 2)]);
    assert_eq!(pattern.transposed(), transposed);
    assert!(!pattern.covers(&transposed));
}

/// The root of `x³ + 2x = 0` is 0, and so is its derivative with respect to the factor 2, by the rule that
/// belongs to it.
#[test]
fn derivatives_of_ones_own_are_asked_too() {
    let forward = |p: &[f64], y: &mut [f64]| y[1] = root(p, 1.0);
    assert_eq!(
        enzyme::sparsity(forward, &[2.0, 0.0], 2),
        Sparsity::new(2, 2, [(1, 0), (1, 1)])
    );
    let backwards = |p: &[f64], y: &mut [f64]| y[0] = root(&p[1..], 1.0);
    assert_eq!(
        enzyme::sparsity(backwards, &[7.0, 2.0, 0.0], 1),
        Sparsity::new(1, 3, [(0, 1), (0, 2)])
    );
}
