#[enzyme::derivative_of(lgamma)]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {}
