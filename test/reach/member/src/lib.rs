//! A chain of springs.

/// A force law, by the strain of one spring.
pub trait Law {
    fn energy(&self, strain: f64) -> f64;
}

pub struct Hooke {
    pub stiffness: f64,
}

impl Law for Hooke {
    fn energy(&self, strain: f64) -> f64 {
        0.5 * self.stiffness * strain * strain
    }
}

/// What a chain of unit springs along `positions` stores; the law is looked up at run time.
#[must_use]
pub fn stored(positions: &[f64], law: &dyn Law) -> f64 {
    let strains: Vec<f64> = positions
        .windows(2)
        .map(|pair| pair[1] - pair[0] - 1.0)
        .collect();
    strains.iter().map(|&strain| law.energy(strain)).sum()
}
