#[derive(Clone, Copy, enzyme::Differentiable)]
enum E {
    A(f64),
}

fn main() {}
