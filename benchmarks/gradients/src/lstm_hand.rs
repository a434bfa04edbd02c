//! The gradient of the LSTM by hand: back-propagation through time.

use crate::lstm::Lstm;

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// What the backward sweep needs of one element of one layer at one step.
#[derive(Clone, Copy, Default)]
struct Cell {
    input: f64,
    h: f64,
    c: f64,
    forget: f64,
    ingest: f64,
    output: f64,
    change: f64,
    tanh: f64,
}

pub fn value_and_gradient(lstm: &Lstm, x: &[f64], gradient: &mut [f64]) -> f64 {
    gradient.fill(0.0);
    let (b, l) = (lstm.width, lstm.layers);
    let (main, extra) = x.split_at(8 * l * b);
    let (dmain, dextra) = gradient.split_at_mut(8 * l * b);
    let steps = lstm.steps().len();
    let mut tape = vec![Cell::default(); steps * l * b];
    let mut outputs = vec![[0.0; 2]; steps * b];
    let (total, sums) = forward(lstm, main, extra, &mut tape, &mut outputs);
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let scale = -1.0 / (steps * b) as f64;
    backward(lstm, (main, extra), (dmain, dextra), scale, (&tape, &outputs, &sums));
    total * scale
}

/// `outputs` are the last layer's h and the exponential of y; the sums are 2 + Σ of the latter.
fn forward(lstm: &Lstm, main: &[f64], extra: &[f64], tape: &mut [Cell], outputs: &mut [[f64; 2]]) -> (f64, Vec<f64>) {
    let (b, l) = (lstm.width, lstm.layers);
    let (w_in, w_out, b_out) = (&extra[..b], &extra[b..2 * b], &extra[2 * b..]);
    let mut state = lstm.state();
    let mut total = 0.0;
    let mut sums = Vec::with_capacity(outputs.len() / b);
    let mut signal = vec![0.0; b];
    let cells = tape.chunks_exact_mut(l * b).zip(outputs.chunks_exact_mut(b));
    for ((now, next), (cells, outputs)) in lstm.steps().zip(cells) {
        for j in 0..b {
            signal[j] = now[j] * w_in[j];
        }
        let layers = main.chunks_exact(8 * b).zip(state.chunks_exact_mut(2 * b));
        for ((w, state), cells) in layers.zip(cells.chunks_exact_mut(b)) {
            for j in 0..b {
                let (input, h, c) = (signal[j], state[j], state[b + j]);
                let forget = sigmoid(input * w[j] + w[4 * b + j]);
                let ingest = sigmoid(h * w[b + j] + w[5 * b + j]);
                let output = sigmoid(input * w[2 * b + j] + w[6 * b + j]);
                let change = (h * w[3 * b + j] + w[7 * b + j]).tanh();
                state[b + j] = c * forget + ingest * change;
                let tanh = state[b + j].tanh();
                state[j] = output * tanh;
                signal[j] = state[j];
                cells[j] = Cell {
                    input,
                    h,
                    c,
                    forget,
                    ingest,
                    output,
                    change,
                    tanh,
                };
            }
        }
        let mut sum = 2.0;
        for j in 0..b {
            let y = signal[j] * w_out[j] + b_out[j];
            outputs[j] = [signal[j], y.exp()];
            sum += outputs[j][1];
            signal[j] = y;
        }
        let normaliser = sum.ln();
        total += next.iter().zip(&signal).map(|(t, y)| t * (y - normaliser)).sum::<f64>();
        sums.push(sum);
    }
    (total, sums)
}

fn backward(
    lstm: &Lstm,
    (main, extra): (&[f64], &[f64]),
    (dmain, dextra): (&mut [f64], &mut [f64]),
    scale: f64,
    (tape, outputs, sums): (&[Cell], &[[f64; 2]], &[f64]),
) {
    let (b, l) = (lstm.width, lstm.layers);
    let w_out = &extra[b..2 * b];
    let mut dstate = vec![0.0; 2 * l * b];
    let mut dsignal = vec![0.0; b];
    let recorded = tape.chunks_exact(l * b).zip(outputs.chunks_exact(b)).zip(sums);
    for ((now, next), ((cells, outputs), sum)) in lstm.steps().zip(recorded).rev() {
        let ones = next.iter().sum::<f64>();
        for j in 0..b {
            let dy = scale * (next[j] - ones * outputs[j][1] / sum);
            dextra[b + j] += dy * outputs[j][0];
            dextra[2 * b + j] += dy;
            dsignal[j] = dy * w_out[j];
        }
        let layers = main.chunks_exact(8 * b).zip(dmain.chunks_exact_mut(8 * b));
        let states = dstate.chunks_exact_mut(2 * b).zip(cells.chunks_exact(b));
        for ((w, dw), (dstate, cells)) in layers.zip(states).rev() {
            for (j, cell) in cells.iter().enumerate() {
                let dh = dstate[j] + dsignal[j];
                let dc = dstate[b + j] + dh * cell.output * (1.0 - cell.tanh * cell.tanh);
                let gates = [
                    dc * cell.c * cell.forget * (1.0 - cell.forget),
                    dc * cell.change * cell.ingest * (1.0 - cell.ingest),
                    dh * cell.tanh * cell.output * (1.0 - cell.output),
                    dc * cell.ingest * (1.0 - cell.change * cell.change),
                ];
                let inputs = [cell.input, cell.h, cell.input, cell.h];
                for k in 0..4 {
                    dw[k * b + j] += gates[k] * inputs[k];
                    dw[(4 + k) * b + j] += gates[k];
                }
                dsignal[j] = gates[0] * w[j] + gates[2] * w[2 * b + j];
                dstate[j] = gates[1] * w[b + j] + gates[3] * w[3 * b + j];
                dstate[b + j] = dc * cell.forget;
            }
        }
        for j in 0..b {
            dextra[j] += dsignal[j] * now[j];
        }
    }
}
