//! Adapters and consumers of iterators.

fn map_sum(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v.sin()).sum()
}

fn zip(x: &[f64]) -> f64 {
    let weights = [0.5, 1.5, -1.0, 2.0];
    x.iter().zip(weights).map(|(v, w)| w * v * v).sum()
}

fn zip_enumerate(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, (&v, &w)) in x.iter().zip(&x[1..]).enumerate() {
        sum += v * w * (i + 1) as f64;
    }
    sum
}

fn enumerate_rev(x: &[f64]) -> f64 {
    x.iter().enumerate().rev().map(|(i, v)| v.powi(i as i32)).sum()
}

fn fold(x: &[f64]) -> f64 {
    x.iter().fold(1.0, |acc, v| acc * v + v.cos())
}

fn rfold(x: &[f64]) -> f64 {
    x.iter().rfold(0.5, |acc, v| acc * v + 1.0)
}

fn try_fold(x: &[f64]) -> f64 {
    x.iter().try_fold(1.0, |acc, v| if acc > 100.0 { Err(acc) } else { Ok(acc * (1.0 + v)) }).unwrap_or_else(|e| e * e)
}

fn reduce(x: &[f64]) -> f64 {
    x.iter().copied().reduce(|a, b| a * b + 1.0).unwrap_or(0.0)
}

fn scan(x: &[f64]) -> f64 {
    x.iter()
        .scan(0.0, |level, v| {
            *level = 0.9 * *level + v * v;
            Some(*level)
        })
        .map(|level: f64| level.sqrt())
        .sum()
}

fn filter(x: &[f64]) -> f64 {
    x.iter().filter(|v| **v > 0.0).map(|v| v.ln()).sum()
}

fn filter_map(x: &[f64]) -> f64 {
    x.iter().filter_map(|v| (*v > 0.0).then(|| v.sqrt())).product()
}

fn take_skip_step(x: &[f64]) -> f64 {
    x.iter().skip(1).step_by(2).take(3).map(|v| v * v).sum()
}

fn take_while(x: &[f64]) -> f64 {
    x.iter().take_while(|v| **v > 0.0).map(|v| v * v).sum()
}

fn skip_while(x: &[f64]) -> f64 {
    x.iter().skip_while(|v| **v > 0.0).map(|v| v * v).sum()
}

fn map_while(x: &[f64]) -> f64 {
    x.iter().map_while(|v| (*v > 0.0).then(|| v * 3.0)).sum()
}

fn chain(x: &[f64]) -> f64 {
    x.iter().chain([1.5, 2.5].iter()).chain(x.iter().rev()).fold(1.0, |acc, v| acc * 0.5 + v * v)
}

fn flat_map(x: &[f64]) -> f64 {
    x.iter().flat_map(|v| (1..4).map(move |k| v.powi(k))).sum()
}

fn flatten(x: &[f64]) -> f64 {
    let rows = [[x[0], x[1]], [x[1] * x[0], 2.0]];
    rows.iter().flatten().map(|v| v * v).sum()
}

fn cartesian(x: &[f64]) -> f64 {
    x.iter().enumerate().flat_map(|(i, a)| x.iter().skip(i + 1).map(move |b| (a - b).powi(2))).sum()
}

fn max_by(x: &[f64]) -> f64 {
    let most = x.iter().max_by(|a, b| a.total_cmp(b)).unwrap();
    most * most
}

fn min_by_key(x: &[f64]) -> f64 {
    let nearest = x.iter().min_by_key(|v| ((**v - 1.0).abs() * 1e6) as i64).unwrap();
    nearest.sin() * x[0]
}

fn max_of_float(x: &[f64]) -> f64 {
    x.iter().copied().fold(f64::NEG_INFINITY, f64::max).exp()
}

fn position(x: &[f64]) -> f64 {
    match x.iter().position(|v| *v < 0.0) {
        Some(i) => x[i] * x[i],
        None => x.iter().sum(),
    }
}

fn any_all_count(x: &[f64]) -> f64 {
    let positive = x.iter().filter(|v| **v > 0.0).count() as f64;
    if x.iter().any(|v| *v > 2.0) && x.iter().all(|v| *v > -10.0) {
        positive * x[0] * x[1]
    } else {
        positive * x[0]
    }
}

fn peekable(x: &[f64]) -> f64 {
    let (mut total, mut values) = (0.0, x.iter().peekable());
    while let Some(v) = values.next() {
        total += match values.peek() {
            Some(next) => v * **next,
            None => v * v,
        };
    }
    total
}

fn by_ref(x: &[f64]) -> f64 {
    let mut values = x.iter();
    let head: f64 = values.by_ref().take(2).map(|v| v * v).sum();
    let tail: f64 = values.map(|v| v.exp()).sum();
    head * tail
}

fn successors(x: &[f64]) -> f64 {
    std::iter::successors(Some(x[0]), |v| (*v < 50.0).then(|| v * x[1] + 1.0)).sum()
}

fn repeat_and_once(x: &[f64]) -> f64 {
    std::iter::once(x[0]).chain(std::iter::repeat_n(x[1], 3)).fold(1.0, |acc, v| acc * v)
}

fn from_fn(x: &[f64]) -> f64 {
    let (mut v, mut n) = (x[0], 0);
    std::iter::from_fn(|| {
        n += 1;
        v *= x[1];
        (n < 6).then_some(v)
    })
    .sum()
}

fn cycle(x: &[f64]) -> f64 {
    x.iter().cycle().take(7).enumerate().map(|(i, v)| v * v / (i + 1) as f64).sum()
}

fn unzip(x: &[f64]) -> f64 {
    let (a, b): (Vec<f64>, Vec<f64>) = x.iter().map(|v| (v.sin(), v.cos())).unzip();
    a.iter().zip(&b).map(|(a, b)| a * b * b).sum()
}

fn partition(x: &[f64]) -> f64 {
    let (positive, negative): (Vec<f64>, Vec<f64>) = x.iter().partition(|v| **v > 0.0);
    positive.iter().sum::<f64>() * negative.iter().map(|v| v * v).sum::<f64>()
}

fn collect_exact(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    squares.iter().zip(squares.iter().skip(1)).map(|(a, b)| a * b).sum()
}

fn collect_filtered(x: &[f64]) -> f64 {
    let positive: Vec<f64> = x.iter().copied().filter(|v| *v > 0.0).collect();
    positive.iter().map(|v| v * v).sum::<f64>() / positive.len() as f64
}

fn collect_flat(x: &[f64]) -> f64 {
    let powers: Vec<f64> = x.iter().flat_map(|v| [*v, v * v]).collect();
    powers.iter().product()
}

fn collect_boxed(x: &[f64]) -> f64 {
    let a: Box<[f64]> = x.iter().map(|v| v + 1.0).collect();
    a.iter().product()
}

fn collect_results(x: &[f64]) -> f64 {
    let roots: Result<Vec<f64>, usize> =
        x.iter().enumerate().map(|(i, v)| if *v < 0.0 { Err(i) } else { Ok(v.sqrt()) }).collect();
    match roots {
        Ok(roots) => roots.iter().product(),
        Err(i) => x[i] * x[i],
    }
}

fn sum_of_options(x: &[f64]) -> f64 {
    let total: Option<f64> = x.iter().map(|v| (*v > 0.0).then(|| v.ln())).sum();
    total.map_or(x[0], |t| t * t)
}

fn into_iter_by_value(x: &[f64]) -> f64 {
    let owned = x.to_vec();
    owned.into_iter().map(|v| v * v).sum()
}

fn array_into_iter(x: &[f64]) -> f64 {
    [x[0], x[1], x[0] * x[1]].into_iter().rev().fold(0.0, |acc, v| acc * 0.5 + v * v)
}

fn for_each(x: &[f64]) -> f64 {
    let mut total = 1.0;
    x.iter().for_each(|v| total *= 1.0 + v);
    total
}

fn inspect_and_last(x: &[f64]) -> f64 {
    let mut seen = 0;
    let last = x.iter().inspect(|_| seen += 1).last().unwrap();
    last * last * f64::from(seen)
}

fn iter_mut(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.iter_mut().rev().enumerate().for_each(|(i, v)| *v = v.powi(i as i32 + 1));
    a.iter().sum()
}

fn own_iterator(x: &[f64]) -> f64 {
    struct Orbit {
        at: f64,
        left: u32,
    }
    impl Iterator for Orbit {
        type Item = f64;
        fn next(&mut self) -> Option<f64> {
            self.left = self.left.checked_sub(1)?;
            self.at = 3.2 * self.at * (1.0 - self.at);
            Some(self.at)
        }
    }
    Orbit { at: x[0], left: 6 }.map(|v| v * x[1]).sum()
}

fn comparison(x: &[f64]) -> f64 {
    if x.iter().is_sorted() && x.iter().lt([9.0, 9.0].iter()) {
        x[0] * x[1]
    } else {
        x[0] + x[1]
    }
}

cases! {
    map_sum: [0.5, 1.5, -0.25];
    zip: [0.5, 1.5, -0.25], [1.0, 2.0, 3.0, 4.0];
    zip_enumerate: [0.5, 1.5, -0.25, 2.0];
    enumerate_rev: [0.5, 1.5, -0.25, 2.0];
    fold: [0.5, 1.5, -0.25];
    rfold: [0.5, 1.5, -0.25];
    try_fold: [0.5, 1.5, -0.25], [50.0, 40.0, 3.0];
    reduce: [0.5, 1.5, -0.25];
    scan: [0.5, 1.5, -0.25];
    filter: [0.5, 1.5, -0.25];
    filter_map: [0.5, 1.5, -0.25];
    take_skip_step: [0.5, 1.5, -0.25, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    take_while: [0.5, 1.5, -0.25, 1.0], [0.5, 0.25];
    skip_while: [0.5, 1.5, -0.25, 1.0], [0.5, 0.25];
    map_while: [0.5, 1.5, -0.25, 1.0];
    chain: [0.5, 1.5, -0.25];
    flat_map: [0.5, 1.5, -0.25];
    flatten: [0.5, 1.5];
    cartesian: [0.5, 1.5, -0.25, 2.0];
    max_by: [0.5, 1.5, -0.25], [2.0, 1.0];
    min_by_key: [0.5, 1.25, -0.25];
    max_of_float: [0.5, 1.25, -0.25];
    position: [0.5, -1.25, -0.25], [0.5, 1.0];
    any_all_count: [0.5, 1.25, -0.25], [0.5, 2.5];
    peekable: [0.5, 1.25, -0.25];
    by_ref: [0.5, 1.25, -0.25, 1.0];
    successors: [0.5, 1.75];
    repeat_and_once: [0.5, 1.75];
    from_fn: [0.5, 1.75];
    cycle: [0.5, 1.75, 2.0];
    unzip: [0.5, 1.75, 2.0];
    partition: [0.5, -1.75, 2.0, -0.5];
    collect_exact: [0.5, 1.75, 2.0];
    collect_filtered: [0.5, -1.75, 2.0, 1.0, 3.0, 0.25];
    collect_flat: [0.5, 1.75, 2.0];
    collect_boxed: [0.5, 1.75, 2.0];
    sum_of_options: [0.5, 1.75, 2.0], [0.5, -1.75];
    into_iter_by_value: [0.5, 1.75, 2.0];
    array_into_iter: [0.5, 1.75];
    for_each: [0.5, 1.75];
    inspect_and_last: [0.5, 1.75];
    iter_mut: [0.5, 1.75, 2.0];
    own_iterator: [0.4, 1.75];
    comparison: [0.5, 1.75], [1.75, 0.5];
    collect_results: [0.5, 1.75, 2.0], [0.5, -1.75];
}
