//! What NIST says about this data set (ENSO of the Statistical Reference Datasets).

use crate::misfit::PARAMETERS;

/// The starting values that NIST prescribes: far and near.
pub const STARTS: [[f64; PARAMETERS]; 2] = [
    [11.0, 3.0, 0.5, 40.0, -0.7, -1.3, 25.0, -0.3, 1.4],
    [10.0, 3.0, 0.5, 44.0, -1.5, 0.5, 26.0, -0.1, 1.5],
];

/// The certified parameters, to eleven digits.
pub const SOLUTION: [f64; PARAMETERS] = [
    1.051_074_919_3e1,
    3.076_212_808_5,
    5.328_013_822_7e-1,
    4.431_108_870_0e1,
    -1.623_142_858_6,
    5.255_449_375_6e-1,
    2.688_761_444_0e1,
    2.123_228_848_8e-1,
    1.496_687_041_8,
];

/// The certified residual sum of squares.
pub const RESIDUAL_SUM_OF_SQUARES: f64 = 7.885_397_866_8e2;

/// NIST's measure of agreement: the number of equal significant digits.
pub fn digits(value: f64, certified: f64) -> f64 {
    let relative = ((value - certified) / certified).abs();
    -relative.max(1e-11).log10()
}
