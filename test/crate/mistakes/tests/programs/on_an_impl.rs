use enzyme::autodiff_reverse;

struct S;

#[autodiff_reverse(df, Active)]
impl S {}

fn main() {}
