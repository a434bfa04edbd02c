//! The functions of `f32`, and `f32` beside others. Inputs and results cross as `f64`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

fn sin(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).sin())
}

fn cos(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).cos())
}

fn tan(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).tan())
}

fn asin(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).asin())
}

fn acos(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).acos())
}

fn atan(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).atan())
}

fn sinh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).sinh())
}

fn cosh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).cosh())
}

fn tanh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).tanh())
}

fn asinh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).asinh())
}

fn acosh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).acosh())
}

fn atanh(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).atanh())
}

fn exp(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).exp())
}

fn exp2(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).exp2())
}

fn exp_m1(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).exp_m1())
}

fn ln(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).ln())
}

fn ln_1p(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).ln_1p())
}

fn log2(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).log2())
}

fn log10(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).log10())
}

fn sqrt(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).sqrt())
}

fn cbrt(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).cbrt())
}

fn recip(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).recip())
}

fn to_degrees(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).to_degrees())
}

fn to_radians(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).to_radians())
}

fn atan2(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.atan2(b))
}

fn hypot(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.hypot(b))
}

fn powf(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.powf(b))
}

fn powi(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).powi(3))
}

fn abs(x: &[f64]) -> f64 {
    f64::from((x[0] as f32).abs())
}

fn copysign(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.copysign(b) * b)
}

fn mul_add(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.mul_add(b, a))
}

fn min_max(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a.min(b) * a.max(0.1) + b.clamp(0.0, 1.0))
}

fn rounding(x: &[f64]) -> f64 {
    let a = x[0] as f32;
    f64::from(a * (a.floor() + a.ceil() + a.trunc() + a.round()))
}

fn remainder(x: &[f64]) -> f64 {
    let (a, b) = (x[0] as f32, x[1] as f32);
    f64::from(a % b + a.rem_euclid(b))
}

fn narrow_and_widen(x: &[f64]) -> f64 {
    let narrow: Vec<f32> = x.iter().map(|&v| v as f32).collect();
    narrow.iter().map(|&v| f64::from(v) * f64::from(v)).sum()
}

fn array(x: &[f64]) -> f64 {
    let a = [x[0] as f32, x[1] as f32, 2.0];
    f64::from(a.iter().map(|v| v * v).sum::<f32>())
}

fn packed(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    struct Pixel {
        r: f32,
        g: f32,
        b: f32,
        count: u32,
    }
    let p = Pixel { r: x[0] as f32, g: x[1] as f32, b: 0.5, count: 3 };
    let q = std::hint::black_box(2.0_f32);
    let copy = p;
    f64::from(copy.r * copy.g + copy.b * q * copy.r) * f64::from(copy.count)
}

fn mixed(x: &[f64]) -> f64 {
    let a = x[0] as f32;
    f64::from(a.sin()) * x[0] + f64::from(a) * x[1]
}

fn dot(x: &[f64]) -> f64 {
    let a: Vec<f32> = x.iter().map(|&v| v as f32).collect();
    let weights = [0.25_f32, -0.5, 1.0, 2.0];
    f64::from(a.iter().zip(&weights).map(|(a, w)| a * a * w).sum::<f32>())
}

struct Sample {
    value: f64,
    weight: f32,
    tags: Vec<u8>,
}

struct Branch {
    length: f64,
    visits: Cell<u8>,
    below: Vec<Rc<Branch>>,
}

impl Branch {
    fn total(&self, factor: f64) -> f64 {
        self.visits.set(self.visits.get() + 1);
        self.below.iter().fold(self.length * factor, |sum, one| sum * 0.5 + one.total(factor * 0.5))
    }
}

/// They are empty at first, all of them, and grow in the same way.
fn vectors_of_many_layouts(x: &[f64]) -> f64 {
    let (mut samples, mut rows, mut branches) = (Vec::new(), Vec::new(), Vec::new());
    for (i, v) in x.iter().enumerate() {
        samples.push(Sample { value: v * v, weight: 0.5 * *v as f32, tags: vec![i as u8; i] });
        let mut row = Vec::new();
        for k in 0..=i {
            row.push(v * x[k]);
        }
        rows.push(row);
        let leaf = Rc::new(Branch { length: *v, visits: Cell::new(0), below: Vec::new() });
        branches.push(Branch { length: x[0], visits: Cell::new(0), below: vec![leaf.clone(), leaf] });
    }
    let of_samples: f64 = samples.iter().map(|s| s.value * f64::from(s.weight) + s.tags.len() as f64).sum();
    let of_rows: f64 = rows.iter().flatten().sum();
    let of_branches: f64 = branches.iter().map(|b| b.total(x[1])).sum();
    of_samples * 0.25 + of_rows + of_branches
}

/// Only the sign of an f32 is looked at, beside nodes in which numbers, floats and addresses lie side by side.
fn btree_map_by_sign_of_single(x: &[f64]) -> f64 {
    let mut map = BTreeMap::new();
    let single = (x[0] as f32).tanh();
    if !single.is_sign_negative() || x[1] > 0.0 {
        for i in 0..14_usize {
            map.insert((i * 5 + 2) % 11, x[i % x.len()] * x[0]);
        }
    }
    map.insert(usize::from(single < 0.0), x[1]);
    map.iter().map(|(k, v)| *k as f64 * v).sum::<f64>() + f64::from(single)
}

fn swapped_beside_padding(x: &[f64]) -> f64 {
    // Swapped word by word: a single goes together with the padding behind it.
    #[derive(Clone, Copy)]
    struct Sample {
        level: f64,
        gain: f32,
        offset: Option<f64>,
    }
    let mut s = Sample { level: 0.5, gain: x[0] as f32, offset: Some(0.5) };
    {
        let mut other = Sample { level: 0.5, gain: 0.75, offset: Some(1.25) };
        std::mem::swap(&mut other, &mut s);
        s.level += other.level;
    }
    let kept: Vec<f64> = x.iter().map(|v| v * s.level).collect();
    f64::from(s.gain) * kept[0]
}

/// Compared by their bits, and moved as one integer with what stands beside them.
fn sorted_by_their_bits(x: &[f64]) -> f64 {
    let x: Vec<f32> = x.iter().map(|&v| v as f32).collect();
    let mut pairs: Vec<(f32, u32)> = x.windows(2).zip(10..).map(|(w, k)| (w[0] * w[1], k ^ 3)).collect();
    pairs.sort_unstable_by(|(a, i), (b, j)| b.total_cmp(a).then(i.cmp(j)));
    pairs.truncate(3);
    let first = pairs.iter().min_by_key(|(_, k)| *k).map_or(0.0, |(v, _)| *v);
    f64::from(pairs.iter().map(|&(v, k)| v * k as f32).sum::<f32>() * 0.1 + first)
}

/// Either a single or a byte is in what is moved as one word.
fn results_in_a_vector(x: &[f64]) -> f64 {
    let numbered = |i: usize, v: &f64| if i % 3 == 2 { Err(i as u8) } else { Ok((v * v) as f32) };
    let all: Vec<Result<f32, u8>> = x.iter().cycle().take(9).enumerate().map(|(i, v)| numbered(i, v)).collect();
    let (good, bad): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|r| r.is_ok());
    let codes: u32 = bad.into_iter().filter_map(Result::err).map(u32::from).sum();
    f64::from(good.into_iter().flatten().fold(1.0, |a, v| a * 0.3 + v)) + f64::from(codes) * 0.01 * x[0]
}

cases! { Single =>
    sin: [0.5];
    cos: [0.5];
    tan: [0.5];
    asin: [0.3];
    acos: [0.3];
    atan: [0.3];
    sinh: [0.7];
    cosh: [0.7];
    tanh: [0.3];
    asinh: [0.7];
    acosh: [1.7];
    atanh: [0.3];
    exp: [0.3];
    exp2: [0.3];
    exp_m1: [0.3];
    ln: [0.6];
    ln_1p: [0.3];
    log2: [0.6];
    log10: [0.6];
    sqrt: [0.6];
    cbrt: [0.6];
    recip: [0.6];
    to_degrees: [0.6];
    to_radians: [30.0];
    atan2: [0.3, 0.8];
    hypot: [0.3, 0.8];
    powf: [0.6, 1.3];
    powi: [0.6];
    abs: [0.6], [-0.8];
    copysign: [0.6, -1.0];
    mul_add: [0.6, -1.0];
    min_max: [0.6, 0.9];
    rounding: [1.4];
    remainder: [2.5, 1.0];
    narrow_and_widen: [0.6, 0.8, -0.5];
    array: [0.6, 0.8];
    packed: [0.6, 0.8];
    mixed: [0.6, 0.8];
    dot: [0.6, 0.8, 0.2, 0.1];
    sorted_by_their_bits: [0.2, 0.3, 0.9, 0.5, 1.6, 1.1];
    vectors_of_many_layouts: [0.5, 1.5, 1.25];
    btree_map_by_sign_of_single: [0.5, 1.5, 1.25];
    swapped_beside_padding: [0.5];
    results_in_a_vector: [0.5, 1.5];
}
