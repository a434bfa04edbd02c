fn main() {
    let x: [f64; 1] = [1.0];
    println!("{:?}", enzyme::gradient(|x: &[f32]| x[0], &x));
}
