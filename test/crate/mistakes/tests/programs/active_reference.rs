use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active, Active)]
fn f(x: &[f64]) -> f64 {
    x[0]
}

fn main() {}
