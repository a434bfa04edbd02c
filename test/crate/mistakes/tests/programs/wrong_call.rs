use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: &[f64]) -> f64 {
    x[0]
}

fn main() {
    // The shadow has to be mutable.
    df(&[1.0], &[0.0], 1.0);
}
