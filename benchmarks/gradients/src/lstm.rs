//! A long short-term memory that predicts a sequence of bits; every gate is elementwise.

use crate::problem::Problem;
use crate::random::Random;

pub struct Lstm {
    pub layers: usize,
    pub width: usize,
    sequence: Vec<f64>,
    state: Vec<f64>,
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// One layer: `weights` are f, i, o, g and then their biases, `state` is h and then c; `input` becomes h.
fn layer(weights: &[f64], state: &mut [f64], input: &mut [f64]) {
    let b = input.len();
    let (w, bias) = weights.split_at(4 * b);
    let (h, c) = state.split_at_mut(b);
    for j in 0..b {
        let forget = sigmoid(input[j] * w[j] + bias[j]);
        let ingest = sigmoid(h[j] * w[b + j] + bias[b + j]);
        let output = sigmoid(input[j] * w[2 * b + j] + bias[2 * b + j]);
        let change = (h[j] * w[3 * b + j] + bias[3 * b + j]).tanh();
        c[j] = c[j] * forget + ingest * change;
        h[j] = output * c[j].tanh();
        input[j] = h[j];
    }
}

impl Lstm {
    pub fn new(layers: usize, length: usize) -> Self {
        let (width, mut random) = (14, Random::new(9));
        let sequence = (0..length * width).map(|_| f64::from(u8::from(random.unit() < 0.5)));
        Self {
            layers,
            width,
            sequence: sequence.collect(),
            state: random.vector(2 * layers * width, 0.0, 1.0),
        }
    }

    /// The steps of the sequence: a row of bits, and the next.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (&[f64], &[f64])> + ExactSizeIterator {
        let rows = self.sequence.chunks_exact(self.width);
        let next = self.sequence[self.width..].chunks_exact(self.width);
        rows.take(next.len()).zip(next)
    }

    pub fn state(&self) -> Vec<f64> {
        self.state.clone()
    }

    fn loss(&self, x: &[f64]) -> f64 {
        let (b, l) = (self.width, self.layers);
        let (main, extra) = x.split_at(8 * l * b);
        let (w_in, rest) = extra.split_at(b);
        let (w_out, b_out) = rest.split_at(b);
        let mut state = self.state.clone();
        let mut signal = vec![0.0; b];
        let mut total = 0.0;
        let mut count = 0.0;
        for (now, next) in self.steps() {
            for j in 0..b {
                signal[j] = now[j] * w_in[j];
            }
            for (weights, state) in main.chunks_exact(8 * b).zip(state.chunks_exact_mut(2 * b)) {
                layer(weights, state, &mut signal);
            }
            for (j, y) in signal.iter_mut().enumerate() {
                *y = *y * w_out[j] + b_out[j];
            }
            let normaliser = (2.0 + signal.iter().map(|y| y.exp()).sum::<f64>()).ln();
            total += next.iter().zip(&signal).map(|(t, y)| t * (y - normaliser)).sum::<f64>();
            count += 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let width = b as f64;
        -total / (count * width)
    }
}

impl Problem for Lstm {
    const NAME: &'static str = "lstm";

    fn size(&self) -> String {
        format!("l={} c={}", self.layers, self.sequence.len() / self.width)
    }

    fn point(&self) -> Vec<f64> {
        Random::new(10).vector((8 * self.layers + 3) * self.width, 0.0, 1.0)
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        self.loss(x)
    }

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        crate::lstm_hand::value_and_gradient(self, x, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        enzyme::value_and_gradient_into(|x| self.loss(x), x, gradient)
    }
}
