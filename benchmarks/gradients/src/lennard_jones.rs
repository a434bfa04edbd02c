//! The energy of atoms that attract and repel each other in pairs.

use crate::problem::Problem;
use crate::random::Random;

fn energy(x: &[f64]) -> f64 {
    let n = x.len() / 3;
    let mut sum = 0.0;
    for i in 0..n {
        for j in 0..i {
            let (dx, dy, dz) = (
                x[3 * i] - x[3 * j],
                x[3 * i + 1] - x[3 * j + 1],
                x[3 * i + 2] - x[3 * j + 2],
            );
            let inverse = 1.0 / (dx * dx + dy * dy + dz * dz);
            let sixth = inverse * inverse * inverse;
            sum += 4.0 * sixth * (sixth - 1.0);
        }
    }
    sum
}

fn by_hand(x: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let atoms = x.as_chunks::<3>().0;
    let slopes = gradient.as_chunks_mut::<3>().0;
    let mut sum = 0.0;
    for (i, a) in atoms.iter().enumerate() {
        let (before, rest) = slopes.split_at_mut(i);
        for (b, other) in atoms.iter().zip(before) {
            let d: [f64; 3] = std::array::from_fn(|k| a[k] - b[k]);
            let inverse = 1.0 / (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            let sixth = inverse * inverse * inverse;
            sum += 4.0 * sixth * (sixth - 1.0);
            let slope = -24.0 * sixth * inverse * (2.0 * sixth - 1.0);
            for k in 0..3 {
                rest[0][k] += slope * d[k];
                other[k] -= slope * d[k];
            }
        }
    }
    sum
}

pub struct LennardJones {
    pub atoms: usize,
}

impl Problem for LennardJones {
    const NAME: &'static str = "lennard-jones";

    fn size(&self) -> String {
        format!("atoms={}", self.atoms)
    }

    /// A cubic grid, shaken.
    fn point(&self) -> Vec<f64> {
        let mut random = Random::new(5);
        let side = (1_u32..100)
            .find(|side| side.pow(3) as usize >= self.atoms)
            .expect("at most 970299 atoms");
        let grid = (0..side.pow(3)).map(|i| [i / (side * side), i / side % side, i % side]);
        grid.take(self.atoms)
            .flat_map(|at| at.map(|c| 1.2 * f64::from(c) + random.between(-0.1, 0.1)))
            .collect()
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        energy(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(energy, x, gradient)
    }
}
