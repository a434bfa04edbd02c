#[derive(Clone, Copy, enzyme::Differentiable)]
struct S {
    x: f64,
    n: usize,
}

fn main() {}
