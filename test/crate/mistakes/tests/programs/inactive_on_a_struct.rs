#[enzyme::inactive]
struct S;

fn main() {}
