//! The gradient of the Gaussian mixture by hand.

use crate::gmm::{Gmm, Mixture};
use crate::log_sum_exp::with_softmax;
use std::f64::consts::TAU;

/// Q x and, in the same pass over the columns, nothing else: as the primal.
fn multiply(diagonal: &[f64], lower: &[f64], x: &[f64], product: &mut [f64]) {
    for (out, (diagonal, x)) in product.iter_mut().zip(diagonal.iter().zip(x)) {
        *out = diagonal * x;
    }
    let mut column = lower;
    for i in 0..x.len() {
        let (head, tail) = column.split_at(x.len() - i - 1);
        for (out, l) in product[i + 1..].iter_mut().zip(head) {
            *out += l * x[i];
        }
        column = tail;
    }
}

pub fn value_and_gradient(gmm: &Gmm, x: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let (d, k, length) = (gmm.d, gmm.k, gmm.factor_length());
    let (dimensions, n) = gmm.counts();
    let Mixture { alpha, mean, factor } = gmm.split(x);
    let (dalpha, rest) = gradient.split_at_mut(k);
    let (dmean, dfactor) = rest.split_at_mut(k * d);

    let diagonal: Vec<f64> = factor
        .chunks_exact(length)
        .flat_map(|f| f[..d].iter().map(|q| q.exp()))
        .collect();
    let sums: Vec<f64> = factor.chunks_exact(length).map(|f| f[..d].iter().sum()).collect();
    let mut centred = vec![0.0; k * d];
    let mut product = vec![0.0; k * d];
    let mut terms = vec![0.0; k];
    let mut weights = vec![0.0; k];
    let mut total = 0.0;
    for observation in gmm.data.chunks_exact(d) {
        for c in 0..k {
            let (at, lower) = (c * d..(c + 1) * d, &factor[c * length + d..(c + 1) * length]);
            for (centred, (x, mean)) in centred[at.clone()]
                .iter_mut()
                .zip(observation.iter().zip(&mean[at.clone()]))
            {
                *centred = x - mean;
            }
            let product = &mut product[at.clone()];
            multiply(&diagonal[at.clone()], lower, &centred[at], product);
            terms[c] = alpha[c] + sums[c] - 0.5 * product.iter().map(|p| p * p).sum::<f64>();
        }
        total += with_softmax(&terms, &mut weights);
        for (c, &weight) in weights.iter().enumerate() {
            let at = c * d..(c + 1) * d;
            dalpha[c] += weight;
            let dfactor = &mut dfactor[c * length..(c + 1) * length];
            let lower = &factor[c * length + d..(c + 1) * length];
            for slope in &mut product[at.clone()] {
                *slope *= -weight;
            }
            let one = Component {
                diagonal: &diagonal[at.clone()],
                lower,
                centred: &centred[at.clone()],
                weight,
            };
            one.pull_back(&product[at.clone()], &mut dmean[at], dfactor);
        }
    }
    // The prior, and the normalisation of the weights.
    let mut prior = 0.0;
    for (c, (factor, dfactor)) in factor
        .chunks_exact(length)
        .zip(dfactor.chunks_exact_mut(length))
        .enumerate()
    {
        for i in 0..d {
            let square = diagonal[c * d + i] * diagonal[c * d + i];
            prior += 0.5 * square;
            dfactor[i] += square;
        }
        for (slope, l) in dfactor[d..].iter_mut().zip(&factor[d..]) {
            prior += 0.5 * l * l;
            *slope += l;
        }
    }
    let normaliser = with_softmax(alpha, &mut weights);
    for (slope, weight) in dalpha.iter_mut().zip(&weights) {
        *slope -= n * weight;
    }
    total - n * normaliser + prior - 0.5 * n * dimensions * TAU.ln()
}

/// A component at an observation.
struct Component<'a> {
    diagonal: &'a [f64],
    lower: &'a [f64],
    centred: &'a [f64],
    weight: f64,
}

impl Component<'_> {
    /// From the slopes of the product to those of the mean and of the factor.
    fn pull_back(&self, dproduct: &[f64], dmean: &mut [f64], dfactor: &mut [f64]) {
        let d = dmean.len();
        let (dq, mut dlower) = dfactor.split_at_mut(d);
        let mut lower = self.lower;
        for i in 0..d {
            let (column, rest) = lower.split_at(d - i - 1);
            let (dcolumn, drest) = dlower.split_at_mut(d - i - 1);
            let x = self.centred[i];
            let mut slope = self.diagonal[i] * dproduct[i];
            dq[i] += self.weight + slope * x;
            for (dl, (l, dp)) in dcolumn.iter_mut().zip(column.iter().zip(&dproduct[i + 1..])) {
                *dl += x * dp;
                slope += l * dp;
            }
            dmean[i] -= slope;
            (lower, dlower) = (rest, drest);
        }
    }
}
