//! The model, the measurements, and what NIST says about them (Thurber of the Statistical Reference Datasets).

use nalgebra::SVector;

pub type Parameters = SVector<f64, 7>;

/// The mobility at the logarithm of a density.
pub fn model(b: &Parameters, x: f64) -> f64 {
    let numerator = b[0] + x * (b[1] + x * (b[2] + x * b[3]));
    let denominator = 1.0 + x * (b[4] + x * (b[5] + x * b[6]));
    numerator / denominator
}

/// The rows of `data/thurber.csv`: the logarithm of the density, and the mobility.
///
/// # Panics
///
/// If a row is not two numbers.
pub fn measurements() -> Vec<(f64, f64)> {
    let rows = include_str!("../data/thurber.csv").lines().skip(1);
    let number = |text: &str| text.parse().expect("a number");
    rows.map(|row| {
        let (density, mobility) = row.split_once(',').expect("two columns");
        (number(density), number(mobility))
    })
    .collect()
}

/// The starting values that NIST prescribes: far and near.
pub const STARTS: [[f64; 7]; 2] = [
    [1000.0, 1000.0, 400.0, 40.0, 0.7, 0.3, 0.03],
    [1300.0, 1500.0, 500.0, 75.0, 1.0, 0.4, 0.05],
];

/// The certified parameters and their standard deviations, to eleven digits.
pub const CERTIFIED: [(f64, f64); 7] = [
    (1.288_139_680_0e3, 4.664_796_334_4),
    (1.491_079_253_5e3, 3.957_115_608_6e1),
    (5.832_383_687_7e2, 2.869_869_610_2e1),
    (7.541_664_429_1e1, 5.567_537_027_0),
    (9.662_950_286_4e-1, 3.133_334_068_7e-2),
    (3.979_728_579_7e-1, 1.498_492_819_8e-2),
    (4.972_729_734_9e-2, 6.584_234_462_3e-3),
];

/// The certified residual sum of squares.
pub const RESIDUAL_SUM_OF_SQUARES: f64 = 5.642_708_239_7e3;
