use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: &dyn Fn() -> f64) -> f64 {
    x()
}

fn main() {}
