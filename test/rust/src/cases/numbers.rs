//! Bits, casts, constants and statics, `mem`.

use std::mem;

fn to_bits_and_back(x: &[f64]) -> f64 {
    f64::from_bits(x[0].to_bits()) * x[1]
}

fn sign_bit(x: &[f64]) -> f64 {
    let negative = x[0].to_bits() >> 63 == 1;
    if negative {
        x[0] * x[0]
    } else {
        x[0] * x[1]
    }
}

fn flipped_sign(x: &[f64]) -> f64 {
    f64::from_bits(x[0].to_bits() ^ (1 << 63)) * x[1]
}

fn cleared_sign(x: &[f64]) -> f64 {
    f64::from_bits(x[0].to_bits() & !(1 << 63)) * x[1]
}

fn taken_sign(x: &[f64]) -> f64 {
    let sign = x[1].to_bits() & (1 << 63);
    f64::from_bits(x[0].abs().to_bits() | sign) * x[1]
}

fn exponent_read(x: &[f64]) -> f64 {
    let exponent = ((x[0].to_bits() >> 52) & 0x7ff) as i32 - 1023;
    x[0] * x[0] * f64::from(exponent + 3)
}

fn bytes_round_trip(x: &[f64]) -> f64 {
    f64::from_le_bytes(x[0].to_le_bytes()) * x[1]
}

fn hashed_bits(x: &[f64]) -> f64 {
    let key = x[0].to_bits() ^ x[1].to_bits().rotate_left(7);
    if key == 0 {
        0.0
    } else {
        x[0] * x[1]
    }
}

fn to_integer(x: &[f64]) -> f64 {
    let n = x[0] as i64;
    n as f64 * x[0] * x[1]
}

fn saturating_casts(x: &[f64]) -> f64 {
    let (a, b, c) = (x[0] as u8, x[0] as i16, x[0] as usize);
    (f64::from(a) + f64::from(b) + c as f64) * x[0] * x[1]
}

fn integer_to_float(x: &[f64]) -> f64 {
    (1..6_i8).map(|i| x[0] * f64::from(i) + x[1] * f64::from(i as u32 * 3)).product()
}

fn wide_integers(x: &[f64]) -> f64 {
    let n = (1_u128 << 70) as f64;
    let m = (x[0] * 4.0) as i128;
    x[0] * x[1] * (n / 1e21) + (m as f64) * x[1]
}

fn narrowing(x: &[f64]) -> f64 {
    let narrow = x[0] as f32;
    let kept = f64::from(0.5_f32) * x[0] * x[1];
    kept + if narrow > 0.0 { x[1] } else { 0.0 }
}

fn boolean_to_float(x: &[f64]) -> f64 {
    let inside = f64::from(u8::from((0.0..1.0).contains(&x[0])));
    inside * x[0] * x[1] + f64::from(x[1] > 1.0) * x[1]
}

fn character(x: &[f64]) -> f64 {
    "az09".chars().enumerate().map(|(i, c)| x[i % x.len()] * f64::from(c as u32)).sum()
}

const COEFFICIENTS: [f64; 5] = [1.0, -0.5, 0.25, -0.125, 0.0625];
static WEIGHTS: [[f64; 2]; 2] = [[0.5, -1.5], [2.0, 0.25]];
static NAMES: &[(&str, f64)] = &[("a", 1.5), ("b", -2.5)];

fn constant_table(x: &[f64]) -> f64 {
    COEFFICIENTS.iter().rev().fold(0.0, |acc, c| acc * x[0] + c)
}

fn static_table(x: &[f64]) -> f64 {
    let mut y = [0.0; 2];
    for (i, row) in WEIGHTS.iter().enumerate() {
        for (w, v) in row.iter().zip(x) {
            y[i] += w * v * v;
        }
    }
    y[0] * y[1]
}

fn static_slice_of_pairs(x: &[f64]) -> f64 {
    NAMES.iter().zip(x).map(|((name, w), v)| w * v * v * name.len() as f64).sum()
}

fn table_looked_up_by_data(x: &[f64]) -> f64 {
    let i = (x[0] * 2.0) as usize;
    COEFFICIENTS[i.min(4)] * x[0] * x[1]
}

fn constant_or_active(x: &[f64]) -> f64 {
    let table: &[f64] = if x[0] > 1.0 { &COEFFICIENTS } else { x };
    table[0] * x[1] + table[1] * x[0]
}

fn atomic_counter(x: &[f64]) -> f64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static CALLS: AtomicU64 = AtomicU64::new(0);
    CALLS.fetch_add(1, Ordering::Relaxed);
    x[0] * x[1]
}

fn clock(x: &[f64]) -> f64 {
    let start = std::time::Instant::now();
    let y = x[0] * x[1].sin();
    if start.elapsed().as_secs() > 1000 {
        return 0.0;
    }
    y
}

fn black_box(x: &[f64]) -> f64 {
    std::hint::black_box(x[0] * x[1]) * std::hint::black_box(2.0)
}

fn mem_swap(x: &[f64]) -> f64 {
    let (mut a, mut b) = (x[0] * x[0], x[1]);
    mem::swap(&mut a, &mut b);
    a * a * b
}

fn mem_replace(x: &[f64]) -> f64 {
    let mut a = x[0];
    let old = mem::replace(&mut a, x[0] * x[1]);
    old * a
}

fn mem_take(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1]];
    let taken = mem::take(&mut a);
    taken[0] * taken[1] + a[0]
}

fn mem_take_vec(x: &[f64]) -> f64 {
    let mut a = vec![x[0], x[1]];
    let taken = mem::take(&mut a);
    taken[0] * taken[1] + a.len() as f64
}

fn swap_of_structs(x: &[f64]) -> f64 {
    struct Pair {
        id: u64,
        v: f64,
    }
    let (mut a, mut b) = (Pair { id: 1, v: x[0] }, Pair { id: 2, v: x[1] });
    if x[0] > x[1] {
        mem::swap(&mut a, &mut b);
    }
    a.v * a.v * a.id as f64 + b.v.sin() * b.id as f64
}

fn maybe_uninit(x: &[f64]) -> f64 {
    let mut a = [const { mem::MaybeUninit::<f64>::uninit() }; 3];
    for (i, slot) in a.iter_mut().enumerate() {
        slot.write(x[i % x.len()] * (i + 1) as f64);
    }
    // SAFETY: every slot was written.
    a.iter().map(|slot| unsafe { slot.assume_init() }).product()
}

fn pointer_reads(x: &[f64]) -> f64 {
    let mut a = [x[0], x[1], 0.0];
    let p = a.as_mut_ptr();
    // SAFETY: all within the array.
    unsafe {
        p.add(2).write(p.read() * p.add(1).read());
        std::ptr::swap(p, p.add(2));
        std::ptr::copy_nonoverlapping(p, p.add(1), 1);
    }
    a[0] * a[1] + a[2]
}

fn transmuted(x: &[f64]) -> f64 {
    // SAFETY: same size, every pattern is valid.
    let pair: (f64, f64) = unsafe { mem::transmute_copy::<[f64; 2], (f64, f64)>(&[x[0], x[1]]) };
    pair.0 * pair.1
}

fn union_of_arrays(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    union Point {
        fields: (f64, f64),
        array: [f64; 2],
    }
    let p = Point { array: [x[0], x[1]] };
    // SAFETY: both views are two floats.
    unsafe { p.fields.0 * p.fields.1 * p.array[0] }
}

cases! {
    to_bits_and_back: [0.5, 1.5];
    sign_bit: [0.5, 1.5], [-0.5, 1.5];
    taken_sign: [0.5, 1.5], [-0.5, -1.5];
    exponent_read: [0.6, 1.5];
    bytes_round_trip: [0.5, 1.5];
    hashed_bits: [0.5, 1.5];
    to_integer: [3.5, 1.5], [-2.5, 1.5];
    saturating_casts: [3.5, 1.5], [-2.5, 1.5];
    integer_to_float: [0.5, 1.5];
    wide_integers: [0.6, 1.5];
    narrowing: [0.5, 1.5];
    boolean_to_float: [0.5, 1.5], [1.25, 0.5];
    character: [0.5, 1.5];
    constant_table: [0.5];
    static_table: [0.5, 1.5];
    static_slice_of_pairs: [0.5, 1.5];
    table_looked_up_by_data: [1.25, 1.5];
    atomic_counter: [0.75, 0.5];
    clock: [0.75, 0.5];
    mem_swap: [0.75, 0.5];
    mem_replace: [0.75, 0.5];
    mem_take: [0.75, 0.5];
    mem_take_vec: [0.75, 0.5];
    swap_of_structs: [0.75, 0.5], [0.5, 0.75];
    maybe_uninit: [0.75, 0.5];
    pointer_reads: [0.75, 0.5];
    transmuted: [0.75, 0.5];
    union_of_arrays: [0.75, 0.5];
    flipped_sign: [0.5, 1.5], [-0.5, 1.5];
    cleared_sign: [0.5, 1.5], [-0.5, 1.5];
    constant_or_active: [1.25, 1.5], [0.75, 0.5];
    black_box: [0.75, 0.5];
}
