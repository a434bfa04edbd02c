//! Branches: `if`, `match`, early returns, labelled breaks, `?`, asserts.

fn if_else(x: &[f64]) -> f64 {
    if x[0] > x[1] {
        x[0] * x[0]
    } else {
        x[1].sin()
    }
}

fn if_chain(x: &[f64]) -> f64 {
    if x[0] < -1.0 {
        -x[0]
    } else if x[0] < 0.0 {
        x[0] * x[0]
    } else if x[0] < 1.0 {
        x[0].powi(3)
    } else {
        3.0 * x[0] - 2.0
    }
}

fn nested_if(x: &[f64]) -> f64 {
    let mut y = x[0];
    if x[0] > 0.0 {
        y *= 2.0;
        if x[1] > 0.0 {
            y *= x[1];
            if x[0] > x[1] {
                y = y.exp();
            }
        }
    }
    y + x[1]
}

fn match_on_integer(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for (i, v) in x.iter().enumerate() {
        total += match i % 5 {
            0 => v.sin(),
            1 => v * v,
            2 => v.exp(),
            3 => 1.0 / v,
            _ => *v,
        };
    }
    total
}

fn match_with_guards(x: &[f64]) -> f64 {
    match (x[0], x[1]) {
        (a, b) if a > 1.0 && b > 1.0 => a * b,
        (a, _) if a < 0.0 => a * a,
        (a, b) => a + b.sqrt(),
    }
}

fn match_ranges(x: &[f64]) -> f64 {
    match x[0] as i32 {
        i32::MIN..=-1 => x[0] * -2.0,
        0..=9 => x[0] * x[0],
        10..=99 => x[0].ln(),
        _ => x[0].sqrt(),
    }
}

fn slice_patterns(x: &[f64]) -> f64 {
    match x {
        [] => 0.0,
        [a] => *a,
        [first, middle @ .., last] => first * last + middle.iter().map(|m| m * m).sum::<f64>(),
    }
}

fn early_return(x: &[f64]) -> f64 {
    if x[0] > 2.0 {
        return x[0] * 3.0;
    }
    let y = x[0] * x[0];
    if y > 1.0 {
        return y.ln();
    }
    y
}

fn return_from_loop(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for v in x {
        total += v * v;
        if total > 2.0 {
            return total * v;
        }
    }
    total.sqrt()
}

fn let_else(x: &[f64]) -> f64 {
    let Some(first) = x.iter().find(|v| **v > 1.0) else {
        return x[0];
    };
    first * first * x[0]
}

fn if_let(x: &[f64]) -> f64 {
    if let Some(v) = x.get(2) {
        v * x[0]
    } else {
        x[0] * x[0]
    }
}

fn labelled_break(x: &[f64]) -> f64 {
    let mut total = 0.0;
    'rows: for i in 0..x.len() {
        for j in 0..x.len() {
            if x[i] * x[j] > 3.0 {
                break 'rows;
            }
            if x[i] + x[j] < 0.0 {
                continue 'rows;
            }
            total += x[i] * x[j] * x[j];
        }
    }
    total
}

fn block_with_value(x: &[f64]) -> f64 {
    let y = 'found: {
        for v in x {
            if *v > 1.0 {
                break 'found v * v;
            }
        }
        x[0].exp()
    };
    y * x[0]
}

fn loop_with_value(x: &[f64]) -> f64 {
    let mut v = x[0];
    let stopped = loop {
        v *= 1.5;
        if v > 10.0 {
            break v * x[1];
        }
    };
    stopped.ln()
}

fn short_circuit(x: &[f64]) -> f64 {
    if x[0] > 0.0 && x[1] / x[0] > 1.0 || x[1] < -5.0 {
        x[0] * x[1]
    } else {
        x[0] - x[1]
    }
}

fn question_mark(x: &[f64]) -> f64 {
    fn root(v: f64) -> Option<f64> {
        (v >= 0.0).then(|| v.sqrt())
    }
    fn sum(x: &[f64]) -> Option<f64> {
        Some(root(x[0])? + root(x[1])? * x[0])
    }
    sum(x).unwrap_or(x[0] * x[1])
}

fn question_mark_result(x: &[f64]) -> f64 {
    fn inverse(v: f64) -> Result<f64, String> {
        if v.abs() < 1e-3 {
            return Err(format!("{v} has no inverse"));
        }
        Ok(1.0 / v)
    }
    fn both(x: &[f64]) -> Result<f64, String> {
        let a = inverse(x[0])?;
        let b = inverse(x[1])?;
        Ok(a * b + a)
    }
    both(x).unwrap_or(0.0)
}

fn asserts(x: &[f64]) -> f64 {
    assert!(x[0] > 0.0, "{} is not positive", x[0]);
    assert_eq!(x.len(), 2);
    debug_assert!(x[1] > 0.0);
    x[0].ln() * x[1]
}

fn unreachable_arm(x: &[f64]) -> f64 {
    match x.len() {
        1 => x[0] * x[0],
        2 => x[0] * x[1],
        n => unreachable!("{n} values"),
    }
}

fn expect_and_unwrap(x: &[f64]) -> f64 {
    let first = x.first().expect("no value");
    let last = x.last().unwrap();
    first * last.exp()
}

fn select_of_pointers(x: &[f64]) -> f64 {
    let chosen = if x[0] > x[1] { &x[0] } else { &x[1] };
    chosen * chosen * x[0]
}

fn boolean_arithmetic(x: &[f64]) -> f64 {
    let positive = f64::from(u8::from(x[0] > 0.0));
    positive * x[0] * x[0] + (1.0 - positive) * x[1]
}

fn table_of_ten(x: &[f64]) -> f64 {
    let mut y = x[0];
    for step in [3_u8, 1, 4, 1, 5, 9, 2, 6] {
        y = match step {
            1 => y * 1.1,
            2 => y.sin(),
            3 => y.exp(),
            4 => y + x[1],
            5 => y * x[1],
            6 => y / (1.0 + y * y),
            _ => y.sqrt(),
        };
    }
    y
}

cases! {
    if_else: [1.0, 0.5], [0.5, 1.0];
    if_chain: [-2.0], [-0.5], [0.5], [1.5];
    nested_if: [1.0, 0.5], [0.5, 1.0], [0.5, -1.0], [-0.5, 1.0];
    match_on_integer: [1.0, 2.0, 0.5, 4.0, -1.0, 3.0];
    match_with_guards: [2.0, 3.0], [-1.0, 2.0], [0.5, 0.25];
    match_ranges: [-3.5], [2.5], [20.5], [120.5];
    slice_patterns: [2.0], [2.0, 3.0], [2.0, 3.0, 4.0, 5.0];
    early_return: [3.0], [1.5], [0.5];
    return_from_loop: [0.1, 0.2, 0.3], [1.0, 1.5, 2.0];
    let_else: [0.5, 2.0], [0.5, 0.75];
    if_let: [0.5, 2.0], [0.5, 0.75, 3.0];
    labelled_break: [0.5, 1.0, 1.5], [0.5, -1.0, 2.5];
    block_with_value: [0.5, 1.25], [0.5, 0.75];
    loop_with_value: [0.5, 1.25], [3.0, 0.75];
    short_circuit: [0.5, 1.25], [-0.5, -6.0], [1.0, 0.5];
    question_mark: [0.5, 1.25], [0.5, -1.0], [-0.5, 1.0];
    question_mark_result: [0.5, 1.25];
    asserts: [0.5, 1.25];
    unreachable_arm: [0.5], [0.5, 1.25];
    expect_and_unwrap: [0.5], [0.5, 1.25];
    select_of_pointers: [0.5, 1.25], [1.25, 0.5];
    boolean_arithmetic: [0.5, 1.25], [-1.25, 0.5];
    table_of_ten: [0.5, 1.25];
}
