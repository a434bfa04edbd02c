//! Enums whose variants have a float, an address, or a few bytes in the same words, through containers.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;

/// Beside the address of a row: a float, or half a word.
enum Load {
    Row { values: Vec<f64> },
    Single(f64),
    Cancelled(u32),
}

impl Load {
    fn scale(self, by: f64) -> Load {
        match self {
            Load::Row { mut values } => {
                values.iter_mut().for_each(|v| *v *= by);
                Load::Row { values }
            }
            Load::Single(v) => Load::Single(v * by),
            other => other,
        }
    }

    fn cost(&self) -> f64 {
        match self {
            Load::Row { values } => values.iter().sum(),
            Load::Single(v) => v * v,
            Load::Cancelled(n) => f64::from(*n),
        }
    }
}

fn replaced_and_scaled(x: &[f64]) -> f64 {
    let make = |i: usize| match i % 3 {
        0 => Load::Row { values: vec![x[i % x.len()], x[1]] },
        1 => Load::Single(x[i % x.len()]),
        _ => Load::Cancelled(i as u32),
    };
    let mut loads: Vec<Load> = (0..9).map(make).collect();
    let mut sum = 0.0;
    for load in &mut loads {
        let old = std::mem::replace(load, Load::Cancelled(9));
        *load = old.scale(x[2]);
        sum += load.cost();
    }
    sum
}

#[derive(Clone)]
enum Task {
    Deliver { to: char, load: Vec<f64> },
    Repair(f64, Option<u32>),
    Meeting(Vec<Task>),
    Cancel(u32),
}

impl Task {
    fn new(i: u32, x: &[f64]) -> Task {
        let v = x[i as usize % x.len()];
        match i % 4 {
            0 => Task::Deliver { to: char::from(b'a' + i as u8), load: vec![v, x[1] * v] },
            1 => Task::Repair(v * v, (i > 4).then_some(i)),
            2 => Task::Meeting(vec![Task::Repair(v, Some(2)), Task::Deliver { to: 'q', load: vec![v * 0.5] }]),
            _ => Task::Cancel(i),
        }
    }

    fn cost(&self) -> f64 {
        match self {
            Task::Deliver { to, load } => load.iter().sum::<f64>() * f64::from(u32::from(*to) - 96),
            Task::Repair(cost, None) => *cost,
            Task::Repair(cost, Some(n)) => cost * f64::from(*n),
            Task::Meeting(tasks) => tasks.iter().map(Task::cost).fold(0.0, |sum, cost| sum * 0.5 + cost),
            Task::Cancel(n) => f64::from(*n),
        }
    }
}

fn calendar(x: &[f64]) -> f64 {
    let mut days: BTreeMap<(u32, u8), Task> = (0..9).map(|i| ((i * 5 % 17, 0), Task::new(i, x))).collect();
    let later = days.split_off(&(8, 0));
    let mut sum = 0.0;
    let mut moved = Vec::new();
    for ((day, _), task) in std::mem::replace(&mut days, later) {
        sum += task.cost() * f64::from(day + 1);
        match task {
            Task::Deliver { to, load } => moved.push(Task::Deliver { to, load: load.into_iter().rev().collect() }),
            Task::Meeting(tasks) => moved.extend(tasks),
            Task::Cancel(n) => sum *= 1.0 + 0.01 * f64::from(n),
            repair => moved.push(repair),
        }
    }
    if let Some(mut first) = days.first_entry() {
        moved.push(std::mem::replace(first.get_mut(), Task::Cancel(99)));
    }
    sum + moved.iter().map(Task::cost).sum::<f64>() + days.values().map(Task::cost).sum::<f64>()
}

/// One to four bytes, a float, or one of several kinds of addresses.
#[derive(Clone)]
enum Cell {
    Number(f64),
    Flag(bool),
    Shared(Rc<f64>),
    Letter(char),
    Pair(Box<(f64, u8)>),
    Text(String),
    Few(Option<f64>, f64, Box<f64>),
}

impl Cell {
    fn new(i: u32, x: &[f64]) -> Cell {
        let v = x[i as usize % x.len()];
        match i % 7 {
            0 => Cell::Number(v),
            1 => Cell::Flag(i > 5),
            2 => Cell::Shared(Rc::new(v * v)),
            3 => Cell::Letter(char::from(b'a' + i as u8)),
            4 => Cell::Pair(Box::new((v * x[0], i as u8))),
            5 => Cell::Text("q".repeat(i as usize)),
            _ => Cell::Few((i > 6).then_some(v), x[1], Box::new(v)),
        }
    }

    fn value(&self) -> f64 {
        match self {
            Cell::Number(v) => v * v,
            Cell::Flag(flag) => f64::from(u8::from(*flag)),
            Cell::Shared(v) => **v * 0.5,
            Cell::Letter(letter) => f64::from(u32::from(*letter)) * 0.01,
            Cell::Pair(pair) => pair.0 * f64::from(pair.1),
            Cell::Text(text) => text.len() as f64,
            Cell::Few(maybe, a, b) => maybe.unwrap_or(0.3) * a + **b,
        }
    }
}

fn cells_in_containers(x: &[f64]) -> f64 {
    let mut row: Vec<Cell> = (0..15).map(|i| Cell::new(i, x)).collect();
    row.rotate_left(3);
    let reversed: Vec<Cell> = row.iter().cloned().rev().collect();
    let mut queue: VecDeque<Cell> = row.into();
    for _ in 0..4 {
        let front = queue.pop_front().unwrap();
        queue.push_back(front);
    }
    let sorted: BTreeMap<u32, Cell> = (0..15).map(|i| (i * 4 % 15, Cell::new(i, x))).collect();
    let paired = queue.iter().zip(&reversed).map(|(a, b)| a.value() * b.value()).sum::<f64>();
    paired + sorted.into_iter().map(|(k, cell)| f64::from(k) * cell.value()).sum::<f64>()
}

fn cells_in_a_table(x: &[f64]) -> f64 {
    let mut table: HashMap<u32, Cell> = HashMap::new();
    for i in 0..15 {
        if let Some(old) = table.insert(i * 3 % 11, Cell::new(i, x)) {
            *table.entry(i + 20).or_insert(Cell::Flag(false)) = old;
        }
    }
    let mut rows: Vec<(u32, Cell)> = table.into_iter().collect();
    rows.sort_by_key(|row| row.0);
    rows.iter().enumerate().map(|(i, (k, cell))| cell.value() * (f64::from(*k) + i as f64)).sum()
}

#[derive(Clone, PartialEq)]
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    List(Vec<Json>),
    Map(BTreeMap<String, Json>),
}

impl Json {
    fn new(i: usize, x: &[f64]) -> Json {
        match i % 4 {
            0 => Json::Number(x[i % x.len()]),
            1 => Json::Bool(i > 3),
            2 => Json::List(vec![Json::Number(x[0]), Json::Bool(true), Json::Null]),
            _ => Json::Null,
        }
    }

    fn sum(&self) -> f64 {
        match self {
            Json::Null => 0.0,
            Json::Bool(b) => f64::from(u8::from(*b)),
            Json::Number(v) => *v,
            Json::List(list) => list.iter().map(Json::sum).sum(),
            Json::Map(map) => map.values().map(Json::sum).sum(),
        }
    }

    fn merge(self, other: Json) -> Json {
        match (self, other) {
            (Json::Map(mut a), Json::Map(b)) => {
                for (key, value) in b {
                    let merged = match a.remove(&key) {
                        Some(old) => old.merge(value),
                        None => value,
                    };
                    if merged != Json::Null {
                        a.insert(key, merged);
                    }
                }
                Json::Map(a)
            }
            (Json::List(mut a), Json::List(b)) => {
                a.extend(b);
                Json::List(a)
            }
            (Json::Number(a), Json::Number(b)) => Json::Number(a * b),
            (a, Json::Null) => a,
            (_, b) => b,
        }
    }
}

fn merged_documents(x: &[f64]) -> f64 {
    let mut a: BTreeMap<String, Json> = (0..8).map(|i| (format!("k{i}"), Json::new(i, x))).collect();
    let b: BTreeMap<String, Json> = (0..9).map(|i| (format!("k{}", i * 2), Json::new(i + 1, x))).collect();
    a.insert("nested".into(), Json::Map(b.clone()));
    Json::Map(a).merge(Json::Map(b)).sum()
}

/// The tiles that were used last, by a table of their places in a list.
struct Recent {
    places: HashMap<(i32, i32), usize>,
    tiles: Vec<((i32, i32), Rc<Vec<f64>>)>,
    hits: u32,
}

impl Recent {
    fn tile(&mut self, key: (i32, i32), x: &[f64]) -> Rc<Vec<f64>> {
        const ROOM: usize = 3;
        if let Some(&place) = self.places.get(&key) {
            self.hits += 1;
            return self.tiles[place].1.clone();
        }
        let tile: Vec<f64> = (0..2).map(|i| x[(key.0 * 3 + key.1 + i) as usize % x.len()] * f64::from(i + 1)).collect();
        let tile = Rc::new(tile);
        if self.tiles.len() < ROOM {
            self.tiles.push((key, tile.clone()));
            self.places.insert(key, self.tiles.len() - 1);
        } else {
            let place = (self.hits as usize) % ROOM;
            let old = std::mem::replace(&mut self.tiles[place], (key, tile.clone()));
            self.places.remove(&old.0);
            self.places.insert(key, place);
        }
        tile
    }
}

fn recent_tiles(x: &[f64]) -> f64 {
    let mut recent = Recent { places: HashMap::with_capacity(3), tiles: Vec::new(), hits: 0 };
    let mut sum = 0.0;
    for i in 0..16 {
        let tile = recent.tile((i * 7 % 3, i % 2), x);
        sum += tile[0] * tile[1] * (1.0 + 0.1 * f64::from(i));
    }
    sum + recent.tiles.iter().map(|(_, tile)| tile[1]).sum::<f64>()
}

/// What a reader of formulas found wrong. The address of the numbers lies where a result has its float.
enum Fault {
    End,
    Numbers(Vec<f64>),
}

/// Reads sums of letters, one for each number, of `#`s with a letter behind, and of sums in brackets.
struct Reader<'a> {
    text: std::iter::Peekable<std::str::Chars<'a>>,
    numbers: &'a [f64],
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<f64, Fault> {
        let mut sum = self.term()?;
        while self.text.next_if_eq(&'+').is_some() {
            sum += self.term()?;
        }
        Ok(sum)
    }

    fn term(&mut self) -> Result<f64, Fault> {
        match self.text.next().ok_or(Fault::End)? {
            '(' => {
                let sum = self.sum()?;
                self.text.next().ok_or(Fault::End)?;
                Ok(sum)
            }
            '#' => {
                let mut numbers = vec![self.numbers[1]];
                while self.text.next_if_eq(&'#').is_some() {
                    numbers.push(self.numbers[2] * numbers.len() as f64);
                }
                let term = self.term()?;
                match numbers.len() {
                    1 => Ok(term.sin()),
                    2 => Ok(term * numbers[0] * numbers[1]),
                    _ => Err(Fault::Numbers(numbers)),
                }
            }
            c => self.numbers.get((c as usize).wrapping_sub('a' as usize)).copied().ok_or(Fault::End),
        }
    }
}

fn faults(x: &[f64]) -> f64 {
    let texts = ["a+#(b+c)", "c+(b", "##a+#b", "a+###c", "(a+#)", "(a+(b+####c))"];
    let value = |text: &str| {
        let mut reader = Reader { text: text.chars().peekable(), numbers: x };
        match reader.sum() {
            Ok(sum) => sum,
            Err(Fault::End) => x[0] * x[1],
            Err(Fault::Numbers(numbers)) => numbers[0] * numbers[1] + numbers[2],
        }
    };
    texts.into_iter().map(value).sum()
}

/// A float takes the place of the address of a text, and is copied by the `Clone` that is derived.
#[derive(Clone)]
enum Entry {
    Number(f64),
    Text(String),
}

fn shared_entries(x: &[f64]) -> f64 {
    let entry = |v: f64| if v > 0.5 { Entry::Number(v) } else { Entry::Text("seven".to_string()) };
    let mut entries = Vec::new();
    for &v in x {
        entries.push(Rc::new(entry(v)));
    }
    let cells: Vec<Rc<RefCell<Entry>>> = x.iter().rev().map(|&v| Rc::new(RefCell::new(entry(v)))).collect();
    let value = |entry: Entry| match entry {
        Entry::Number(v) => v * v,
        Entry::Text(text) => x[1] * text.len() as f64,
    };
    let mut sum = value((*entries[0]).clone()) * value((*entries[2]).clone());
    for cell in &cells {
        let entry = cell.borrow().clone();
        sum += value(entry);
    }
    sum
}

/// Beside a fault of one byte, which lies where the float begins: the float is moved as that byte and the rest.
#[derive(Clone)]
struct Gauge {
    is_even: bool,
    step: i8,
    level: f64,
}

fn gauges_or_fault(x: &[f64]) -> f64 {
    let gauges = |least: f64| -> Result<Vec<Gauge>, u8> {
        let gauge = |(i, &v): (usize, &f64)| match v > least {
            true => Ok(Gauge { is_even: i % 2 == 0, step: i as i8, level: v * 1.1 }),
            false => Err(i as u8 + 1),
        };
        x.iter().enumerate().map(gauge).collect()
    };
    let value = |gauge: &Gauge| (if gauge.is_even { 1.5 } else { 0.5 } + gauge.step as f64) * gauge.level.sin();
    let sum = |least: f64| match gauges(least) {
        Ok(gauges) => gauges.iter().map(value).sum(),
        Err(fault) => fault as f64 * x[fault as usize % 3],
    };
    sum(0.1) + sum(0.5) * x[0] + sum(1.0)
}

/// A float, the address of a text that is put together, or a flag.
#[derive(Clone)]
enum Label {
    Scaled(f64, u8),
    Named { name: String, at: f64 },
    Flag(bool),
}

fn labels(x: &[f64]) -> f64 {
    let label = |(i, &v): (usize, &f64)| match i {
        0 => Label::Scaled(v * v, i as u8 + 3),
        1 => Label::Named { name: "x".repeat(i), at: v.cos() },
        _ => Label::Flag(i > 1),
    };
    let labels: Vec<Label> = x.iter().enumerate().map(label).collect();
    let reversed: Vec<Label> = labels.iter().rev().cloned().collect();
    let mut pair = [reversed[0].clone(), reversed[1].clone()];
    pair.swap(0, 1);
    let value = |label: &Label| match label {
        Label::Scaled(v, by) => v * *by as f64,
        Label::Named { name, at } => at * name.len() as f64 + at,
        Label::Flag(is_on) => match is_on {
            true => x[0],
            false => 2.0,
        },
    };
    reversed.iter().chain(pair.iter()).map(value).sum()
}

cases! {
    replaced_and_scaled: [0.7, 1.3, 0.45];
    calendar: [0.7, 1.3, 0.45];
    cells_in_containers: [0.7, 1.3, 0.45];
    cells_in_a_table: [0.7, 1.3, 0.45];
    merged_documents: [0.7, 1.3, 0.45];
    recent_tiles: [0.7, 1.3, 0.45];
    faults: [0.7, 1.3, 0.45];
    shared_entries: [0.7, 1.3, 0.45];
    gauges_or_fault: [0.7, 1.3, 0.45];
    labels: [0.7, 1.3, 0.45];
}
