use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: Option<&[f64]>) -> f64 {
    x.map_or(0.0, |x| x[0])
}

fn main() {}
