use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Const)]
fn f(name: &str) -> f64 {
    name.len() as f64
}

fn main() {}
