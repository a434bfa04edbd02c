use enzyme::autodiff_forward;

#[autodiff_forward(df, Dual, Dual)]
fn f(x: Vec<f64>) -> f64 {
    x[0]
}

fn main() {}
