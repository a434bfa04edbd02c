fn main() {
    let slope = enzyme::array::hvp(|x: &[f64; 2]| x[0] * x[1], &[1.0, 2.0], &[1.0]);
    println!("{slope:?}");
}
