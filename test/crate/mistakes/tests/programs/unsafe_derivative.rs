use enzyme::autodiff_forward;

#[autodiff_forward(df, DualOnly, Dual)]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {
    df(1.0, 1.0);
}
