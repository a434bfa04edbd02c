//! Loops: counted, not counted, nested, with state that is carried.

fn sum_of_squares(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in 0..x.len() {
        total += x[i] * x[i];
    }
    total
}

fn product(x: &[f64]) -> f64 {
    let mut product = 1.0;
    for v in x {
        product *= v;
    }
    product
}

fn backwards(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in (0..x.len()).rev() {
        total = total * 0.5 + x[i] * x[i];
    }
    total
}

fn inclusive(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for k in 1..=10 {
        total += x[0].powi(k) / f64::from(k);
    }
    total
}

fn stepped(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in (0..x.len()).step_by(3) {
        total += x[i].sin();
    }
    total
}

fn while_data(x: &[f64]) -> f64 {
    let mut v = x[0];
    while v < 100.0 {
        v = v * v + x[1];
    }
    v.ln()
}

fn while_counter(x: &[f64]) -> f64 {
    let (mut i, mut v) = (0, x[0]);
    while i < 7 {
        v = v.sin() + x[0] * 0.1;
        i += 2;
    }
    v
}

fn with_break(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for v in x {
        if *v < 0.0 {
            break;
        }
        total += v.sqrt();
    }
    total
}

fn with_continue(x: &[f64]) -> f64 {
    let mut total = 0.0_f64;
    for v in x {
        if *v < 0.0 {
            continue;
        }
        total += v.sqrt() * total.cos();
    }
    total
}

fn several_exits(x: &[f64]) -> f64 {
    let mut v = x[0];
    let mut steps = 0;
    loop {
        v *= x[1];
        if v > 50.0 {
            break;
        }
        v += 0.5;
        steps += 1;
        if steps == 20 {
            break;
        }
        if v < 0.1 {
            return v * v;
        }
    }
    v * f64::from(steps)
}

fn collatz_path(x: &[f64]) -> f64 {
    let (mut n, mut v) = (27_u64, x[0]);
    while n != 1 {
        if n % 2 == 0 {
            n /= 2;
            v *= 0.97;
        } else {
            n = 3 * n + 1;
            v = v.sin() + 1.0;
        }
    }
    v
}

fn triangular(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in 0..x.len() {
        for j in 0..i {
            total += x[i] * x[j].sin();
        }
    }
    total
}

fn three_deep(x: &[f64]) -> f64 {
    let n = x.len();
    let mut total = 0.0;
    for i in 0..n {
        for j in i..n {
            for k in 0..=j {
                total += x[i] * x[j] * x[k] / (1 + i + j + k) as f64;
            }
        }
    }
    total
}

fn inner_bound_from_data(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for v in x {
        let n = (v.abs() * 4.0) as usize;
        let mut term = 1.0;
        for _ in 0..n {
            term *= v;
        }
        total += term;
    }
    total
}

fn zero_trips(x: &[f64]) -> f64 {
    let mut total = x[0] * x[0];
    for i in 5..x.len() {
        total *= x[i];
    }
    total
}

fn fibonacci_state(x: &[f64]) -> f64 {
    let (mut a, mut b) = (x[0], x[1]);
    for _ in 0..12 {
        (a, b) = (b, a + b * 0.5);
    }
    a * b
}

fn carried_through_branch(x: &[f64]) -> f64 {
    let mut v = x[0];
    for i in 0..9 {
        if i % 3 == 0 {
            v = v.exp() * 0.3;
        } else if v > 0.6 {
            v -= 0.25 * x[1];
        } else {
            v += x[1] * v;
        }
    }
    v
}

fn geometric_until_small(x: &[f64]) -> f64 {
    let (mut term, mut total) = (1.0, 0.0);
    while term > 1e-14 {
        total += term;
        term *= x[0];
    }
    total
}

fn two_after_each_other(x: &[f64]) -> f64 {
    let mut mean = 0.0;
    for v in x {
        mean += v;
    }
    mean /= x.len() as f64;
    let mut variance = 0.0;
    for v in x {
        variance += (v - mean) * (v - mean);
    }
    (variance / x.len() as f64).sqrt()
}

fn loop_in_branch(x: &[f64]) -> f64 {
    let mut total = x[0];
    if x[0] > 0.0 {
        for v in x {
            total *= 1.0 + v * v;
        }
    } else {
        for v in x.iter().rev() {
            total -= v.sin();
        }
    }
    total
}

fn long(x: &[f64]) -> f64 {
    let mut v = x[0];
    for i in 0..5000 {
        v += 1e-3 * (x[1] - v * v) + 1e-6 * f64::from(i) * v;
    }
    v
}

fn while_let_pop(x: &[f64]) -> f64 {
    let mut stack = vec![1_usize, 0];
    let mut total = 0.0;
    while let Some(i) = stack.pop() {
        total = total * x[0] + x[i];
    }
    total
}

fn u8_counter(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in 0..=255_u8 {
        total += x[0] * f64::from(i) * 1e-3;
        total *= 0.99;
    }
    total
}

fn infinite_iterator(x: &[f64]) -> f64 {
    let mut v = x[0];
    for k in 1.. {
        v += x[0] / f64::from(k);
        if v > 3.0 {
            break;
        }
    }
    v * v
}

cases! {
    sum_of_squares: [1.0, 2.0, 3.0], [-1.0];
    product: [1.0, 2.0, 3.0], [0.0, 2.0], [-1.0, 2.0, 0.5, 4.0];
    backwards: [1.0, 2.0, 3.0];
    inclusive: [0.7];
    stepped: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    while_data: [1.5, 0.5], [200.0, 1.0];
    while_counter: [0.5];
    with_break: [1.0, 2.0, -1.0, 3.0], [1.0, 2.0];
    with_continue: [1.0, 2.0, -1.0, 3.0], [1.0, 2.0];
    several_exits: [1.0, 1.5], [1.0, 0.9], [0.1, 0.01];
    collatz_path: [0.5];
    triangular: [1.0, 2.0, 3.0, 0.5];
    three_deep: [1.0, 2.0, 3.0, 0.5];
    inner_bound_from_data: [0.9, 1.1, -0.6, 0.1];
    zero_trips: [0.9], [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5];
    fibonacci_state: [0.9, 0.4];
    carried_through_branch: [0.9, 0.4], [0.2, 0.7];
    geometric_until_small: [0.4];
    two_after_each_other: [0.9, 0.4, 2.0];
    loop_in_branch: [0.9, 0.4, 2.0], [-0.9, 0.4, 2.0];
    long: [0.9, 0.4];
    while_let_pop: [0.9, 0.4];
    u8_counter: [0.9];
    infinite_iterator: [0.9];
}
