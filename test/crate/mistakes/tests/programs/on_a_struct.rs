use enzyme::autodiff_reverse;

#[autodiff_reverse(df, Active)]
struct S;

fn main() {}
