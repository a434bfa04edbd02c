//! The sparsity of a Jacobian, found out by its derivatives.

use super::colouring::Colouring;
use super::sparsity::Sparsity;
use crate::float::Float;
use crate::lanes;
use crate::workspace::{LANES, Workspace};
use core::ops::Range;

/// Into how many parts a block is split at a time.
const PARTS: usize = 4;

/// Which entries of the Jacobian of `f` at `x` may differ from zero, where `f` writes `outputs` values.
///
/// The method is the propagation of NaN through the derivative, not through `f`: `f` runs on the numbers of
/// `x`, takes the path that it takes there, and sees no NaN. A direction that is NaN for some inputs makes every
/// tangent NaN that is computed from theirs, also where it is multiplied by zero or cancelled. (If there are
/// fewer outputs than inputs, the same goes backwards, by reverse mode.)
///
/// What is promised: every derivative at `x` that is not zero is in the pattern, and so is every one that is zero
/// only because of the numbers in `x`: a factor that is 0 there, terms that cancel there. (Terms that cancel
/// whatever the numbers are, as in `x - x`, may be in the pattern or not.) What has no influence on the path that
/// `f` takes at `x` is not in it: the other side of an `if` or `match`, what `min`, `max` and `clamp` do not
/// choose, `abs` at 0, the part of a number that is rounded away. Where the path depends on `x`, unite the
/// patterns of several points by [`Sparsity::union`]. A derivative that you registered yourself
/// (`custom_forward`, `custom_reverse`) must pass NaN on, as arithmetic does.
///
/// The first inputs and the last are told apart first, then each part of them by itself; parts that reach no
/// common output share a direction. That is about log n times as many directions as the sparse Jacobian needs if
/// neighbours depend on neighbours, and never more than some of a dense one.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64], y: &mut [f64]| {
///     y[0] = x[0] * x[1];
///     y[1] = x[2].powi(2);
/// };
/// let pattern = enzyme::sparsity(f, &[0.0, 0.0, 0.0], 2);
/// assert_eq!((pattern.row(0), pattern.row(1)), (&[0, 1][..], &[2][..]));
/// # }
/// ```
///
/// # Panics
///
/// If `f` panics, and if plain cargo built the program.
#[must_use]
#[track_caller]
pub fn sparsity<F, S>(f: F, x: &[S], outputs: usize) -> Sparsity
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    sparsity_of(&f, x, outputs)
}

/// As [`sparsity`].
#[track_caller]
pub fn sparsity_of<F, S>(f: &F, x: &[S], outputs: usize) -> Sparsity
where
    F: Fn(&[S], &mut [S]),
    S: Float,
{
    let (n, m) = (x.len(), outputs);
    if n == 0 || m == 0 {
        return Sparsity::new(m, n, []);
    }
    let mut y = vec![S::ZERO; m];
    let mut workspace = Workspace::new();
    if n <= m {
        let columns = detect(n, m, &mut |sets| {
            let (directions, tangents) = workspace.lanes(n, m);
            seed(sets, n, directions);
            y.fill(S::ZERO);
            lanes::forward(f, x, &mut y, directions, tangents);
            tangents.iter().map(|tangent| tangent.is_nan()).collect()
        });
        columns.transposed()
    } else {
        detect(m, n, &mut |sets| {
            let (gradients, weights) = workspace.lanes(n, m);
            seed(sets, m, weights);
            y.fill(S::ZERO);
            lanes::reverse(f, x, &mut y, weights, gradients);
            gradients.iter().map(|gradient| gradient.is_nan()).collect()
        })
    }
}

/// A set of sources, of which one lane asks what it reaches.
type Sources = Vec<Range<usize>>;

/// NaN for each source of each lane.
fn seed<S: Float>(sets: &[Sources], sources: usize, seeds: &mut [S]) {
    for (lane, set) in sets.iter().enumerate() {
        for range in set {
            seeds[lane * sources..][range.clone()].fill(S::NAN);
        }
    }
}

/// Neighbouring sources, and what they reach together.
struct Block {
    sources: Range<usize>,
    targets: Vec<usize>,
}

/// The targets of each source, a row a source. `reach` says for at most [`LANES`] sets of sources which targets
/// each of them reaches, set after set.
fn detect(
    sources: usize,
    targets: usize,
    reach: &mut dyn FnMut(&[Sources]) -> Vec<bool>,
) -> Sparsity {
    let mut blocks = vec![Block {
        sources: 0..sources,
        targets: (0..targets).collect(),
    }];
    loop {
        blocks = split(&blocks, targets, reach);
        if blocks.iter().all(|block| block.sources.len() == 1) {
            break;
        }
    }
    let pairs = |block: &Block| {
        let source = block.sources.start;
        let pair = |target| (source, target);
        block.targets.iter().copied().map(pair).collect::<Vec<_>>()
    };
    Sparsity::new(sources, targets, blocks.iter().flat_map(pairs))
}

/// The parts of all blocks, each with what it reaches; those that reach nothing are left out.
fn split(
    blocks: &[Block],
    targets: usize,
    reach: &mut dyn FnMut(&[Sources]) -> Vec<bool>,
) -> Vec<Block> {
    let pairs = blocks.iter().enumerate().flat_map(|(index, block)| {
        let pair = move |&target| (index, target);
        block.targets.iter().map(pair)
    });
    let pattern = Sparsity::new(blocks.len(), targets, pairs);
    let colouring = Colouring::of_rows(&pattern, &pattern.transposed());
    // What a lane asks: one part of each block of one colour. Whose part it was that reached a target is told by
    // the target, since no two of the blocks reach the same.
    let mut questions: Vec<Vec<(usize, Range<usize>)>> = vec![Vec::new(); colouring.count * PARTS];
    for (index, block) in blocks.iter().enumerate() {
        for (number, part) in parts(&block.sources).enumerate() {
            questions[colouring.colours[index] * PARTS + number].push((index, part));
        }
    }
    questions.retain(|question| !question.is_empty());
    let mut found = Vec::new();
    for lanes in questions.chunks(LANES) {
        let sets: Vec<Sources> = lanes
            .iter()
            .map(|question| question.iter().map(|(_, part)| part.clone()).collect())
            .collect();
        let reached = reach(&sets);
        for (lane, question) in lanes.iter().enumerate() {
            for (index, part) in question {
                let of_block = blocks[*index].targets.iter().copied();
                found.push(Block {
                    sources: part.clone(),
                    targets: of_block
                        .filter(|target| reached[lane * targets + target])
                        .collect(),
                });
            }
        }
    }
    found.retain(|block| !block.targets.is_empty());
    found.sort_unstable_by_key(|block| block.sources.start);
    found
}

/// At most [`PARTS`] of equal length, the last of which may be shorter.
fn parts(range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (end, length) = (range.end, range.len().div_ceil(PARTS));
    range
        .clone()
        .step_by(length)
        .map(move |start| start..end.min(start + length))
}
