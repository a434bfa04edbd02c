use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: Vec<f64>) -> f64 {
    x[0]
}

fn main() {}
