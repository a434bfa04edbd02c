//! Memory that one call leaves for the next.

use crate::float::Float;

/// How many directions one call of the derivative takes.
pub const LANES: usize = 4;

/// Scratch memory for [`jacobian_into`](crate::jacobian_into) and [`hessian_into`](crate::hessian_into). It
/// grows with the first call; later ones of the same size allocate nothing of their own.
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
