//! The functions of `f64`.

fn sin(x: &[f64]) -> f64 {
    x[0].sin()
}

fn cos(x: &[f64]) -> f64 {
    x[0].cos()
}

fn tan(x: &[f64]) -> f64 {
    x[0].tan()
}

fn asin(x: &[f64]) -> f64 {
    x[0].asin()
}

fn acos(x: &[f64]) -> f64 {
    x[0].acos()
}

fn atan(x: &[f64]) -> f64 {
    x[0].atan()
}

fn atan2(x: &[f64]) -> f64 {
    x[0].atan2(x[1])
}

fn sinh(x: &[f64]) -> f64 {
    x[0].sinh()
}

fn cosh(x: &[f64]) -> f64 {
    x[0].cosh()
}

fn tanh(x: &[f64]) -> f64 {
    x[0].tanh()
}

fn asinh(x: &[f64]) -> f64 {
    x[0].asinh()
}

fn acosh(x: &[f64]) -> f64 {
    x[0].acosh()
}

fn atanh(x: &[f64]) -> f64 {
    x[0].atanh()
}

fn exp(x: &[f64]) -> f64 {
    x[0].exp()
}

fn exp2(x: &[f64]) -> f64 {
    x[0].exp2()
}

fn exp_m1(x: &[f64]) -> f64 {
    x[0].exp_m1()
}

fn ln(x: &[f64]) -> f64 {
    x[0].ln()
}

fn ln_1p(x: &[f64]) -> f64 {
    x[0].ln_1p()
}

fn log(x: &[f64]) -> f64 {
    x[0].log(x[1])
}

fn log2(x: &[f64]) -> f64 {
    x[0].log2()
}

fn log10(x: &[f64]) -> f64 {
    x[0].log10()
}

fn sqrt(x: &[f64]) -> f64 {
    x[0].sqrt()
}

fn cbrt(x: &[f64]) -> f64 {
    x[0].cbrt()
}

fn hypot(x: &[f64]) -> f64 {
    x[0].hypot(x[1])
}

fn powi(x: &[f64]) -> f64 {
    x[0].powi(5) + x[0].powi(-2)
}

fn powf(x: &[f64]) -> f64 {
    x[0].powf(x[1])
}

fn powf_constant(x: &[f64]) -> f64 {
    x[0].powf(2.5) + x[0].powf(2.0)
}

fn abs(x: &[f64]) -> f64 {
    x[0].abs() * x[0]
}

fn signum(x: &[f64]) -> f64 {
    x[0].signum() * x[0] * x[0]
}

fn copysign(x: &[f64]) -> f64 {
    x[0].copysign(x[1]) * x[1]
}

fn floor(x: &[f64]) -> f64 {
    x[0].floor() + x[0] * x[0]
}

fn ceil(x: &[f64]) -> f64 {
    x[0].ceil() * x[0]
}

fn round(x: &[f64]) -> f64 {
    x[0].round() * x[0]
}

fn round_ties_even(x: &[f64]) -> f64 {
    x[0].round_ties_even() * x[0]
}

fn trunc(x: &[f64]) -> f64 {
    x[0].trunc() * x[0]
}

fn fract(x: &[f64]) -> f64 {
    x[0].fract() * x[0]
}

fn mul_add(x: &[f64]) -> f64 {
    x[0].mul_add(x[1], x[2])
}

fn div_euclid(x: &[f64]) -> f64 {
    x[0].div_euclid(x[1]) * x[0]
}

fn rem_euclid(x: &[f64]) -> f64 {
    x[0].rem_euclid(x[1]) * x[0]
}

fn remainder(x: &[f64]) -> f64 {
    x[0] % x[1]
}

fn min(x: &[f64]) -> f64 {
    x[0].min(x[1]) * x[0]
}

fn max(x: &[f64]) -> f64 {
    x[0].max(x[1]) * x[0]
}

fn clamp(x: &[f64]) -> f64 {
    x[0].clamp(-1.0, 1.0) * x[0]
}

fn clamp_active(x: &[f64]) -> f64 {
    x[0].clamp(x[1], x[2])
}

fn recip(x: &[f64]) -> f64 {
    x[0].recip()
}

fn to_degrees(x: &[f64]) -> f64 {
    x[0].to_degrees()
}

fn to_radians(x: &[f64]) -> f64 {
    x[0].to_radians()
}

fn sin_cos(x: &[f64]) -> f64 {
    let (s, c) = x[0].sin_cos();
    s * c + s
}

fn negate(x: &[f64]) -> f64 {
    -x[0] * x[1]
}

fn divide(x: &[f64]) -> f64 {
    x[0] / x[1] - x[1] / 3.0
}

fn polynomial(x: &[f64]) -> f64 {
    let t = x[0];
    ((2.0 * t - 1.0) * t + 3.0) * t - 5.0
}

fn chained(x: &[f64]) -> f64 {
    (x[0].sin() * x[1]).exp().ln_1p().sqrt()
}

fn logistic(x: &[f64]) -> f64 {
    1.0 / (1.0 + (-x[0] * x[1]).exp())
}

fn softplus(x: &[f64]) -> f64 {
    if x[0] > 0.0 {
        x[0] + (-x[0]).exp().ln_1p()
    } else {
        x[0].exp().ln_1p()
    }
}

fn constant(x: &[f64]) -> f64 {
    let _ = x;
    42.0
}

fn identity(x: &[f64]) -> f64 {
    x[0]
}

fn ignores_second(x: &[f64]) -> f64 {
    x[0] * x[0]
}

fn consts(x: &[f64]) -> f64 {
    (x[0] * std::f64::consts::PI).sin() + x[0].powf(std::f64::consts::E)
}

fn classify(x: &[f64]) -> f64 {
    if x[0].is_nan() || x[0].is_infinite() || !x[0].is_finite() || x[0].is_sign_negative() {
        0.0
    } else {
        x[0] * x[0]
    }
}

fn total_cmp(x: &[f64]) -> f64 {
    if x[0].total_cmp(&x[1]).is_lt() {
        x[0] * x[1]
    } else {
        x[0] / x[1]
    }
}

fn partial_cmp(x: &[f64]) -> f64 {
    match x[0].partial_cmp(&x[1]) {
        Some(std::cmp::Ordering::Less) => x[0] * x[1],
        Some(_) => x[0] / x[1],
        None => 0.0,
    }
}

fn assign_operators(x: &[f64]) -> f64 {
    let mut y = x[0];
    y += x[1];
    y *= y;
    y -= 3.0 * x[0];
    y /= x[1];
    y
}

fn sum_and_product_traits(x: &[f64]) -> f64 {
    [x[0], x[1]].iter().sum::<f64>() * [x[0], x[1]].iter().product::<f64>()
}

cases! {
    sin: [0.5], [-2.0];
    cos: [0.5], [-2.0];
    tan: [0.5], [-1.0];
    asin: [0.3], [-0.5];
    acos: [0.3], [-0.5];
    atan: [0.3], [-2.5];
    atan2: [0.3, 1.2], [-2.0, -0.7];
    sinh: [0.3], [-1.5];
    cosh: [0.3], [-1.5];
    tanh: [0.3], [-1.5];
    asinh: [0.3], [-1.5];
    acosh: [1.7], [3.0];
    atanh: [0.3], [-0.6];
    exp: [0.3], [-1.5];
    exp2: [0.3], [-1.5];
    exp_m1: [0.3], [-1.5];
    ln: [0.3], [4.0];
    ln_1p: [0.3], [-0.4];
    log: [3.0, 2.5];
    log2: [0.3], [4.0];
    log10: [0.3], [4.0];
    sqrt: [0.3], [4.0];
    cbrt: [0.3], [-4.0];
    hypot: [0.3, 1.2], [-3.0, 4.0];
    powi: [0.7], [-1.5];
    powf: [0.7, 1.3], [2.5, -0.5];
    powf_constant: [0.7], [1.9];
    abs: [0.7], [-1.9];
    signum: [0.7], [-1.9];
    copysign: [0.7, -2.0], [-1.2, 3.0];
    floor: [0.7], [-1.4];
    ceil: [0.7], [-1.4];
    round: [0.7], [-1.4];
    round_ties_even: [0.7], [-1.4];
    trunc: [1.7], [-1.4];
    fract: [1.7], [-1.4];
    mul_add: [0.7, 1.1, -3.0];
    div_euclid: [7.3, 2.0], [-7.3, 2.0];
    rem_euclid: [7.3, 2.0], [-7.3, 2.0];
    remainder: [7.3, 2.0], [-7.3, 2.0];
    min: [0.3, 0.9], [2.0, 1.0];
    max: [0.3, 0.9], [2.0, 1.0];
    clamp: [0.3], [2.0], [-3.0];
    clamp_active: [0.3, -1.0, 1.0], [2.0, -1.0, 1.0], [-3.0, -1.0, 1.0];
    recip: [0.3], [-2.0];
    to_degrees: [0.3];
    to_radians: [30.0];
    sin_cos: [0.3], [-2.0];
    negate: [0.3, 0.4];
    divide: [0.3, 0.4], [-1.0, 2.5];
    polynomial: [0.3], [-1.2];
    chained: [0.3, 0.4], [1.0, -0.5];
    logistic: [0.3, 0.4], [1.0, -2.5];
    softplus: [0.3], [-1.0], [20.0];
    constant: [0.3];
    identity: [0.3];
    ignores_second: [0.3, 7.0];
    consts: [0.3];
    classify: [0.3];
    total_cmp: [0.3, 0.7], [0.7, 0.3];
    partial_cmp: [0.3, 0.7], [0.7, 0.3];
    assign_operators: [0.3, 0.7];
    sum_and_product_traits: [0.3, 0.7];
}
