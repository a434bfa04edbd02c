/// Asserts that two gradients agree to a relative tolerance.
#[track_caller]
pub fn assert_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!(
            (a - b).abs() <= tolerance * b.abs().max(1.0),
            "{found:?} is not {expected:?}"
        );
    }
}

/// The gradient of `f` by central differences of two widths, the leading error of which cancels.
pub fn differences(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    let slope = |i: usize, width: f64| {
        let at = |step: f64| {
            let mut moved = x.to_vec();
            moved[i] += step;
            f(&moved)
        };
        (at(width) - at(-width)) / (2.0 * width)
    };
    (0..x.len())
        .map(|i| {
            let width = 1e-3 * x[i].abs().max(1.0);
            (4.0 * slope(i, 0.5 * width) - slope(i, width)) / 3.0
        })
        .collect()
}
