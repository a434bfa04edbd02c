use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active, Duplicated, Active)]
fn f(x: f64, y: &mut f64) {
    *y = x;
}

fn main() {}
