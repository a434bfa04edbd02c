//! Times every kernel and prints `name seconds checksum`, a line each. `--quick`: once, to see that it runs.

#[path = "../../gradients/src/clock.rs"]
mod clock;
mod grids;
mod linear;
mod records;
mod simulation;
mod text;
mod time;

/// A kernel: its name, and what one call computes (a checksum that both builds must agree on).
type Kernel = (&'static str, Box<dyn FnMut() -> f64>);

fn main() {
    let quick = std::env::args().any(|word| word == "--quick");
    let kernels: Vec<Kernel> = [
        linear::kernels(),
        grids::kernels(),
        simulation::kernels(),
        records::kernels(),
        text::kernels(),
    ]
    .into_iter()
    .flatten()
    .collect();
    for (name, mut call) in kernels {
        let (seconds, checksum) = time::least(&mut call, if quick { 0.0 } else { 0.1 });
        println!("{name} {seconds:e} {checksum:e}");
    }
}

/// Numbers in (0, 1) from a fixed seed.
fn random(count: usize) -> Vec<f64> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bits = u32::try_from(state >> 32).expect("32 bits are left");
        (f64::from(bits) + 0.5) / 4_294_967_296.0
    };
    (0..count).map(|_| next()).collect()
}
