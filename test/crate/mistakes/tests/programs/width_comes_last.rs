use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Dual, 4)]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {}
