//! Maps, sets, heaps and strings that hold floats or stand beside them.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::fmt::Write as _;

fn btree_map(x: &[f64]) -> f64 {
    let mut map = BTreeMap::new();
    for (i, v) in x.iter().enumerate() {
        *map.entry(i % 3).or_insert(1.0) *= v;
    }
    map.values().map(|v| v * v).sum()
}

fn btree_map_large(x: &[f64]) -> f64 {
    let mut map = BTreeMap::new();
    for i in 0..40_u32 {
        map.insert(i * 37 % 41, x[0].powi(i as i32 % 5) * x[1]);
    }
    map.remove(&7);
    map.range(5..30).map(|(k, v)| f64::from(*k) * v).sum()
}

fn btree_map_collect(x: &[f64]) -> f64 {
    let map: BTreeMap<&str, f64> = [("a", x[0]), ("c", x[1]), ("b", x[0] * x[1])].into_iter().collect();
    map["a"] * map["b"] + map["c"]
}

struct Bond {
    years: u32,
    rate: f64,
    currency: &'static str,
}

/// Keys of a number, padding and a reference.
fn btree_map_of_pairs(x: &[f64]) -> f64 {
    let rates: BTreeMap<u32, f64> = [6, 12, 36].into_iter().zip(x.iter().copied()).collect();
    let rate = |months: u32| {
        let (below, above) = (rates.range(..=months).next_back(), rates.range(months..).next());
        match (below, above) {
            (Some((a, at_a)), Some((b, at_b))) if a != b => {
                at_a + (at_b - at_a) * f64::from(months - a) / f64::from(b - a)
            }
            (Some((_, rate)), _) | (None, Some((_, rate))) => *rate,
            (None, None) => unreachable!("no rates"),
        }
    };
    let bond = |years, rate, currency| Bond { years, rate, currency };
    let book = [bond(4, x[0], "USD"), bond(2, x[1], "EUR"), bond(3, 0.03, "USD")];
    let mut flows: BTreeMap<(u32, &str), f64> = BTreeMap::new();
    for b in &book {
        for year in 1..=b.years {
            *flows.entry((12 * year, b.currency)).or_default() +=
                if year == b.years { 1.0 + b.rate } else { b.rate };
        }
    }
    flows
        .iter()
        .map(|((months, currency), flow)| flow * currency.len() as f64 / (x[2] + rate(*months)))
        .sum()
}

/// Two hash tables, of which one is filled by a method that looks first.
#[derive(Default)]
struct Interner<'a> {
    names: Vec<Cow<'a, str>>,
    index: HashMap<Cow<'a, str>, u32>,
}

impl<'a> Interner<'a> {
    fn intern(&mut self, name: Cow<'a, str>) -> u32 {
        if let Some(&known) = self.index.get(&name) {
            return known;
        }
        let new = self.names.len() as u32;
        self.names.push(name.clone());
        self.index.insert(name, new);
        new
    }
}

fn interned_names(x: &[f64]) -> f64 {
    let mut names = Interner::default();
    let mut values: HashMap<u32, f64> = HashMap::new();
    for (i, word) in ["a", "b", "c", "a"].into_iter().enumerate() {
        let name = if i % 2 == 0 { word.into() } else { String::from(word).into() };
        values.insert(names.intern(name), x[i % 3] * x[0]);
    }
    (0..names.names.len() as u32).map(|i| values[&i] * f64::from(i + 1)).sum()
}

/// The keys are sorted in registers, what belongs to them by way of the stack.
fn hash_map_sorted_by_key(x: &[f64]) -> f64 {
    let mut values: HashMap<u32, (f64, usize)> = HashMap::new();
    for i in 0..7_usize {
        let (v, n) = values.entry(i as u32 % 6).or_insert((x[i % 3], 0));
        *v = (*v * x[(i + 1) % 3]).sqrt() + 0.1;
        *n += i;
    }
    let mut sorted: Vec<_> = values.into_iter().collect();
    sorted.sort_by_key(|(key, _)| Reverse(*key));
    sorted.iter().map(|(key, (v, n))| v.powi(*n as i32) * f64::from(key + 1)).sum()
}

fn btree_set_of_indices(x: &[f64]) -> f64 {
    let order: BTreeSet<usize> = (0..x.len()).map(|i| i * 5 % x.len()).collect();
    order.iter().fold(1.0, |acc, i| acc * 0.5 + x[*i] * x[*i])
}

fn hash_map(x: &[f64]) -> f64 {
    let mut map: HashMap<u32, f64> = HashMap::new();
    for (i, v) in x.iter().enumerate() {
        map.insert(i as u32, v * v);
    }
    (0..x.len() as u32).map(|i| map[&i] * f64::from(i + 1)).sum()
}

fn hash_map_of_constants(x: &[f64]) -> f64 {
    let rates = HashMap::from([("iron", 0.5), ("gold", 2.5)]);
    x[0] * x[0] * rates["iron"] + x[1] * rates["gold"]
}

fn hash_set(x: &[f64]) -> f64 {
    let mut seen = HashSet::new();
    let mut total = 0.0;
    for v in x {
        if seen.insert(*v as i64) {
            total += v * v;
        }
    }
    total
}

fn binary_heap_of_integers(x: &[f64]) -> f64 {
    let mut heap: BinaryHeap<(u32, usize)> = x.iter().enumerate().map(|(i, v)| ((v * 100.0) as u32, i)).collect();
    let (mut total, mut k) = (0.0, 1.0);
    while let Some((_, i)) = heap.pop() {
        total += k * x[i] * x[i];
        k += 1.0;
    }
    total
}

fn binary_heap_of_floats(x: &[f64]) -> f64 {
    #[derive(PartialEq)]
    struct Key(f64);
    impl Eq for Key {}
    impl PartialOrd for Key {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Key {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            self.0.total_cmp(&other.0)
        }
    }
    let mut heap: BinaryHeap<Key> = x.iter().map(|v| Key(*v)).collect();
    let (mut total, mut k) = (0.0, 1.0);
    while let Some(Key(v)) = heap.pop() {
        total += k * v * v;
        k += 1.0;
    }
    total
}

fn linked_list(x: &[f64]) -> f64 {
    let list: LinkedList<f64> = x.iter().map(|v| v * v).collect();
    list.iter().fold(0.0, |acc, v| acc * 0.5 + v)
}

fn strings_beside(x: &[f64]) -> f64 {
    let name = String::from("spring");
    let text = format!("{name} {}", name.len());
    x[0] * text.len() as f64 + x[1] * x[1] * text.matches('r').count() as f64
}

fn formats_active_values(x: &[f64]) -> f64 {
    let y = x[0] * x[1];
    let text = format!("{y:.3} of {x:?}");
    if text.is_empty() {
        0.0
    } else {
        y * y
    }
}

fn write_to_string(x: &[f64]) -> f64 {
    let (mut log, mut total) = (String::new(), 0.0);
    for (i, v) in x.iter().enumerate() {
        total += v * v;
        writeln!(log, "{i}: {total}").unwrap();
    }
    total * log.lines().count() as f64
}

/// Where one variant has an address, the other has a byte.
fn collects_rows_that_parse(x: &[f64]) -> f64 {
    let rows: Result<Vec<(String, f64)>, u8> = "red,3\nblue,5\nred,7"
        .lines()
        .enumerate()
        .map(|(i, line)| {
            let words: Vec<&str> = line.split(',').map(str::trim).collect();
            if words[1].len() > 1 {
                return Err(3);
            }
            Ok((words[0].to_owned(), x[i]))
        })
        .collect();
    rows.unwrap().iter().map(|(name, v)| v * v * name.len() as f64).sum()
}

/// How long the text is, changes in every turn.
fn lengths_of_texts(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for c in x.chunks(2) {
        let product: f64 = c.iter().product();
        sum += product * format!("{}", "a".repeat(c.len() * c.len())).len() as f64;
    }
    sum
}

fn parses_constants(x: &[f64]) -> f64 {
    let numbers: Vec<f64> = "1.5 2.5 -3".split(' ').map(|word| word.parse().unwrap()).collect();
    numbers.iter().zip(x).map(|(a, b)| a * b * b).sum()
}

fn chosen_by_name(x: &[f64]) -> f64 {
    fn unit(name: &str) -> Option<f64> {
        match name {
            "km" => Some(1000.0),
            "m" => Some(1.0),
            _ => None,
        }
    }
    ["m", "km", "parsec"].iter().zip(x).filter_map(|(name, v)| unit(name).map(|u| u * v * v)).sum()
}

fn labelled_values(x: &[f64]) -> f64 {
    struct Entry {
        label: String,
        value: f64,
    }
    let entries = [
        Entry { label: "first".into(), value: x[0] },
        Entry { label: "second".into(), value: x[1] * x[0] },
    ];
    entries.iter().filter(|e| e.label.contains('s')).map(|e| e.value * e.value).sum()
}

fn prints_to_sink(x: &[f64]) -> f64 {
    use std::io::Write as _;
    let y = x[0].sin() * x[1];
    writeln!(std::io::sink(), "y = {y:>10.4e}, {:?}", (x[0], "text")).unwrap();
    y * y
}

fn debug_output(x: &[f64]) -> f64 {
    let y = x[0] * x[0];
    if x[1] > 1e6 {
        println!("large: {}", x[1]);
        eprintln!("{y}");
    }
    y * x[1]
}

/// Beside a map that is cloned, walked from both ends and emptied, a closure keeps a pointer to the input.
fn btree_map_and_captures(x: &[f64]) -> f64 {
    let pick = |i: usize| x[i % x.len()];
    let mut map: BTreeMap<usize, f64> = BTreeMap::new();
    for i in 0..8 {
        map.insert((i * 5 + x.len()) % 11, x[i % 2]);
    }
    *map.entry(3).or_insert(0.5) += pick(1);
    let mut copy = map.clone();
    if let Some((key, value)) = copy.pop_first() {
        copy.insert(key + 20, value * pick(0));
    }
    let ends = map.iter().next_back().map_or(0.0, |(_, v)| *v);
    let rest: f64 = copy.into_iter().map(|(k, v)| k as f64 * v).sum();
    map.retain(|k, _| k % 2 == 0);
    rest * ends + map.values().product::<f64>()
}

/// The exponent of a float as a number, kept beside floats.
fn numbers_from_bits(x: &[f64]) -> f64 {
    let mut kept: Vec<(usize, f64)> = Vec::new();
    for v in x {
        let exponent = (v.to_bits() >> 52) as usize & 0x7ff;
        kept.push((exponent % 3 + usize::from(v.to_bits() >> 63 == 0), v * v));
    }
    kept.sort_by_key(|(n, _)| *n);
    kept.iter().map(|(n, v)| v.powi(*n as i32)).sum()
}

/// Orders of one side of a market: those of a price wait in a queue.
#[derive(Default)]
struct OrderBook {
    asks: BTreeMap<u32, VecDeque<(String, f64)>>,
    cash: BTreeMap<String, f64>,
}

impl OrderBook {
    fn offer(&mut self, price: u32, who: &str, quantity: f64) {
        match self.asks.entry(price) {
            Entry::Occupied(mut level) => level.get_mut().push_back((who.to_string(), quantity)),
            Entry::Vacant(level) => {
                level.insert(VecDeque::from([(who.to_string(), quantity)]));
            }
        }
    }

    fn buy(&mut self, mut quantity: f64) {
        while let Some(mut level) = self.asks.first_entry().filter(|_| quantity > 0.0) {
            let price = f64::from(*level.key());
            let Some((who, offered)) = level.get_mut().pop_front() else {
                level.remove();
                continue;
            };
            let traded = offered.min(quantity);
            *self.cash.entry(who.clone()).or_default() += traded * price;
            if offered > traded {
                level.get_mut().push_front((who, offered - traded));
            }
            quantity -= traded;
        }
    }
}

fn order_book(x: &[f64]) -> f64 {
    let mut book = OrderBook::default();
    for (i, who) in ["ann", "bob, the market maker", "cy", "ann", "bob, the market maker"].iter().enumerate() {
        book.offer(20 + i as u32 * 7 % 3, who, x[i % x.len()] * (1.0 + i as f64));
    }
    book.buy(x[0] + x[1]);
    for (_, level) in book.asks.range_mut(21..) {
        level.iter_mut().for_each(|(_, quantity)| *quantity *= x[1]);
    }
    let dear = book.asks.split_off(&22);
    let left = |side: &BTreeMap<u32, VecDeque<(String, f64)>>| {
        side.iter().flat_map(|(price, level)| level.iter().map(move |o| f64::from(*price) * o.1)).sum::<f64>()
    };
    left(&dear) - 0.5 * left(&book.asks) + book.cash.values().map(|c| c * c).sum::<f64>()
}

cases! {
    btree_set_of_indices: [0.5, 1.5, 2.0];
    hash_map_of_constants: [0.5, 1.5];
    hash_set: [0.5, 1.5, 1.25];
    binary_heap_of_integers: [0.505, 1.505, 1.255];
    linked_list: [0.5, 1.5, 1.25];
    strings_beside: [0.5, 1.5];
    formats_active_values: [0.5, 1.5];
    write_to_string: [0.5, 1.5];
    collects_rows_that_parse: [0.5, 1.5, 2.0];
    lengths_of_texts: [0.5, 1.5, 2.0];
    parses_constants: [0.5, 1.5, 2.0];
    chosen_by_name: [0.5, 1.5, 2.0];
    labelled_values: [0.5, 1.5];
    prints_to_sink: [0.5, 1.5];
    debug_output: [0.5, 1.5];
    btree_map_collect: [0.5, 1.5];
    binary_heap_of_floats: [0.5, 1.5, 1.25];
    btree_map: [0.5, 1.5, 2.0, 1.0];
    hash_map: [0.5, 1.5, 2.0];
    btree_map_large: [0.5, 1.5];
    btree_map_of_pairs: [0.5, 1.5, 2.0];
    interned_names: [0.5, 1.5, 2.0];
    hash_map_sorted_by_key: [0.4, 0.9, 0.3];
    btree_map_and_captures: [0.5, 1.5];
    order_book: [0.5, 1.5, 2.0] =>
        Second Sometimes "E011 as it runs, at O2 and O3: a length lies in words that were addresses";
    numbers_from_bits: [0.75, 1.5, 2.25];
}

