use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Actve, Duplicted, Actif)]
fn f(x: f64, y: &[f64]) -> f64 {
    x * y[0]
}

fn main() {}
