use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Dual, Dual)]
fn f(x: f64, g: fn(f64) -> f64) -> f64 {
    g(x)
}

fn main() {}
