//! Equations, integrals, transforms, simulations, models.

fn newton_root(x: &[f64]) -> f64 {
    let mut t = 1.0_f64;
    for _ in 0..30 {
        let (f, slope) = (t.powi(3) + x[0] * t - x[1], 3.0 * t * t + x[0]);
        t -= f / slope;
    }
    t
}

fn newton_until_converged(x: &[f64]) -> f64 {
    let mut t = x[0];
    loop {
        let step = (t * t - x[0]) / (2.0 * t);
        t -= step;
        if step.abs() < 1e-14 * t {
            return t * x[1];
        }
    }
}

fn fixed_point(x: &[f64]) -> f64 {
    let mut t = 0.0_f64;
    for _ in 0..200 {
        let next = x[0] * t.cos() + x[1];
        if (next - t).abs() < 1e-15 {
            break;
        }
        t = next;
    }
    t
}

fn golden_section_value(x: &[f64]) -> f64 {
    let f = |t: f64| (t - x[0]).powi(2) + x[1] * t;
    let (mut a, mut b) = (-4.0, 4.0);
    let ratio = 0.618_033_988_749_895;
    for _ in 0..40 {
        let (c, d) = (b - ratio * (b - a), a + ratio * (b - a));
        if f(c) < f(d) {
            b = d;
        } else {
            a = c;
        }
    }
    f(0.5 * (a + b)) + x[0] * x[1]
}

fn trapezoid(x: &[f64]) -> f64 {
    let n = 50;
    let h = x[1] / f64::from(n);
    (0..=n)
        .map(|i| {
            let weight = if i == 0 || i == n { 0.5 } else { 1.0 };
            weight * h * (-x[0] * (f64::from(i) * h).powi(2)).exp()
        })
        .sum()
}

fn gauss_legendre(x: &[f64]) -> f64 {
    const NODES: [(f64, f64); 3] = [
        (-0.774_596_669_241_483_4, 0.555_555_555_555_555_6),
        (0.0, 0.888_888_888_888_888_9),
        (0.774_596_669_241_483_4, 0.555_555_555_555_555_6),
    ];
    let mut total = 0.0;
    for cell in 0..8 {
        let (a, b) = (x[0] * f64::from(cell) / 8.0, x[0] * f64::from(cell + 1) / 8.0);
        for (node, weight) in NODES {
            let t = 0.5 * (a + b) + 0.5 * (b - a) * node;
            total += 0.5 * (b - a) * weight * (x[1] * t).sin().exp();
        }
    }
    total
}

fn romberg(x: &[f64]) -> f64 {
    let f = |t: f64| 1.0 / (1.0 + x[1] * t * t);
    let mut table = [[0.0; 5]; 5];
    for k in 0..5 {
        let n = 1 << k;
        let h = x[0] / f64::from(n);
        table[k][0] = (0..n).map(|i| 0.5 * h * (f(f64::from(i) * h) + f(f64::from(i + 1) * h))).sum();
        for j in 1..=k {
            let factor = 4.0_f64.powi(j as i32);
            table[k][j] = (factor * table[k][j - 1] - table[k - 1][j - 1]) / (factor - 1.0);
        }
    }
    table[4][4]
}

fn rk4_pendulum(x: &[f64]) -> f64 {
    let slope = |[angle, speed]: [f64; 2]| [speed, -x[1] * angle.sin()];
    let (mut y, h) = ([x[0], 0.0], 0.05);
    let moved = |y: [f64; 2], k: [f64; 2], by: f64| [y[0] + by * k[0], y[1] + by * k[1]];
    for _ in 0..40 {
        let k1 = slope(y);
        let k2 = slope(moved(y, k1, 0.5 * h));
        let k3 = slope(moved(y, k2, 0.5 * h));
        let k4 = slope(moved(y, k3, h));
        for i in 0..2 {
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
    }
    y[0] * y[0] + y[1]
}

fn adaptive_euler(x: &[f64]) -> f64 {
    let (mut t, mut y, mut h) = (0.0, x[0], 0.1);
    while t < 1.0 {
        h = f64::min(h, 1.0 - t);
        let slope = |y: f64| x[1] * y * (1.0 - y);
        let (full, half) = (y + h * slope(y), y + 0.5 * h * slope(y));
        let halves = half + 0.5 * h * slope(half);
        if (full - halves).abs() > 1e-3 {
            h *= 0.5;
            continue;
        }
        y = halves;
        t += h;
        h *= 1.5;
    }
    y
}

fn verlet_n_body(x: &[f64]) -> f64 {
    const N: usize = 3;
    let mut at = [[x[0], 0.0], [0.0, x[1]], [-1.0, -0.5]];
    let mut speed = [[0.0, 0.1], [x[2], 0.0], [0.0, -0.1]];
    for _ in 0..10 {
        let mut force = [[0.0; 2]; N];
        for i in 0..N {
            for j in 0..N {
                if i != j {
                    let d = [at[j][0] - at[i][0], at[j][1] - at[i][1]];
                    let r2 = d[0] * d[0] + d[1] * d[1] + 0.1;
                    for k in 0..2 {
                        force[i][k] += d[k] / (r2 * r2.sqrt());
                    }
                }
            }
        }
        for i in 0..N {
            for k in 0..2 {
                speed[i][k] += 0.02 * force[i][k];
                at[i][k] += 0.02 * speed[i][k];
            }
        }
    }
    speed.iter().flatten().map(|v| 0.5 * v * v).sum::<f64>() + at[0][0]
}

fn heat_equation(x: &[f64]) -> f64 {
    let mut u: Vec<f64> = (0..16).map(|i| (x[0] * f64::from(i)).sin()).collect();
    for _ in 0..20 {
        let old = u.clone();
        for i in 1..15 {
            u[i] = old[i] + 0.2 * x[1] * (old[i - 1] - 2.0 * old[i] + old[i + 1]);
        }
    }
    u.iter().map(|v| v * v).sum()
}

fn fft_power(x: &[f64]) -> f64 {
    const N: usize = 8;
    let mut re: [f64; N] = std::array::from_fn(|i| x[i % x.len()] * (i as f64 + 1.0));
    let mut im = [0.0; N];
    for i in 0..N {
        let j = i.reverse_bits() >> (usize::BITS - 3);
        if j > i {
            re.swap(i, j);
        }
    }
    let mut half = 1;
    while half < N {
        for start in (0..N).step_by(2 * half) {
            for k in 0..half {
                let (s, c) = (-std::f64::consts::PI * k as f64 / half as f64).sin_cos();
                let (a, b) = (start + k, start + k + half);
                let (tr, ti) = (c * re[b] - s * im[b], s * re[b] + c * im[b]);
                (re[b], im[b]) = (re[a] - tr, im[a] - ti);
                re[a] += tr;
                im[a] += ti;
            }
        }
        half *= 2;
    }
    (1..4).map(|k| (re[k] * re[k] + im[k] * im[k]).ln()).sum()
}

fn recursive_fft(x: &[f64]) -> f64 {
    fn fft(v: &[(f64, f64)]) -> Vec<(f64, f64)> {
        if v.len() == 1 {
            return v.to_vec();
        }
        let even = fft(&v.iter().copied().step_by(2).collect::<Vec<_>>());
        let odd = fft(&v.iter().copied().skip(1).step_by(2).collect::<Vec<_>>());
        let mut out = vec![(0.0, 0.0); v.len()];
        for k in 0..even.len() {
            let (s, c) = (-std::f64::consts::TAU * k as f64 / v.len() as f64).sin_cos();
            let t = (c * odd[k].0 - s * odd[k].1, s * odd[k].0 + c * odd[k].1);
            out[k] = (even[k].0 + t.0, even[k].1 + t.1);
            out[k + even.len()] = (even[k].0 - t.0, even[k].1 - t.1);
        }
        out
    }
    let signal: Vec<(f64, f64)> = x.iter().map(|v| (*v, v * v)).collect();
    fft(&signal).iter().skip(1).map(|(re, im)| (re * re + im * im).sqrt()).sum()
}

fn natural_spline(x: &[f64]) -> f64 {
    let n = x.len();
    let (mut m, mut c, mut d) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for i in 1..n - 1 {
        let pivot = 4.0 - c[i - 1];
        c[i] = 1.0 / pivot;
        d[i] = (6.0 * (x[i + 1] - 2.0 * x[i] + x[i - 1]) - d[i - 1]) / pivot;
    }
    for i in (1..n - 1).rev() {
        m[i] = d[i] - c[i] * m[i + 1];
    }
    (0..n - 1)
        .map(|i| {
            let (t, u) = (0.3_f64, 0.7_f64);
            let bend = (t * t * t - t) * m[i + 1] + (u * u * u - u) * m[i];
            (u * x[i] + t * x[i + 1] + bend / 6.0).powi(2)
        })
        .sum()
}

fn monte_carlo(x: &[f64]) -> f64 {
    let mut state = 12_345_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (paths, mut total) = (64, 0.0);
    for _ in 0..paths {
        let (u, v) = (uniform().max(1e-12), uniform());
        let normal = (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        let price = x[0] * (x[1] * normal - 0.5 * x[1] * x[1]).exp();
        total += (price - 1.0).max(0.0);
    }
    total / f64::from(paths)
}

fn black_scholes(x: &[f64]) -> f64 {
    fn normal(z: f64) -> f64 {
        let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
        let tail = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt()
            * t
            * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
        if z > 0.0 {
            1.0 - tail
        } else {
            tail
        }
    }
    let (spot, volatility, rate, time, strike) = (x[0], x[1], x[2], 1.5_f64, 1.1);
    let d1 = ((spot / strike).ln() + (rate + 0.5 * volatility * volatility) * time)
        / (volatility * time.sqrt());
    let d2 = d1 - volatility * time.sqrt();
    spot * normal(d1) - strike * (-rate * time).exp() * normal(d2)
}

fn neural_network(x: &[f64]) -> f64 {
    const HIDDEN: usize = 3;
    let data = [([0.0, 1.0], 1.0), ([1.0, 0.0], 1.0), ([1.0, 1.0], 0.0), ([0.0, 0.0], 0.0)];
    let (first, second) = x.split_at(3 * HIDDEN);
    data.iter()
        .map(|(input, target)| {
            let mut hidden = [0.0; HIDDEN];
            for (h, w) in hidden.iter_mut().zip(first.chunks_exact(3)) {
                *h = (w[0] * input[0] + w[1] * input[1] + w[2]).tanh();
            }
            let out: f64 = hidden.iter().zip(second).map(|(h, w)| h * w).sum();
            (out - target).powi(2)
        })
        .sum()
}

fn softmax_cross_entropy(x: &[f64]) -> f64 {
    let most = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|v| (v - most).exp()).sum();
    most + sum.ln() - x[1]
}

fn logistic_regression(x: &[f64]) -> f64 {
    let data = [(0.5, false), (1.5, true), (2.0, true), (-1.0, false), (0.8, true)];
    data.iter()
        .map(|(v, positive)| {
            let p = 1.0 / (1.0 + (-(x[0] * v + x[1])).exp());
            -if *positive { p.ln() } else { (1.0 - p).ln() }
        })
        .sum::<f64>()
        + 0.1 * x.iter().map(|w| w * w).sum::<f64>()
}

fn k_means_energy(x: &[f64]) -> f64 {
    let points = [[0.1, 0.2], [0.3, -0.1], [2.0, 2.2], [1.8, 2.1], [2.2, 1.7]];
    points
        .iter()
        .map(|p| {
            x.chunks_exact(2).map(|c| (p[0] - c[0]).powi(2) + (p[1] - c[1]).powi(2)).fold(f64::INFINITY, f64::min)
        })
        .sum()
}

fn gaussian_mixture(x: &[f64]) -> f64 {
    let data = [0.1, 0.4, 1.9, 2.3, -0.2];
    let k = x.len() / 3;
    let (weights, means, widths) = (&x[..k], &x[k..2 * k], &x[2 * k..]);
    let normalisation: f64 = weights.iter().map(|w| w.exp()).sum::<f64>().ln();
    data.iter()
        .map(|d| {
            let terms: Vec<f64> =
                (0..k).map(|j| weights[j] - widths[j] - 0.5 * ((d - means[j]) / widths[j].exp()).powi(2)).collect();
            let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            most + terms.iter().map(|t| (t - most).exp()).sum::<f64>().ln() - normalisation
        })
        .sum()
}

fn kalman(x: &[f64]) -> f64 {
    let (mut state, mut variance, mut likelihood) = (0.0, 1.0, 0.0);
    for z in [0.3, 0.5, 0.2, 0.9, 1.1] {
        variance += x[0] * x[0];
        let spread: f64 = variance + x[1] * x[1];
        let (gain, innovation) = (variance / spread, z - state);
        state += gain * innovation;
        variance *= 1.0 - gain;
        likelihood -= 0.5 * (spread.ln() + innovation * innovation / spread);
    }
    likelihood
}

fn viterbi(x: &[f64]) -> f64 {
    let mut score = [0.0; 3];
    for observed in [0.2, 1.1, 1.9, 0.4] {
        let mut next = [f64::NEG_INFINITY; 3];
        for (to, slot) in next.iter_mut().enumerate() {
            for (from, before) in score.iter().enumerate() {
                let step = x[0] * (from as f64 - to as f64).abs();
                *slot = slot.max(before - step - x[1] * (observed - to as f64).powi(2));
            }
        }
        score = next;
    }
    score.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn convolution(x: &[f64]) -> f64 {
    let kernel = [x[0], x[1], -x[0]];
    let signal: Vec<f64> = (0..12).map(|i| (f64::from(i) * 0.7).sin() * x[1]).collect();
    signal.windows(3).map(|w| w.iter().zip(&kernel).map(|(a, b)| a * b).sum::<f64>().max(0.0).powi(2)).sum()
}

fn mandelbrot_escape(x: &[f64]) -> f64 {
    let (mut re, mut im) = (0.0, 0.0);
    for n in 0..50 {
        (re, im) = (re * re - im * im + x[0], 2.0 * re * im + x[1]);
        let size: f64 = re * re + im * im;
        if size > 100.0 {
            return f64::from(n) + 1.0 - size.ln().ln() / std::f64::consts::LN_2;
        }
    }
    0.0
}

fn edit_distance(x: &[f64]) -> f64 {
    let (a, b) = (b"gradient", b"radiant");
    let mut row: Vec<f64> = (0..=b.len()).map(|j| x[0] * j as f64).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = x[0] * (i + 1) as f64;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + if ca == cb { 0.0 } else { x[1] };
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + x[0]).min(row[j + 1] + x[0]);
        }
    }
    row[b.len()] * x[0]
}

cases! {
    newton_root: [1.5, 2.0];
    newton_until_converged: [1.5, 2.0];
    fixed_point: [0.5, 0.25];
    golden_section_value: [0.5, 0.25] =>
        Second Undefined "comparisons choose the place, which steps as the parameters move";
    trapezoid: [0.5, 1.25];
    gauss_legendre: [0.5, 1.25];
    romberg: [0.5, 1.25];
    rk4_pendulum: [0.5, 1.25];
    adaptive_euler: [0.2, 1.25];
    verlet_n_body: [0.5, 1.25, -0.3];
    heat_equation: [0.5, 1.25];
    fft_power: [0.5, 1.25, -0.3];
    recursive_fft: [0.5, 1.25, -0.3, 1.0];
    natural_spline: [0.5, 1.25, -0.3, 1.0, 2.0];
    monte_carlo: [1.0, 0.25];
    black_scholes: [1.0, 0.25, 0.05], [1.4, 0.25, 0.05];
    neural_network: [0.5, 1.25, -0.3, 1.0, -0.5, 0.7, 0.2, 0.9, -1.1, 0.6, -0.8, 0.4];
    softmax_cross_entropy: [0.5, 1.25, -0.3];
    logistic_regression: [0.5, -0.25];
    k_means_energy: [0.5, 0.25, 1.5, 2.5];
    gaussian_mixture: [0.1, -0.2, 0.3, 2.0, -0.5, 0.1];
    kalman: [0.5, 0.25];
    viterbi: [0.55, 1.25];
    convolution: [0.5, 1.25];
    mandelbrot_escape: [0.5, 0.75], [0.7, 0.3];
    edit_distance: [1.1, 1.75];
}
