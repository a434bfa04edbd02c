mod inner {
    #[enzyme::autodiff_reverse(df, Active, Active)]
    fn f(x: f64) -> f64 {
        x
    }
}

fn main() {
    inner::df(1.0, 1.0);
}
