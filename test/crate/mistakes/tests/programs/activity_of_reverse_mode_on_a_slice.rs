use enzyme::autodiff_forward;

#[autodiff_forward(df, Duplicated, Dual)]
fn f(x: &[f64]) -> f64 {
    x[0]
}

fn main() {}
