use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual)]
const X: f64 = 1.0;

fn main() {}
