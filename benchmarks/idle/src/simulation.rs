//! Structs of floats: n-body, Black-Scholes.

use crate::{random, Kernel};
use std::hint::black_box;

#[derive(Clone)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

pub fn kernels() -> Vec<Kernel> {
    let bodies: Vec<Body> = random(7 * 5)
        .chunks_exact(7)
        .map(|v| Body {
            position: [10.0 * v[0], 10.0 * v[1], 10.0 * v[2]],
            velocity: [v[3], v[4], v[5]],
            mass: v[6],
        })
        .collect();
    let options = random(2 * 5_000);
    vec![
        (
            "n-body",
            Box::new(move || {
                let mut bodies = bodies.clone();
                for _ in 0..5_000 {
                    step(&mut bodies, black_box(1e-3));
                }
                bodies.iter().map(|body| body.position[0]).sum()
            }),
        ),
        (
            "black-scholes",
            Box::new(move || {
                options
                    .chunks_exact(2)
                    .map(|v| call_price(90.0 + 20.0 * v[0], 100.0, 0.1 + 0.3 * v[1]))
                    .sum()
            }),
        ),
    ]
}

fn step(bodies: &mut [Body], dt: f64) {
    for i in 1..bodies.len() {
        let (before, rest) = bodies.split_at_mut(i);
        let a = &mut rest[0];
        for b in before {
            let d: [f64; 3] = std::array::from_fn(|k| a.position[k] - b.position[k]);
            let square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
            let magnitude = dt / (square * square.sqrt());
            for (k, d) in d.iter().enumerate() {
                a.velocity[k] -= d * b.mass * magnitude;
                b.velocity[k] += d * a.mass * magnitude;
            }
        }
    }
    for body in bodies {
        for (x, v) in body.position.iter_mut().zip(&body.velocity) {
            *x += dt * v;
        }
    }
}

/// A year to maturity, 5 % interest; the normal distribution by Abramowitz and Stegun 26.2.17.
fn call_price(price: f64, strike: f64, volatility: f64) -> f64 {
    let d1 = ((price / strike).ln() + 0.05) / volatility + 0.5 * volatility;
    price * normal(d1) - strike * (-0.05_f64).exp() * normal(d1 - volatility)
}

fn normal(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let series = [
        1.330_274_429,
        -1.821_255_978,
        1.781_477_937,
        -0.356_563_782,
        0.319_381_530,
    ];
    let tail = 0.398_942_280_4 * (-0.5 * x * x).exp() * series.iter().fold(0.0, |sum, c| (sum + c) * t);
    if x < 0.0 {
        tail
    } else {
        1.0 - tail
    }
}
