use enzyme::autodiff_reverse;

#[autodiff_reverse(f, 0, Duplicated, Dual, Active)]
fn f(x: f64, n: &[f64]) -> u32 {
    (x * n[0]) as u32
}

fn main() {}
