//! Comparison of floats that come from different but equivalent computations.

/// Panics unless the two are equal up to a few roundings.
#[track_caller]
pub fn assert_close(got: f64, expected: f64) {
    let allowed = 1e-12 * expected.abs().max(1.0);
    assert!((got - expected).abs() <= allowed, "{got} is not {expected}");
}

#[track_caller]
pub fn assert_all_close(got: &[f64], expected: &[f64]) {
    assert_eq!(got.len(), expected.len());
    for (&got, &expected) in got.iter().zip(expected) {
        assert_close(got, expected);
    }
}
