use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Dual, Dual)]
fn f(x: f64, on: bool) -> f64 {
    if on { x } else { 0.0 }
}

fn main() {}
