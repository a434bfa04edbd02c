//! Vectors and matrices: what a vectoriser lives for.

use crate::{random, Kernel};
use std::hint::black_box;

const N: usize = 200;
const LENGTH: usize = 20_000;

pub fn kernels() -> Vec<Kernel> {
    let left = random(N * N);
    let right: Vec<f64> = left.iter().rev().copied().collect();
    let (x, mut y) = (random(LENGTH), random(LENGTH));
    let integers: Vec<u32> = (0..50_000).map(|i: u32| i.wrapping_mul(2_654_435_761)).collect();
    let singles: Vec<f32> = (0..50_000_u16).map(|i| f32::from(i) * 1e-3).collect();
    let (v, w) = (random(LENGTH), random(LENGTH));
    let short = random(4 * 5_000);
    vec![
        (
            "matrix-product",
            Box::new(move || product(black_box(&left), black_box(&right))),
        ),
        (
            "axpy",
            Box::new(move || {
                axpy(black_box(1e-9), black_box(&x), black_box(&mut y));
                x[7]
            }),
        ),
        ("integer-sum", Box::new(move || sum_of_bits(black_box(&integers)))),
        ("single-maximum", Box::new(move || maximum(black_box(&singles)))),
        ("dot", Box::new(move || dot(black_box(&v), black_box(&w)))),
        ("short-vectors", Box::new(move || norms(black_box(&short)))),
    ]
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    let mut c = vec![0.0; N * N];
    for (row, out) in a.chunks_exact(N).zip(c.chunks_exact_mut(N)) {
        for (&factor, other) in row.iter().zip(b.chunks_exact(N)) {
            for (sum, &element) in out.iter_mut().zip(other) {
                *sum += factor * element;
            }
        }
    }
    c.iter().sum()
}

fn axpy(factor: f64, x: &[f64], y: &mut [f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}

fn sum_of_bits(integers: &[u32]) -> f64 {
    let sum: u32 = integers
        .iter()
        .map(|i| (i ^ (i >> 7)) & 0xffff)
        .fold(0, u32::wrapping_add);
    f64::from(sum)
}

fn maximum(values: &[f32]) -> f64 {
    let mut largest = [0.0_f32; 8];
    for chunk in values.chunks_exact(8) {
        for (largest, &value) in largest.iter_mut().zip(chunk) {
            *largest = if value > *largest { value } else { *largest };
        }
    }
    largest.iter().map(|&value| f64::from(value)).sum()
}

/// What vectorisation of straight-line code is for.
fn norms(values: &[f64]) -> f64 {
    let mut total = [0.0; 4];
    for v in values.chunks_exact(4) {
        total[0] += v[0] * v[0] + 1.0;
        total[1] += v[1] * v[1] + 1.0;
        total[2] += v[2] * v[2] + 1.0;
        total[3] += v[3] * v[3] + 1.0;
    }
    total.iter().sum()
}
