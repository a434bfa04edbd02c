//! Structs and collections: sorting, hashing, a tree, a heap.

use crate::{random, Kernel};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::hint::black_box;

#[derive(Clone)]
struct Record {
    key: u64,
    group: u32,
    weight: f64,
}

pub fn kernels() -> Vec<Kernel> {
    let records: Vec<Record> = random(20_000)
        .into_iter()
        .map(|weight| Record {
            key: weight.to_bits().wrapping_mul(0x9e37_79b9_7f4a_7c15),
            group: u32::try_from(weight.to_bits() >> 20 & 0x3ff).expect("ten bits"),
            weight,
        })
        .collect();
    let [a, b, c, d] = [(); 4].map(|()| records.clone());
    vec![
        ("sort-structs", Box::new(move || sorted(black_box(&a)))),
        ("hash-count", Box::new(move || counted(black_box(&b)))),
        ("tree-map", Box::new(move || summed(black_box(&c)))),
        ("heap", Box::new(move || merged(black_box(&d)))),
    ]
}

fn sorted(records: &[Record]) -> f64 {
    let mut records = records.to_vec();
    records.sort_by_key(|record| (record.group, record.key));
    records[100].weight
}

/// With a hasher that has no random seed: both builds do the same work.
fn counted(records: &[Record]) -> f64 {
    let mut counts: HashMap<u32, u32, BuildHasherDefault<DefaultHasher>> = HashMap::default();
    for record in records {
        *counts.entry(record.group).or_default() += 1;
    }
    f64::from(counts.values().copied().max().unwrap_or(0))
}

fn summed(records: &[Record]) -> f64 {
    let mut sums = BTreeMap::new();
    for record in records {
        *sums.entry(record.group).or_insert(0.0) += record.weight;
    }
    sums.values().copied().fold(0.0, f64::max)
}

fn merged(records: &[Record]) -> f64 {
    let mut heap = BinaryHeap::new();
    for (i, record) in records.iter().enumerate() {
        heap.push(Reverse((record.key, i)));
        if heap.len() > 1_000 {
            heap.pop();
        }
    }
    heap.pop().map_or(0.0, |Reverse((_, i))| records[i].weight)
}
