use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: &[f64]) -> impl Iterator<Item = f64> + '_ {
    x.iter().copied()
}

fn main() {}
