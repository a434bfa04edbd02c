//! Memory that one call leaves for the next.

use crate::float::Float;

/// How many directions one call of the derivative takes.
pub const LANES: usize = 4;

/// Scratch memory for [`jacobian_into`](crate::jacobian_into), [`jacobian_sparse_into`](crate::jacobian_sparse_into)
/// and [`hessian_into`](crate::hessian_into). It grows with the first call; later ones of the same size allocate
/// nothing of their own.
///
/// ```
/// # if cfg!(enzyme) {
/// let f = |x: &[f64]| x[0] * x[0] + x[1] * x[0];
/// let (mut gradient, mut hessian) = ([0.0; 2], [0.0; 4]);
/// let mut workspace = enzyme::Workspace::new();
/// for x in [[2.0, 3.0], [4.0, 5.0]] {
///     enzyme::hessian_into(f, &x, &mut gradient, &mut hessian, &mut workspace);
///     assert_eq!(hessian, [2.0, 1.0, 1.0, 0.0]);
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Workspace<S> {
    memory: Vec<S>,
}

impl<S: Float> Workspace<S> {
    /// A workspace without memory.
    #[must_use]
    pub fn new() -> Self {
        Workspace { memory: Vec::new() }
    }

    /// [`LANES`] vectors of length `n` and as many of length `m`, end to end, all zero.
    pub(crate) fn lanes(&mut self, n: usize, m: usize) -> (&mut [S], &mut [S]) {
        self.memory.clear();
        self.memory.resize(LANES * (n + m), S::ZERO);
        self.memory.split_at_mut(LANES * n)
    }
}
