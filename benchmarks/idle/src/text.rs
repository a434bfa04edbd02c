//! Strings: formatting, parsing, words, a checksum of bytes.

use crate::{random, Kernel};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;

pub fn kernels() -> Vec<Kernel> {
    let numbers = random(3_000);
    let text = formatted(&numbers);
    let words: Vec<String> = numbers.iter().map(|v| format!("w{:.2}", 10.0 * v)).collect();
    let words = words.join(" ");
    let bytes = text.clone().into_bytes();
    vec![
        (
            "format",
            Box::new(move || {
                let text = formatted(black_box(&numbers));
                f64::from(u32::try_from(text.len()).expect("a short text"))
            }),
        ),
        (
            "parse",
            Box::new(move || {
                black_box(&text)
                    .split_ascii_whitespace()
                    .filter_map(|word| word.parse::<f64>().ok())
                    .sum()
            }),
        ),
        ("words", Box::new(move || most_frequent(black_box(&words)))),
        ("checksum", Box::new(move || adler(black_box(&bytes)))),
    ]
}

fn formatted(numbers: &[f64]) -> String {
    let mut text = String::new();
    for (i, number) in numbers.iter().enumerate() {
        writeln!(text, "{i:>6} {number:10.6} {number:e}").expect("a string takes everything");
    }
    text
}

fn most_frequent(text: &str) -> f64 {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    f64::from(counts.values().copied().max().unwrap_or(0))
}

fn adler(bytes: &[u8]) -> f64 {
    let (mut a, mut b) = (1_u32, 0_u32);
    for &byte in bytes {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    f64::from(b) * 65_536.0 + f64::from(a)
}
