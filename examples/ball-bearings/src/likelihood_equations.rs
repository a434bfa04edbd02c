//! The same fit without a derivative: textbooks give the equations that shape and scale solve, and the second
//! derivatives there.

/// A Weibull distribution.
#[derive(Clone, Copy)]
pub struct Weibull {
    pub shape: f64,
    pub scale: f64,
}

/// The distribution of the greatest likelihood, by bisection for the shape.
pub fn solve(lifetimes: &[f64]) -> Weibull {
    let mean_logarithm = mean(lifetimes, f64::ln);
    let equation = |shape: f64| {
        let weighted = mean(lifetimes, |t| t.powf(shape) * t.ln());
        weighted / mean(lifetimes, |t| t.powf(shape)) - 1.0 / shape - mean_logarithm
    };
    let (mut low, mut high) = (0.1, 10.0);
    while high - low > 1e-14 * high {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        // It grows with the shape.
        if equation(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Weibull {
        shape: low,
        scale: mean(lifetimes, |t| t.powf(low)).powf(1.0 / low),
    }
}

/// The second derivatives of the loss at its minimum, with respect to the logarithms of shape and scale.
pub fn information(of: Weibull, lifetimes: &[f64]) -> Vec<Vec<f64>> {
    let square = of.shape * of.shape;
    let number = count(lifetimes);
    let moment = |power: i32| {
        let term = |t: f64| (t / of.scale).powf(of.shape) * (t / of.scale).ln().powi(power);
        square * number * mean(lifetimes, term)
    };
    vec![
        vec![number + moment(2), -moment(1)],
        vec![-moment(1), square * number],
    ]
}

fn mean(lifetimes: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    lifetimes.iter().map(|t| term(*t)).sum::<f64>() / count(lifetimes)
}

#[allow(clippy::cast_precision_loss)]
fn count(lifetimes: &[f64]) -> f64 {
    lifetimes.len() as f64
}
