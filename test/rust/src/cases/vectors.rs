//! `Vec` and `VecDeque`: of fixed length, growing, nested.

use std::collections::VecDeque;

fn zeroed_then_written(x: &[f64]) -> f64 {
    let mut a = vec![0.0; x.len()];
    for (a, v) in a.iter_mut().zip(x) {
        *a = v * v;
    }
    a.iter().product()
}

fn filled_with_active(x: &[f64]) -> f64 {
    let a = vec![x[0]; 5];
    a.iter().sum::<f64>() * x[1]
}

fn literal(x: &[f64]) -> f64 {
    let a = vec![x[0], x[1] * x[1], 3.0];
    a[0] * a[1] + a[2] * a[0]
}

fn to_vec(x: &[f64]) -> f64 {
    let a = x.to_vec();
    a.iter().map(|v| v * v).sum()
}

fn clone(x: &[f64]) -> f64 {
    let a = vec![x[0], x[1]];
    let mut b = a.clone();
    b[0] *= b[1];
    a[0] * b[0] + a[1]
}

fn with_capacity_push(x: &[f64]) -> f64 {
    let mut a = Vec::with_capacity(x.len());
    for v in x {
        a.push(v * v);
    }
    a.iter().product()
}

fn push_growing(x: &[f64]) -> f64 {
    let mut a = Vec::new();
    for v in x {
        a.push(v.sin());
    }
    a.iter().map(|v| v * v).sum()
}

fn push_one(x: &[f64]) -> f64 {
    let mut a = Vec::new();
    a.push(x[0] * x[1]);
    a[0] * x[0]
}

fn push_if(x: &[f64]) -> f64 {
    let mut a = vec![];
    for v in x {
        if *v > 0.0 {
            a.push(v * 2.0);
        }
    }
    a.iter().product()
}

fn push_until(x: &[f64]) -> f64 {
    let mut a = vec![x[0]];
    while a.last().is_some_and(|v| *v < 100.0) {
        let v = a[a.len() - 1];
        a.push(v * x[1] + 1.0);
    }
    a.iter().sum::<f64>() / a.len() as f64
}

fn extend_from_slice(x: &[f64]) -> f64 {
    let mut a = vec![1.5];
    a.extend_from_slice(x);
    a.extend_from_slice(&[x[0] * x[0]]);
    a.windows(2).map(|w| w[0] * w[1]).sum()
}

fn extend_iterator(x: &[f64]) -> f64 {
    let mut a = Vec::new();
    a.extend(x.iter().map(|v| v * v));
    a.extend(x.iter().filter(|v| **v > 0.0));
    a.iter().sum::<f64>() * a[0]
}

fn append(x: &[f64]) -> f64 {
    let (mut a, mut b) = (vec![x[0]], vec![x[1], x[0] * x[1]]);
    a.append(&mut b);
    a.iter().map(|v| v * v).sum::<f64>() + b.len() as f64
}

fn pop_and_push(x: &[f64]) -> f64 {
    let mut stack = Vec::with_capacity(8);
    for v in x {
        stack.push(*v);
        if stack.len() == 3 {
            let (c, b, a) = (stack.pop().unwrap(), stack.pop().unwrap(), stack.pop().unwrap());
            stack.push(a * b + c);
        }
    }
    stack.iter().product()
}

fn insert(x: &[f64]) -> f64 {
    let mut a = vec![x[0], x[1]];
    a.insert(1, x[0] * x[1]);
    a.insert(0, 2.0);
    a[0] * a[1] + a[2] * a[3]
}

fn insert_owner(x: &[f64]) -> f64 {
    struct Owner {
        own: f64,
        boxed: Box<f64>,
    }
    let owner = |own: f64, other: f64| Owner { own, boxed: Box::new(other * own) };
    let mut owners = Vec::with_capacity(5);
    for i in 0..3 {
        owners.push(owner(x[i], x[(i + 1) % 3]));
    }
    owners.insert(1, owner(x[2], x[0]));
    owners.iter().zip(1..).map(|(o, k)| o.own * *o.boxed * k as f64).sum()
}

fn remove(x: &[f64]) -> f64 {
    let mut a = vec![x[0], x[1], x[0] * x[1], 3.0];
    let removed = a.remove(1);
    let swapped = a.swap_remove(0);
    removed * swapped + a[0] * a[1]
}

fn truncate_and_resize(x: &[f64]) -> f64 {
    let mut a: Vec<f64> = x.iter().map(|v| v * v).collect();
    a.truncate(2);
    a.resize(5, x[0]);
    a.iter().product()
}

fn clear_and_reuse(x: &[f64]) -> f64 {
    let (mut work, mut total) = (Vec::with_capacity(4), 0.0);
    for v in x {
        work.clear();
        for k in 1..4 {
            work.push(v.powi(k));
        }
        total += work.iter().product::<f64>();
    }
    total
}

fn retain(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.retain(|v| *v > 0.0);
    a.iter().product()
}

fn dedup(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.dedup_by(|a, b| (*a - *b).abs() < 0.1);
    a.iter().product()
}

fn drain(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    let drained: f64 = a.drain(1..3).map(|v| v * v).sum();
    drained * a.iter().sum::<f64>()
}

fn split_off(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    let b = a.split_off(2);
    a.iter().sum::<f64>() * b.iter().product::<f64>()
}

fn sort_by(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.sort_by(|a, b| a.partial_cmp(b).unwrap());
    a.iter().enumerate().map(|(i, v)| v * v * i as f64).sum()
}

fn sort_unstable(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.sort_unstable_by(f64::total_cmp);
    a.iter().enumerate().map(|(i, v)| v * v * i as f64).sum()
}

fn sort_indices(x: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]));
    order.iter().enumerate().map(|(rank, i)| x[*i] * x[*i] * rank as f64).sum()
}

fn sort_pairs(x: &[f64]) -> f64 {
    let mut pairs: Vec<(f64, f64)> = x.chunks_exact(2).map(|c| (c[0], c[1])).collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs.windows(2).map(|w| (w[0].0 - w[1].0) * (w[0].1 + w[1].1) * 0.5).sum()
}

fn median(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    a.sort_by(f64::total_cmp);
    let n = a.len();
    if n % 2 == 1 {
        a[n / 2] * x[0]
    } else {
        0.5 * (a[n / 2 - 1] + a[n / 2]) * x[0]
    }
}

fn matrix_of_vecs(x: &[f64]) -> f64 {
    let n = 3;
    let mut m = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..n {
            m[i][j] = x[i] * x[j] + if i == j { 2.0 } else { 0.0 };
        }
    }
    (0..n).map(|i| (0..n).map(|j| m[i][j] * m[j][(i + 1) % n]).sum::<f64>()).sum()
}

fn vec_of_vecs_collected(x: &[f64]) -> f64 {
    let rows: Vec<Vec<f64>> = x.iter().map(|v| (0..3).map(|k| v * f64::from(k)).collect()).collect();
    rows.iter().map(|row| row.iter().map(|v| v * v).sum::<f64>()).sum()
}

fn ragged(x: &[f64]) -> f64 {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for (i, v) in x.iter().enumerate() {
        rows.push(vec![*v; i + 1]);
    }
    rows.iter().map(|row| row.iter().product::<f64>()).sum()
}

fn flat_matrix(x: &[f64]) -> f64 {
    let n = x.len();
    let mut a = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..n {
            a[i * n + j] = x[i] - x[j] * x[i];
        }
    }
    let y: Vec<f64> = (0..n).map(|i| (0..n).map(|j| a[i * n + j] * x[j]).sum()).collect();
    y.iter().map(|v| v * v).sum()
}

fn returned(x: &[f64]) -> f64 {
    fn powers(v: f64, n: usize) -> Vec<f64> {
        let mut p = vec![1.0; n];
        for i in 1..n {
            p[i] = p[i - 1] * v;
        }
        p
    }
    powers(x[0], 4).iter().zip(powers(x[1], 4)).map(|(a, b)| a * b).sum()
}

fn in_loop(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    for _ in 0..4 {
        let next: Vec<f64> = (0..v.len()).map(|i| 0.5 * v[i] + v[(i + 1) % v.len()].sin()).collect();
        v = next;
    }
    v.iter().sum()
}

fn swapped_buffers(x: &[f64]) -> f64 {
    let (mut now, mut next) = (x.to_vec(), vec![0.0; x.len()]);
    for _ in 0..5 {
        for i in 0..now.len() {
            next[i] = 0.5 * now[i] + 0.25 * now[(i + 1) % now.len()];
        }
        std::mem::swap(&mut now, &mut next);
    }
    now.iter().map(|v| v * v).sum()
}

fn history(x: &[f64]) -> f64 {
    let mut states = vec![[x[0], x[1]]];
    for i in 0..6 {
        let [a, b] = states[i];
        states.push([a + 0.1 * b, b - 0.1 * a.sin()]);
    }
    states.iter().map(|[a, b]| a * a + b).sum()
}

fn vec_in_struct(x: &[f64]) -> f64 {
    struct Polynomial {
        coefficients: Vec<f64>,
    }
    impl Polynomial {
        fn value(&self, v: f64) -> f64 {
            self.coefficients.iter().rev().fold(0.0, |acc, c| acc * v + c)
        }
        fn derived(&self) -> Self {
            let terms = self.coefficients.iter().enumerate().skip(1);
            Self { coefficients: terms.map(|(i, c)| c * i as f64).collect() }
        }
    }
    let p = Polynomial { coefficients: x.to_vec() };
    p.value(0.5) * p.derived().value(x[0])
}

fn deque_window(x: &[f64]) -> f64 {
    let (mut window, mut total) = (VecDeque::with_capacity(4), 0.0);
    for v in x {
        if window.len() == 3 {
            window.pop_front();
        }
        window.push_back(*v);
        total += window.iter().product::<f64>();
    }
    total
}

fn deque_growing(x: &[f64]) -> f64 {
    let mut queue = VecDeque::new();
    for v in x {
        queue.push_back(v * v);
        queue.push_front(v.sin());
    }
    queue.iter().enumerate().map(|(i, v)| v * i as f64).sum()
}

fn ring_by_hand(x: &[f64]) -> f64 {
    let (mut ring, mut total) = ([0.0; 4], 0.0);
    for (i, v) in x.iter().enumerate() {
        ring[i % 4] += v * v;
        total += ring[(i + 1) % 4] * v;
    }
    total
}

fn boxed_slice(x: &[f64]) -> f64 {
    let a: Box<[f64]> = vec![x[0], x[1], x[0] + x[1]].into_boxed_slice();
    a.iter().map(|v| v * v).sum()
}

fn empty(x: &[f64]) -> f64 {
    let a: Vec<f64> = Vec::new();
    x[0] * x[0] + a.iter().sum::<f64>()
}

/// Both paths drop the first vector, and one of them the second, which may have grown.
fn dropped_on_two_paths(x: &[f64]) -> f64 {
    let kept: Vec<f64> = vec![0.5, x[0], 0.1];
    let mut grown: Vec<f64> = (0..x.len() % 5 + 1).map(|_| 0.5 * x[1]).collect();
    if x.iter().sum::<f64>() > 4.5 {
        return kept.iter().skip(1).map(|v| v * v).sum();
    }
    let moved = kept;
    while grown[grown.len() - 1] < 1.5 && grown.len() < 12 {
        let next = grown[grown.len() - 1] * 1.1 + 0.2;
        grown.push(next);
    }
    grown[grown.len() - 1] * moved[1]
}

/// Where the bits of what a vector is filled with are zero, its memory comes as zeros.
fn filled_with_zero(x: &[f64]) -> f64 {
    let row = vec![x[0]; 3];
    let pairs = vec![[x[1], x[0]]; 2];
    let named = vec![(x[1] - x[0], 0.0); 2].into_boxed_slice();
    let mut rows = vec![vec![x[0] * x[2]; 2]; 2];
    rows[0][1] += x[2];
    let count = (x[2] * 2.0) as usize;
    let many = vec![x[1]; count];
    let sum: f64 = row.iter().zip(1..).map(|(v, k)| v * f64::from(k)).sum();
    sum + pairs[1][0] * x[2] + pairs[0][1] + named[1].0 * x[2] + rows[1][0] * rows[0][1]
        + many.iter().sum::<f64>() * x[2]
}

cases! {
    zeroed_then_written: [0.5, 1.5, 2.0];
    filled_with_active: [0.5, 1.5];
    literal: [0.5, 1.5];
    to_vec: [0.5, 1.5];
    clone: [0.5, 1.5];
    with_capacity_push: [0.5, 1.5, 2.0];
    push_growing: [0.5, 1.5, 2.0, 1.0, 3.0, 2.5];
    push_one: [0.5, 1.5];
    dropped_on_two_paths: [0.5, 1.5], [1.5, 4.0];
    push_if: [0.5, -1.5, 2.0, 1.0, 3.0, 2.5];
    push_until: [0.5, 1.5];
    extend_iterator: [0.5, -1.5, 2.0];
    append: [0.5, -1.5];
    pop_and_push: [0.5, 1.5, 2.0, 1.0, 3.0, 2.5];
    insert: [0.5, -1.5];
    insert_owner: [0.5, -1.5, 2.0];
    remove: [0.5, -1.5];
    truncate_and_resize: [0.5, -1.5, 2.0];
    clear_and_reuse: [0.5, -1.5, 2.0];
    drain: [0.5, -1.5, 2.0, 3.0];
    split_off: [0.5, -1.5, 2.0, 3.0];
    sort_indices: [0.5, -1.5, 2.0, 1.0];
    matrix_of_vecs: [0.5, -1.5, 2.0];
    vec_of_vecs_collected: [0.5, -1.5];
    flat_matrix: [0.5, -1.5, 2.0];
    returned: [0.5, -1.5];
    in_loop: [0.5, -1.5, 2.0];
    swapped_buffers: [0.5, -1.5, 2.0];
    history: [0.5, -1.5];
    vec_in_struct: [0.5, -1.5, 2.0];
    deque_window: [0.5, -1.5, 2.0, 1.0, 3.0];
    deque_growing: [0.5, -1.5, 2.0, 1.0, 3.0];
    ring_by_hand: [0.5, -1.5, 2.0, 1.0, 3.0, 2.0];
    boxed_slice: [0.5, -1.5];
    empty: [0.5];
    extend_from_slice: [0.5, 1.5];
    retain: [0.5, -1.5, 2.0];
    dedup: [0.5, 0.51, 2.0];
    sort_by: [0.5, -1.5, 2.0, 1.0];
    sort_unstable: [0.5, -1.5, 2.0, 1.0];
    sort_pairs: [0.5, -1.5, 2.0, 1.0, 1.5, 0.25];
    median: [0.5, -1.5, 2.0, 1.0], [0.5, 1.0, 0.75];
    ragged: [0.5, -1.5, 2.0];
    filled_with_zero: [0.0, 0.0, 2.2], [0.5, 0.0, 2.2];
}
