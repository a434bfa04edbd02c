use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active, Active)]
unsafe fn f(x: *const f64) -> f64 {
    unsafe { *x }
}

fn main() {}
