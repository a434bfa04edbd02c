use enzyme::autodiff_reverse;

#[autodiff_reverse(df, 3.5, Active)]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {}
