fn main() {
    println!("{:?}", enzyme::gradient(|x: &[i32]| x[0], &[1]));
}
