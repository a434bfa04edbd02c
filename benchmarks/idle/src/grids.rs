//! Loops over grids: a stencil, the Mandelbrot set, shortest edit distance, a sieve.

use crate::{random, Kernel};
use std::hint::black_box;

const SIDE: usize = 256;

pub fn kernels() -> Vec<Kernel> {
    let grid = random(SIDE * SIDE);
    let mut next = grid.clone();
    let words: [Vec<u8>; 2] = [3_u8, 5].map(|step| {
        (0..400_u16)
            .map(|i| (i % 251) as u8)
            .map(|i| i.wrapping_mul(step) % 7)
            .collect()
    });
    vec![
        (
            "stencil",
            Box::new(move || {
                smooth(black_box(&grid), black_box(&mut next));
                next[SIDE + 1]
            }),
        ),
        ("mandelbrot", Box::new(|| mandelbrot(black_box(64)))),
        (
            "edit-distance",
            Box::new(move || edit_distance(black_box(&words[0]), black_box(&words[1]))),
        ),
        ("sieve", Box::new(|| sieve(black_box(100_000)))),
    ]
}

fn smooth(from: &[f64], to: &mut [f64]) {
    for i in 1..SIDE - 1 {
        for j in 1..SIDE - 1 {
            let at = i * SIDE + j;
            to[at] = 0.2 * (from[at] + from[at - 1] + from[at + 1] + from[at - SIDE] + from[at + SIDE]);
        }
    }
}

fn mandelbrot(side: u32) -> f64 {
    let mut count = 0;
    for i in 0..side {
        for j in 0..side {
            let (a, b) = (f64::from(i) * 3.0 / 64.0 - 2.0, f64::from(j) * 2.0 / 64.0 - 1.0);
            let (mut x, mut y) = (0.0, 0.0);
            for _ in 0..100 {
                (x, y) = (x * x - y * y + a, 2.0 * x * y + b);
                if x * x + y * y > 4.0 {
                    break;
                }
                count += 1;
            }
        }
    }
    f64::from(count)
}

fn edit_distance(a: &[u8], b: &[u8]) -> f64 {
    let mut row: Vec<u32> = (0..).take(b.len() + 1).collect();
    for &x in a {
        let mut diagonal = row[0];
        row[0] += 1;
        for (j, &y) in b.iter().enumerate() {
            let substituted = diagonal + u32::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(diagonal + 1).min(row[j] + 1);
        }
    }
    f64::from(row[b.len()])
}

fn sieve(limit: usize) -> f64 {
    let mut composite = vec![false; limit];
    let mut primes = 0;
    for i in 2..limit {
        if !composite[i] {
            primes += 1;
            for multiple in (i * i..limit).step_by(i) {
                composite[multiple] = true;
            }
        }
    }
    f64::from(primes)
}
