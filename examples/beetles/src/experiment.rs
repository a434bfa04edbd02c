//! The data, the model, and what textbooks say of its derivatives.

use ndarray::{array, Array1, Array2};

/// Groups of beetles, each of which had a dose.
pub struct Experiment {
    /// A row a group: 1, and the logarithm of the dose.
    design: Array2<f64>,
    killed: Array1<f64>,
    number: Array1<f64>,
}

impl Experiment {
    /// That of Bliss, 1935.
    pub fn of_bliss() -> Self {
        let doses = [
            1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839,
        ];
        let rows = Array2::from_shape_fn((8, 2), |(i, j)| if j == 0 { 1.0 } else { doses[i] });
        Experiment {
            design: rows,
            killed: array![6.0, 13.0, 18.0, 28.0, 52.0, 53.0, 61.0, 60.0],
            number: array![59.0, 60.0, 62.0, 56.0, 63.0, 59.0, 62.0, 60.0],
        }
    }

    /// Less the logarithm of the likelihood, up to a constant.
    pub fn loss(&self, beta: &Array1<f64>) -> f64 {
        let odds = self.design.dot(beta);
        (&self.number * &odds.mapv(|odds| odds.exp().ln_1p()) - &self.killed * &odds).sum()
    }

    /// The part of each group that the model expects to be killed.
    fn probabilities(&self, beta: &Array1<f64>) -> Array1<f64> {
        self.design
            .dot(beta)
            .mapv(|odds| 1.0 / (1.0 + (-odds).exp()))
    }

    /// The gradient of the loss as textbooks have it.
    pub fn score(&self, beta: &Array1<f64>) -> Array1<f64> {
        let expected = &self.number * &self.probabilities(beta);
        self.design.t().dot(&(expected - &self.killed))
    }

    /// The Hessian of the loss as textbooks have it.
    pub fn information(&self, beta: &Array1<f64>) -> Array2<f64> {
        let probabilities = self.probabilities(beta);
        let weights = &self.number * &probabilities * (1.0 - &probabilities);
        let weighted = &self.design.t() * &weights;
        weighted.dot(&self.design)
    }

    /// Twice the logarithm of how much likelier the data are under a model with a parameter for each group.
    pub fn deviance(&self, beta: &Array1<f64>) -> f64 {
        let expected = &self.number * &self.probabilities(beta);
        let term = |seen: f64, expected: f64| {
            if seen > 0.0 {
                seen * (seen / expected).ln()
            } else {
                0.0
            }
        };
        let groups = self.killed.iter().zip(&self.number).zip(&expected);
        groups
            .map(|((&killed, &number), &expected)| {
                2.0 * (term(killed, expected) + term(number - killed, number - expected))
            })
            .sum()
    }
}
