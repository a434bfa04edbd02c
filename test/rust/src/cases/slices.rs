//! Slices and arrays: indexing, views, copies, swaps, sorting networks, arrays of arrays.

fn first_and_last(x: &[f64]) -> f64 {
    x[0] * x[x.len() - 1]
}

fn sub_slices(x: &[f64]) -> f64 {
    let (head, tail) = (&x[..2], &x[2..]);
    head.iter().sum::<f64>() * tail.iter().map(|v| v * v).sum::<f64>()
}

fn split_at(x: &[f64]) -> f64 {
    let (left, right) = x.split_at(x.len() / 2);
    left.iter().zip(right).map(|(a, b)| a * b * b).sum()
}

fn split_first(x: &[f64]) -> f64 {
    let Some((first, rest)) = x.split_first() else { return 0.0 };
    rest.iter().fold(*first, |acc, v| acc.sin() * v)
}

fn get_checked(x: &[f64]) -> f64 {
    x.get(1).copied().unwrap_or(1.0) * x.get(17).copied().unwrap_or(x[0])
}

fn computed_index(x: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in 0..x.len() {
        total += x[(i * 7 + 3) % x.len()] * x[i];
    }
    total
}

fn local_array(x: &[f64]) -> f64 {
    let mut a = [0.0; 4];
    for i in 0..4 {
        a[i] = x[i % x.len()] * (i as f64 + 1.0);
    }
    a[0] * a[1] + a[2].sin() * a[3]
}

fn array_by_value(x: &[f64]) -> f64 {
    fn scaled(a: [f64; 3], by: f64) -> [f64; 3] {
        [a[0] * by, a[1] * by, a[2] * by]
    }
    let a = scaled([x[0], x[1], x[0] * x[1]], x[1]);
    a.iter().map(|v| v * v).sum()
}

fn array_map(x: &[f64]) -> f64 {
    let a = [x[0], x[1], 3.0].map(|v| v * v + 1.0);
    a[0] * a[1] / a[2]
}

fn array_from_fn(x: &[f64]) -> f64 {
    let a: [f64; 8] = std::array::from_fn(|i| x[0].powi(i as i32));
    a.iter().sum::<f64>() * x[1]
}

fn try_into_array(x: &[f64]) -> f64 {
    let [a, b, c]: [f64; 3] = x[..3].try_into().unwrap();
    a * b + b * c + c * a
}

fn matrix_of_arrays(x: &[f64]) -> f64 {
    let m = [[x[0], x[1], 0.5], [x[1], x[2], x[0]], [1.0, x[2], x[1]]];
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
}

fn matrix_product(x: &[f64]) -> f64 {
    let (a, mut c) = ([[x[0], x[1]], [x[2], x[3]]], [[0.0; 2]; 2]);
    for i in 0..2 {
        for j in 0..2 {
            for k in 0..2 {
                c[i][j] += a[i][k] * a[k][j];
            }
        }
    }
    c[0][0] * c[1][1] + c[0][1].exp() - c[1][0]
}

fn transpose_in_place(x: &[f64]) -> f64 {
    let mut m = [[0.0; 3]; 3];
    for (i, row) in m.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            *entry = x[i] * x[j] * (i as f64 + 1.0);
        }
    }
    for i in 0..3 {
        for j in 0..i {
            let t = m[i][j];
            m[i][j] = m[j][i];
            m[j][i] = t;
        }
    }
    m[0][1] * 3.0 + m[2][0] * m[1][2]
}

fn swap(x: &[f64]) -> f64 {
    let mut a = [x[0] * x[0], x[1], x[2]];
    a.swap(0, 2);
    a[0] * 3.0 + a[1] * a[2]
}

fn reverse_in_place(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1] * 2.0, x[2].sin(), x[0] * x[2], 1.0];
    a.reverse();
    a.iter().enumerate().map(|(i, v)| v * (i as f64 + 1.0)).sum()
}

fn rotate(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2], x[0] * x[1], x[1] * x[2]];
    a.rotate_left(2);
    a[0] * 1.0 + a[1] * 2.0 + a[2] * 3.0 + a[3] * a[4]
}

fn rotate_by_data(x: &[f64]) -> f64 {
    let mut a: Vec<f64> = x.iter().map(|v| v * v).collect();
    a.rotate_right(x[0] as usize % x.len());
    a.iter().zip(x).map(|(a, b)| a * b).sum()
}

fn copy_within(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2], 0.0, 0.0, 0.0];
    a.copy_within(0..4, 2);
    a[2] * 2.0 + a[3] * a[4] + a[0]
}

fn copy_from_slice(x: &[f64]) -> f64 {
    let mut a = [1.0; 5];
    a[1..4].copy_from_slice(&x[..3]);
    a.iter().product::<f64>() + a[1]
}

fn clone_from_slice(x: &[f64]) -> f64 {
    let mut a = vec![0.0; x.len()];
    a.clone_from_slice(x);
    for v in &mut a {
        *v *= *v;
    }
    a.iter().sum::<f64>() * x[0]
}

fn fill(x: &[f64]) -> f64 {
    let mut a = [0.0; 6];
    a.fill(x[0]);
    a[2..4].fill(x[1] * x[0]);
    a.iter().map(|v| v * v).sum()
}

fn fill_with(x: &[f64]) -> f64 {
    let (mut a, mut v) = ([0.0; 6], x[0]);
    a.fill_with(|| {
        v *= x[1];
        v
    });
    a.iter().sum()
}

fn split_at_mut(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2], x[0] * x[1]];
    let (left, right) = a.split_at_mut(2);
    for (l, r) in left.iter_mut().zip(right.iter_mut()) {
        *l += *r * *r;
        *r *= *l;
    }
    a.iter().sum()
}

fn swap_with_slice(x: &[f64]) -> f64 {
    let (mut a, mut b) = ([x[0], x[1]], [x[1] * x[1], x[0] + 1.0]);
    a.swap_with_slice(&mut b);
    a[0] * b[0] + a[1] * b[1] * b[1]
}

fn chunks_exact(x: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let chunks = x.chunks_exact(4);
    let rest: f64 = chunks.remainder().iter().map(|v| v * v).sum();
    for chunk in chunks {
        for (lane, v) in lanes.iter_mut().zip(chunk) {
            *lane += v * v;
        }
    }
    lanes.iter().sum::<f64>() + rest
}

fn chunks_mut(x: &[f64]) -> f64 {
    let mut a: Vec<f64> = x.to_vec();
    for pair in a.chunks_mut(2) {
        let total: f64 = pair.iter().sum();
        for v in pair {
            *v *= total;
        }
    }
    a.iter().sum()
}

fn rchunks(x: &[f64]) -> f64 {
    x.rchunks(3).map(|chunk| chunk.iter().product::<f64>()).sum()
}

fn windows(x: &[f64]) -> f64 {
    x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum()
}

fn binary_search(x: &[f64]) -> f64 {
    let knots = [0.0, 1.0, 2.0, 4.0, 8.0];
    let i = knots.partition_point(|k| *k <= x[0]) - 1;
    let t = (x[0] - knots[i]) / (knots[i + 1] - knots[i]);
    (1.0 - t) * x[1] + t * x[2]
}

fn bubble_sort(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2], x[3]];
    for i in 0..4 {
        for j in 0..3 - i {
            if a[j] > a[j + 1] {
                a.swap(j, j + 1);
            }
        }
    }
    a[0] + 2.0 * a[1] + 3.0 * a[2] + a[3] * a[3]
}

fn insertion_sort(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    for i in 1..a.len() {
        let (v, mut j) = (a[i], i);
        while j > 0 && a[j - 1] > v {
            a[j] = a[j - 1];
            j -= 1;
        }
        a[j] = v;
    }
    a.iter().enumerate().map(|(i, v)| v * v * (i as f64 + 1.0)).sum()
}

fn prefix_sums_in_place(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    for i in 1..a.len() {
        a[i] += a[i - 1];
    }
    a.iter().map(|v| v * v).sum()
}

fn stencil_in_place(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], x[2], x[1], x[0]];
    for _ in 0..3 {
        for i in 1..4 {
            a[i] = 0.25 * (a[i - 1] + 2.0 * a[i] + a[i + 1]) + 0.1 * a[i] * a[i];
        }
    }
    a.iter().product()
}

fn double_buffer(x: &[f64]) -> f64 {
    let (mut now, mut next) = ([x[0], x[1], x[2], 1.0], [0.0; 4]);
    for _ in 0..5 {
        for i in 0..4 {
            next[i] = 0.5 * now[i] + 0.25 * now[(i + 1) % 4] * now[(i + 3) % 4];
        }
        std::mem::swap(&mut now, &mut next);
    }
    now.iter().sum()
}

fn concat(x: &[f64]) -> f64 {
    let joined = [x, &[1.5, 2.5], x].concat();
    joined.windows(2).map(|w| w[0] * w[1]).sum()
}

fn iter_over_rows(x: &[f64]) -> f64 {
    let rows: &[[f64; 2]] = &[[x[0], x[1]], [x[1], x[2]], [x[2], x[0]]];
    rows.iter().map(|[a, b]| a * b * b).sum()
}

fn as_chunks_by_hand(x: &[f64]) -> f64 {
    let mut acc = [0.0_f64; 2];
    let mut i = 0;
    while i + 2 <= x.len() {
        acc[0] += x[i] * x[i];
        acc[1] += x[i + 1].cos();
        i += 2;
    }
    while i < x.len() {
        acc[0] += x[i];
        i += 1;
    }
    acc[0] * acc[1]
}

fn select_nth(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    let (_, median, _) = a.select_nth_unstable_by(x.len() / 2, f64::total_cmp);
    *median * *median + x[0]
}

fn swap_in_loop(x: &[f64]) -> f64 {
    let mut a = x.to_vec();
    let n = a.len();
    for i in 0..n / 2 {
        a.swap(i, n - 1 - i);
        a[i] *= 1.0 + a[n - 1 - i];
    }
    a.iter().enumerate().map(|(i, v)| v * i as f64).sum()
}

cases! {
    first_and_last: [1.5, 2.5], [3.0];
    sub_slices: [1.5, 2.5, 0.5, 1.0];
    split_at: [1.5, 2.5, 0.5, 1.0];
    split_first: [1.5, 2.5, 0.5, 1.0];
    get_checked: [1.5, 2.5];
    computed_index: [1.5, 2.5, 0.5, 1.0, 3.0];
    local_array: [1.5, 2.5], [0.3, 0.2, 0.1, 0.9];
    array_by_value: [1.5, 2.5];
    array_map: [1.5, 2.5];
    array_from_fn: [0.5, 2.5];
    try_into_array: [1.5, 2.5, 0.5];
    matrix_of_arrays: [1.5, 2.5, 0.5];
    matrix_product: [1.5, 0.4, 0.5, -1.0];
    transpose_in_place: [1.5, 2.5, 0.5];
    swap: [1.5, 2.5, 0.5];
    reverse_in_place: [1.5, 2.5, 0.5];
    rotate: [1.5, 2.5, 0.5];
    copy_within: [1.5, 2.5, 0.5];
    copy_from_slice: [1.5, 2.5, 0.5];
    clone_from_slice: [1.5, 2.5, 0.5];
    fill: [1.5, 2.5];
    fill_with: [1.5, 0.5];
    split_at_mut: [1.5, 2.5, 0.5];
    swap_with_slice: [1.5, 2.5];
    chunks_exact: [1.5, 2.5, 0.5, 1.0, 2.0, -0.5, 3.0, 1.0, 0.1, 0.2];
    chunks_mut: [1.5, 2.5, 0.5, 1.0, 2.0];
    rchunks: [1.5, 2.5, 0.5, 1.0, 2.0, -0.5, 3.0];
    windows: [1.5, 2.5, 0.5, 1.0];
    binary_search: [0.5, 2.5, 0.5], [5.0, 2.5, 0.5];
    bubble_sort: [1.5, 2.5, 0.5, 1.0], [4.0, 3.0, 2.0, 1.0];
    insertion_sort: [1.5, 2.5, 0.5, 1.0], [4.0, 3.0, 2.0, 1.0, 0.5];
    prefix_sums_in_place: [1.5, 2.5, 0.5, 1.0];
    stencil_in_place: [0.5, 0.75, 0.25];
    double_buffer: [0.5, 0.75, 0.25];
    iter_over_rows: [0.5, 0.75, 0.25];
    as_chunks_by_hand: [0.5, 0.75, 0.25, 1.0, 2.0];
    rotate_by_data: [1.5, 2.5, 0.5], [4.5, 1.0, 2.0, 3.0, 0.5, 0.25];
    concat: [0.5, 0.75, 0.25];
    select_nth: [0.5, 0.75, 0.25, 1.0, 2.0];
    swap_in_loop: [0.5, 0.75, 0.25, 1.0, 2.0];
}
