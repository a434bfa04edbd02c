//! A function and its gradient, for C.

fn rosenbrock(x: &[f64]) -> f64 {
    x.windows(2)
        .map(|pair| {
            let (a, b) = (1.0 - pair[0], pair[1] - pair[0] * pair[0]);
            a * a + 100.0 * b * b
        })
        .sum()
}

/// Writes the gradient at the `length` numbers of `x` and returns the value.
///
/// # Safety
///
/// Both pointers have `length` numbers behind them, which do not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rosenbrock_gradient(
    x: *const f64,
    gradient: *mut f64,
    length: usize,
) -> f64 {
    let (x, gradient) = unsafe {
        (
            std::slice::from_raw_parts(x, length),
            std::slice::from_raw_parts_mut(gradient, length),
        )
    };
    enzyme::value_and_gradient_into(rosenbrock, x, gradient)
}
