use enzyme::autodiff_reverse;

type Data<'a> = &'a [f64];

#[autodiff_reverse(df, Duplicated, Active)]
fn f(x: Data<'_>) -> f64 {
    x[0]
}

fn main() {}
