fn main() {
    let mut seen = Vec::new();
    let slope = enzyme::array::gradient(
        |x: &[f64; 1]| {
            seen.push(x[0]);
            x[0]
        },
        &[1.0],
    );
    println!("{slope:?} {seen:?}");
}
