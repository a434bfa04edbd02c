use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Active)]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {}
