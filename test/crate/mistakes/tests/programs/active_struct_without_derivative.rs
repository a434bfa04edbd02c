use enzyme::autodiff_reverse;

struct Point {
    x: f64,
}

#[autodiff_reverse(df, Active, Active)]
fn f(p: Point) -> f64 {
    p.x
}

fn main() {}
