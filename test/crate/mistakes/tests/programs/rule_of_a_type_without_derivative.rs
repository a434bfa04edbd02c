use enzyme::custom_reverse;

struct Data(Vec<f64>);

#[custom_reverse(augmented = augmented, reverse = reverse)]
fn f(x: &Data) -> f64 {
    x.0[0]
}

fn augmented(x: &Data) -> (f64, ()) {
    (x.0[0], ())
}

fn reverse(dx: &mut Data, adjoint: f64, (): ()) {
    dx.0[0] += adjoint;
}

fn main() {}
