fn main() {
    let data = vec![1.0];
    let f = |x: &[f64]| {
        drop(data);
        x[0]
    };
    println!("{:?}", enzyme::gradient(f, &[1.0]));
}
