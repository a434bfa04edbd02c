//! Runge and Kutta's classical method on a food chain of three species.

use crate::problem::Problem;
use std::ops::{Add, Mul};

const DT: f64 = 0.05;

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

/// The slopes of `change`: adds those of the rates to `drates`, returns those of `s`.
fn change_back(rates: &[f64], s: Species, d: Species, drates: &mut [f64; 6]) -> Species {
    let (grazed, hunted) = (s.grass * s.hares, s.hares * s.foxes);
    let dgrazed = rates[3] * d.hares - d.grass;
    let dhunted = rates[4] * d.foxes - d.hares;
    drates[0] += s.grass * (1.0 - s.grass) * d.grass;
    drates[1] += grazed * dgrazed;
    drates[2] += hunted * dhunted;
    drates[3] += rates[1] * grazed * d.hares;
    drates[4] += rates[2] * hunted * d.foxes;
    drates[5] -= s.foxes * d.foxes;
    let (dgrazed, dhunted) = (rates[1] * dgrazed, rates[2] * dhunted);
    Species {
        grass: rates[0] * (1.0 - 2.0 * s.grass) * d.grass + s.hares * dgrazed,
        hares: s.grass * dgrazed + s.foxes * dhunted,
        foxes: s.hares * dhunted - rates[5] * d.foxes,
    }
}

/// Where the four changes of a step are taken.
fn stages(rates: &[f64], s: Species, dt: f64) -> ([Species; 4], Species) {
    let k1 = change(rates, s);
    let s2 = s + (0.5 * dt) * k1;
    let k2 = change(rates, s2);
    let s3 = s + (0.5 * dt) * k2;
    let k3 = change(rates, s3);
    let s4 = s + dt * k3;
    let k4 = change(rates, s4);
    ([s, s2, s3, s4], s + (dt / 6.0) * (k1 + 2.0 * k2 + 2.0 * k3 + k4))
}

/// The slopes of `step`.
fn step_back(rates: &[f64], stages: &[Species; 4], dt: f64, d: Species, drates: &mut [f64; 6]) -> Species {
    let d4 = change_back(rates, stages[3], (dt / 6.0) * d, drates);
    let d3 = change_back(rates, stages[2], (dt / 3.0) * d + dt * d4, drates);
    let d2 = change_back(rates, stages[1], (dt / 3.0) * d + (0.5 * dt) * d3, drates);
    let d1 = change_back(rates, stages[0], (dt / 6.0) * d + (0.5 * dt) * d2, drates);
    d + d1 + d2 + d3 + d4
}

/// The stages of every step are kept; the slopes of the rates stay in registers.
fn by_hand(x: &[f64], steps: usize, gradient: &mut [f64]) -> f64 {
    let (start, rates) = x.split_at(3);
    let mut s = Species {
        grass: start[0],
        hares: start[1],
        foxes: start[2],
    };
    let mut kept = Vec::with_capacity(steps);
    for _ in 0..steps {
        let (at, next) = stages(rates, s, DT);
        kept.push(at);
        s = next;
    }
    let mut d = 2.0 * s;
    let mut drates = [0.0; 6];
    for at in kept.iter().rev() {
        d = step_back(rates, at, DT, d, &mut drates);
    }
    gradient[..3].copy_from_slice(&[d.grass, d.hares, d.foxes]);
    gradient[3..].copy_from_slice(&drates);
    s.grass * s.grass + s.hares * s.hares + s.foxes * s.foxes
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
        s = step(rates, s, DT);
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

    fn hand(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        by_hand(x, self.steps, gradient)
    }

    fn generated(&mut self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let steps = self.steps;
        enzyme::value_and_gradient_into(|x| end(x, steps), x, gradient)
    }
}
