//! Derivatives by central differences, with an estimate of their own error.

/// A derivative and how wrong it may be.
pub struct Estimate {
    pub value: f64,
    pub error: f64,
}

/// The derivative of `f` at `x` in direction `i`: central differences with three steps, extrapolated twice.
///
/// The error is what the second extrapolation changed, plus what rounding of `f` may do.
pub fn central(f: impl Fn(&[f64]) -> f64, x: &[f64], i: usize) -> Estimate {
    let step = 1e-3 * x[i].abs().max(1.0);
    let [coarse, middle, fine] = [1.0, 2.0, 4.0].map(|divisor| slope(&f, x, i, step / divisor));
    let once = (4.0 * fine - middle) / 3.0;
    let twice = (16.0 * once - (4.0 * middle - coarse) / 3.0) / 15.0;
    let rounding = 16.0 * f64::EPSILON * f(x).abs() / step;
    Estimate {
        value: twice,
        error: (twice - once).abs() + rounding,
    }
}

fn slope(f: impl Fn(&[f64]) -> f64, x: &[f64], i: usize, step: f64) -> f64 {
    let at = |shift: f64| {
        let mut shifted = x.to_vec();
        shifted[i] += shift;
        f(&shifted)
    };
    (at(step) - at(-step)) / (2.0 * step)
}
