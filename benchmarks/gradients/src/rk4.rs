//! Runge and Kutta's classical method on a food chain of three species.

use crate::problem::Problem;
use std::ops::{Add, Mul};

#[derive(Clone, Copy)]
struct Species {
    grass: f64,
    hares: f64,
    foxes: f64,
}

impl Add for Species {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            grass: self.grass + other.grass,
            hares: self.hares + other.hares,
            foxes: self.foxes + other.foxes,
        }
    }
}

impl Mul<Species> for f64 {
    type Output = Species;

    fn mul(self, s: Species) -> Species {
        Species {
            grass: self * s.grass,
            hares: self * s.hares,
            foxes: self * s.foxes,
        }
    }
}

/// Six rates: growth, two appetites, two yields, death.
fn change(rates: &[f64], s: Species) -> Species {
    let grazed = rates[1] * s.grass * s.hares;
    let hunted = rates[2] * s.hares * s.foxes;
    Species {
        grass: rates[0] * s.grass * (1.0 - s.grass) - grazed,
        hares: rates[3] * grazed - hunted,
        foxes: rates[4] * hunted - rates[5] * s.foxes,
    }
}

fn step(rates: &[f64], s: Species, dt: f64) -> Species {
    let k1 = change(rates, s);
    let k2 = change(rates, s + (0.5 * dt) * k1);
    let k3 = change(rates, s + (0.5 * dt) * k2);
    let k4 = change(rates, s + dt * k3);
    s + (dt / 6.0) * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
}

/// Of `x` the first three are the start, the others the rates.
fn end(x: &[f64], steps: usize) -> f64 {
    let (start, rates) = x.split_at(3);
    let mut s = Species {
        grass: start[0],
        hares: start[1],
        foxes: start[2],
    };
    for _ in 0..steps {
        s = step(rates, s, 0.05);
    }
    s.grass * s.grass + s.hares * s.hares + s.foxes * s.foxes
}

pub struct Rk4 {
    pub steps: usize,
}

impl Problem for Rk4 {
    const NAME: &'static str = "rk4";

    fn size(&self) -> String {
        format!("steps={}", self.steps)
    }

    fn point(&self) -> Vec<f64> {
        vec![0.6, 0.4, 0.3, 1.2, 1.1, 0.9, 0.7, 0.6, 0.2]
    }

    fn value(&mut self, x: &[f64]) -> f64 {
        end(x, self.steps)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let steps = self.steps;
        enzyme::value_and_gradient_into(|x| end(x, steps), x, gradient)
    }
}
