use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(n: &[u8]) -> f64 {
    f64::from(n[0])
}

fn main() {}
