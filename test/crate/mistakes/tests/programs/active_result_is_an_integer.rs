use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active, Active)]
fn f(x: f64) -> u32 {
    x as u32
}

fn main() {}
