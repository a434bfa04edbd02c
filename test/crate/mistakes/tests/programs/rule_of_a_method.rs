use enzyme::custom_reverse;

struct S;

impl S {
    #[custom_reverse(augmented = augmented, reverse = reverse)]
    fn f(&self, x: f64) -> f64 {
        x
    }
}

fn augmented(x: f64) -> (f64, f64) {
    (x * x, x)
}

fn reverse(adjoint: f64, x: f64) -> f64 {
    2.0 * x * adjoint
}

fn main() {}
