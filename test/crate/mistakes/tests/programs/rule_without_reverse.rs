use enzyme::custom_reverse;

#[custom_reverse(augmented = augmented)]
fn f(x: f64) -> f64 {
    x * x
}

fn augmented(x: f64) -> (f64, f64) {
    (x * x, x)
}

fn reverse(adjoint: f64, x: f64) -> f64 {
    2.0 * x * adjoint
}

fn main() {}
