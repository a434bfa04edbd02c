//! What a benchmark is: a function, its hand-written gradient, and its generated one.

use crate::random::Random;

pub trait Problem {
    /// The name by which the command line chooses it.
    const NAME: &'static str;

    /// How far finite differences move an argument.
    const STEP: f64 = 1e-4;

    /// Its size, as the table shows it.
    fn size(&self) -> String;

    /// The arguments at which it is timed.
    fn point(&self) -> Vec<f64>;

    /// The function. A function of many results returns something cheap here, and overrides `objective`.
    fn value(&mut self, x: &[f64]) -> f64;

    /// Value and gradient, written by hand: what a programmer who cares for speed would write.
    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64;

    /// Value and gradient, generated.
    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64;

    /// The number whose gradient `hand` and `generated` compute.
    fn objective(&mut self, x: &[f64]) -> f64 {
        self.value(x)
    }

    /// How many numbers a gradient has; more than arguments if it is a Jacobian.
    fn slopes(&self) -> usize {
        self.point().len()
    }

    /// The largest difference of a gradient from finite differences, relative to the largest component.
    fn deviation(&mut self, x: &[f64], gradient: &[f64]) -> f64 {
        let mut random = Random::new(7);
        let direction: Vec<f64> = x.iter().map(|_| random.between(-1.0, 1.0)).collect();
        let slope: f64 = gradient.iter().zip(&direction).map(|(g, d)| g * d).sum();
        let size = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
        let along = (slope - slope_along(|x| self.objective(x), x, &direction, Self::STEP)).abs();
        let mut largest = along / size;
        for _ in 0..6 {
            let i = random.below(x.len());
            let mut axis = vec![0.0; x.len()];
            axis[i] = 1.0;
            let error = (gradient[i] - slope_along(|x| self.objective(x), x, &axis, Self::STEP)).abs();
            largest = largest.max(error / size);
        }
        largest
    }
}

/// The derivative of `f` at `x` along `direction`: central differences with two steps, extrapolated.
pub fn slope_along(mut f: impl FnMut(&[f64]) -> f64, x: &[f64], direction: &[f64], step: f64) -> f64 {
    let mut at = |step: f64| {
        let moved: Vec<f64> = x.iter().zip(direction).map(|(x, d)| x + step * d).collect();
        f(&moved)
    };
    let mut slope = |step: f64| (at(step) - at(-step)) / (2.0 * step);
    (4.0 * slope(step) - slope(2.0 * step)) / 3.0
}
