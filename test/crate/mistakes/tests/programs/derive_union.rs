#[derive(Clone, Copy, enzyme::Differentiable)]
union U {
    a: f64,
}

fn main() {}
