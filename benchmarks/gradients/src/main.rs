//! Times generated gradients beside hand-written ones: a line of JSON for each function and size.
//!
//! Words choose functions by name; `--quick` takes small sizes and little time. A wrong gradient is an
//! `error` in its line.

#[cfg_attr(not(enzyme), allow(unreachable_code))] // Of the derivative that plain cargo gets.
mod ba;
mod ba_hand;
mod brusselator;
mod clock;
mod contest;
mod counter;
mod determinant;
mod fft;
mod gmm;
mod gmm_hand;
mod lennard_jones;
mod log_sum_exp;
mod lstm;
mod lstm_hand;
mod mlp;
mod path;
mod powers;
mod problem;
mod random;
mod ray_march;
mod rk4;
mod rosenbrock;

use contest::{Budget, Contests};

fn main() {
    let (flags, names): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let quick = flags.iter().any(|flag| flag == "--quick");
    let contests = Contests {
        budget: Budget(if quick { 0.02 } else { 2.0 }),
        names,
    };
    if quick {
        small(&contests);
    } else {
        full(&contests);
    }
}

/// The sizes of the table.
fn full(contests: &Contests) {
    contests.run(|| log_sum_exp::LogSumExp { n: 80_000 });
    for n in [64, 1024] {
        contests.run(|| powers::Powers::new(128, n));
    }
    for (layers, length) in [(2, 1024), (4, 4096)] {
        contests.run(|| lstm::Lstm::new(layers, length));
    }
    for (d, k, n) in [
        (2, 5, 1000),
        (10, 10, 1000),
        (20, 25, 1000),
        (64, 10, 1000),
        (64, 100, 200),
    ] {
        contests.run(|| gmm::Gmm::new(d, k, n));
    }
    contests.run(|| brusselator::Brusselator::new(32));
    contests.run(|| ba::Ba::new(49, 7776, 31_843));
    contests.run(|| rk4::Rk4 { steps: 100 });
    contests.run(|| mlp::Mlp::new([784, 128, 10], 100));
    for atoms in [256, 2048] {
        contests.run(|| lennard_jones::LennardJones { atoms });
    }
    contests.run(|| path::Path { flat: 1e-6 });
    contests.run(|| ray_march::RayMarch { side: 64 });
    for n in [2, 10, 100, 1000] {
        contests.run(|| rosenbrock::Rosenbrock { n });
    }
    contests.run(|| fft::Fft::new(1 << 16));
    for n in 6..=10 {
        contests.run(|| determinant::Determinant { n });
    }
}

/// Every function once, small.
fn small(contests: &Contests) {
    contests.run(|| log_sum_exp::LogSumExp { n: 100 });
    contests.run(|| powers::Powers::new(8, 10));
    contests.run(|| lstm::Lstm::new(2, 8));
    contests.run(|| gmm::Gmm::new(3, 4, 10));
    contests.run(|| brusselator::Brusselator::new(6));
    contests.run(|| ba::Ba::new(3, 5, 20));
    contests.run(|| rk4::Rk4 { steps: 10 });
    contests.run(|| mlp::Mlp::new([12, 6, 3], 5));
    contests.run(|| lennard_jones::LennardJones { atoms: 20 });
    contests.run(|| path::Path { flat: 1e-2 });
    contests.run(|| ray_march::RayMarch { side: 6 });
    contests.run(|| rosenbrock::Rosenbrock { n: 10 });
    contests.run(|| fft::Fft::new(16));
    contests.run(|| determinant::Determinant { n: 4 });
}
