fn main() {
    let mut last = 0.0;
    let gradient = enzyme::gradient(
        |x: &[f64]| {
            last = x[0];
            x[0] * x[0]
        },
        &[1.0],
    );
    println!("{gradient:?} {last}");
}
