use enzyme::custom_reverse;

#[custom_reverse(augmented = augmented, reverse = reverse)]
fn f(x: &[f64]) -> f64 {
    x[0]
}

fn augmented(x: &[f64]) -> (f64, f64) {
    (x[0], x[0])
}

fn reverse(adjoint: f64, x: f64) -> f64 {
    2.0 * x * adjoint
}

fn main() {}
