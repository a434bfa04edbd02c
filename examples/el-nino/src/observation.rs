//! The data: 168 months of pressure.

/// One month.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// Months since the first observation, counted from 1.
    pub month: f64,
    /// Atmospheric pressure at Easter Island less that at Darwin.
    pub pressure: f64,
}

const TABLE: &str = include_str!("../data/enso.csv");

/// The rows of `data/enso.csv`.
///
/// # Panics
///
/// If a row is not two numbers.
pub fn all() -> Vec<Observation> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let (month, pressure) = row.split_once(',').expect("two columns");
        Observation {
            month: month.parse().expect("a month"),
            pressure: pressure.parse().expect("a pressure"),
        }
    })
    .collect()
}
