use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active, Const)]
fn f(x: f64) -> ! {
    panic!("{x}")
}

fn main() {}
