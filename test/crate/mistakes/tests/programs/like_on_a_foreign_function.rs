unsafe extern "C" {
    #[enzyme::derivative_of("lgamma")]
    fn gamma(x: f64) -> f64;
}

fn main() {}
