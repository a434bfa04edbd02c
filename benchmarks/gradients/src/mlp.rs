//! A perceptron with one hidden layer (tanh), softmax and cross entropy, on a batch.

use crate::log_sum_exp::{log_sum_exp, with_softmax};
use crate::problem::Problem;
use crate::random::Random;

pub struct Mlp {
    /// Inputs, hidden units, classes.
    shape: [usize; 3],
    images: Vec<f64>,
    labels: Vec<usize>,
}

/// The parameters: weights and biases of the hidden layer, then of the output.
struct Network<T> {
    hidden: T,
    hidden_bias: T,
    output: T,
    output_bias: T,
}

/// `weights` x + `bias`, a row of weights for each result.
fn affine(weights: &[f64], bias: &[f64], x: &[f64], result: &mut [f64]) {
    for ((out, row), bias) in result.iter_mut().zip(weights.chunks_exact(x.len())).zip(bias) {
        *out = bias + row.iter().zip(x).map(|(w, x)| w * x).sum::<f64>();
    }
}

impl Mlp {
    pub fn new(shape: [usize; 3], batch: usize) -> Self {
        let mut random = Random::new(16);
        let images = random.vector(batch * shape[0], 0.0, 1.0);
        let labels = (0..batch).map(|_| random.below(shape[2])).collect();
        Self { shape, images, labels }
    }

    fn split<'a>(&self, x: &'a [f64]) -> Network<&'a [f64]> {
        let [inputs, units, classes] = self.shape;
        let (hidden, rest) = x.split_at(inputs * units);
        let (hidden_bias, rest) = rest.split_at(units);
        let (output, output_bias) = rest.split_at(units * classes);
        Network {
            hidden,
            hidden_bias,
            output,
            output_bias,
        }
    }

    fn split_mut<'a>(&self, x: &'a mut [f64]) -> Network<&'a mut [f64]> {
        let [inputs, units, classes] = self.shape;
        let (hidden, rest) = x.split_at_mut(inputs * units);
        let (hidden_bias, rest) = rest.split_at_mut(units);
        let (output, output_bias) = rest.split_at_mut(units * classes);
        Network {
            hidden,
            hidden_bias,
            output,
            output_bias,
        }
    }

    fn loss(&self, x: &[f64]) -> f64 {
        let network = self.split(x);
        let mut hidden = vec![0.0; self.shape[1]];
        let mut logits = vec![0.0; self.shape[2]];
        let mut total = 0.0;
        for (image, &label) in self.images.chunks_exact(self.shape[0]).zip(&self.labels) {
            affine(network.hidden, network.hidden_bias, image, &mut hidden);
            for unit in &mut hidden {
                *unit = unit.tanh();
            }
            affine(network.output, network.output_bias, &hidden, &mut logits);
            total += log_sum_exp(&logits) - logits[label];
        }
        total
    }

    fn by_hand(&self, x: &[f64], gradient: &mut [f64]) -> f64 {
        gradient.fill(0.0);
        let [inputs, units, classes] = self.shape;
        let (network, slopes) = (self.split(x), self.split_mut(gradient));
        let (mut hidden, mut dhidden) = (vec![0.0; units], vec![0.0; units]);
        let (mut logits, mut dlogits) = (vec![0.0; classes], vec![0.0; classes]);
        let mut total = 0.0;
        for (image, &label) in self.images.chunks_exact(inputs).zip(&self.labels) {
            affine(network.hidden, network.hidden_bias, image, &mut hidden);
            for unit in &mut hidden {
                *unit = unit.tanh();
            }
            affine(network.output, network.output_bias, &hidden, &mut logits);
            total += with_softmax(&logits, &mut dlogits) - logits[label];
            dlogits[label] -= 1.0;
            dhidden.fill(0.0);
            for (c, &slope) in dlogits.iter().enumerate() {
                slopes.output_bias[c] += slope;
                let row = c * units..(c + 1) * units;
                for (j, (w, dw)) in network.output[row.clone()]
                    .iter()
                    .zip(&mut slopes.output[row])
                    .enumerate()
                {
                    *dw += slope * hidden[j];
                    dhidden[j] += slope * w;
                }
            }
            for (j, dw) in slopes.hidden.chunks_exact_mut(inputs).enumerate() {
                let slope = dhidden[j] * (1.0 - hidden[j] * hidden[j]);
                slopes.hidden_bias[j] += slope;
                for (dw, pixel) in dw.iter_mut().zip(image) {
                    *dw += slope * pixel;
                }
            }
        }
        total
    }
}

impl Problem for Mlp {
    const NAME: &'static str = "mlp";

    fn size(&self) -> String {
        let [inputs, units, classes] = self.shape;
        format!("{inputs}-{units}-{classes} batch={}", self.labels.len())
    }

    fn point(&self) -> Vec<f64> {
        let [inputs, units, classes] = self.shape;
        Random::new(17).vector((inputs + 1) * units + (units + 1) * classes, -0.05, 0.05)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.loss(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        self.by_hand(x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(|x| self.loss(x), x, gradient)
    }
}
