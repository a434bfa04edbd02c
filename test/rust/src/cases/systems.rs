//! Programs of several parts: queues and events, formulas that are read from a text, mistakes that are reported.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::error::Error;
use std::fmt;

/// Heads and lengths of queues that lie side by side, between floats.
struct Office<'a> {
    now: f64,
    waiting: [VecDeque<(u32, f64)>; 2],
    busy: Vec<Option<u32>>,
    waited: BTreeMap<String, (usize, f64)>,
    service: &'a dyn Fn(usize, u32) -> f64,
}

impl Office<'_> {
    fn record(&mut self, key: impl Into<String>, value: f64) {
        let entry = self.waited.entry(key.into()).or_default();
        entry.0 += 1;
        entry.1 += value;
    }

    fn serve(&mut self) {
        while let Some(desk) = self.busy.iter().position(Option::is_none) {
            let first = self.waiting[0].pop_front().map(|w| (w, "first"));
            let Some(((client, since), class)) = first.or_else(|| self.waiting[1].pop_front().map(|w| (w, "second")))
            else {
                break;
            };
            self.record(format!("of the {class}"), self.now - since);
            self.busy[desk] = Some(client);
            self.now += (self.service)(desk, client);
        }
    }
}

fn queues(x: &[f64]) -> f64 {
    let rates: HashMap<usize, f64> = (0..2).map(|desk| (desk, 0.6 + 0.2 * x[desk])).collect();
    let service = |desk: usize, client: u32| rates[&desk] * (1.0 + 0.1 * (f64::from(client) * x[2]).sin());
    let mut office = Office {
        now: 0.0,
        waiting: Default::default(),
        busy: vec![None; 2],
        waited: BTreeMap::new(),
        service: &service,
    };
    for client in 0..9 {
        office.now += 0.23 * x[1] + 0.011 * f64::from(client);
        let now = office.now;
        office.waiting[usize::from(client % 3 != 1)].push_back((client, now));
        if client == 5 {
            office.waiting[0].push_front((client + 10, now * x[0]));
        }
        if client % 2 == 0 {
            office.busy[client as usize / 2 % 2] = None;
        }
        office.serve();
    }
    let average = |(key, (n, sum)): (&String, &(usize, f64))| sum / *n as f64 * key.len() as f64;
    office.waited.iter().map(average).sum::<f64>() + 0.1 * office.now
}

#[derive(Debug)]
enum Mistake {
    Arrow(String),
    Count { want: usize, got: usize },
    Rate(u32, f64),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::Arrow(line) => write!(f, "no arrow in '{line}'"),
            Mistake::Count { want, got } => write!(f, "{got} instead of {want}"),
            Mistake::Rate(line, _) => write!(f, "line {line}"),
        }
    }
}

impl Error for Mistake {}

type Sides = (Vec<(usize, usize)>, Vec<(usize, usize)>);

fn side(text: &str) -> Result<Vec<(usize, usize)>, Box<dyn Error>> {
    let species = text.split('+').map(|term| {
        let term = term.trim();
        let (count, name) = term.split_at(term.find(|c: char| c.is_alphabetic()).ok_or("no name")?);
        let count = if count.is_empty() { 1 } else { count.parse()? };
        let name = ["a", "b", "c"].iter().position(|known| *known == name.trim());
        Ok((count, name.ok_or(Mistake::Count { want: 1, got: 0 })?))
    });
    species.collect()
}

fn reaction(line: &str) -> Result<(Sides, bool), Box<dyn Error>> {
    let (left, right, both) = if let Some((left, right)) = line.split_once("<=>") {
        (left, right, true)
    } else if let Some((left, right)) = line.split_once("=>") {
        (left, right, false)
    } else {
        return Err(Box::new(Mistake::Arrow(line.into())));
    };
    Ok(((side(left)?, side(right)?), both))
}

fn reactions(x: &[f64]) -> f64 {
    let mut amounts = [x[0], x[1], x[2]];
    let mut sum = 0.0;
    for (n, line) in ["a + 2b => c", " c <=> a+b", "a, b", "2 a => d", "b => 2a "].iter().enumerate() {
        let rate = match reaction(line) {
            Ok(((left, _), _)) if left.len() > 2 => Err(Mistake::Rate(n as u32, x[0]).into()),
            Ok(((left, right), both)) => {
                let flux = |side: &[(usize, usize)]| side.iter().map(|&(n, s)| amounts[s].powi(n as i32)).product::<f64>();
                let net = 0.1 * flux(&left) - if both { 0.05 * flux(&right) } else { 0.0 };
                left.iter().for_each(|&(n, s)| amounts[s] -= n as f64 * net);
                right.iter().for_each(|&(n, s)| amounts[s] += n as f64 * net);
                Ok(net)
            }
            Err(mistake) => Err(mistake),
        };
        sum += match rate {
            Ok(net) => net * net,
            Err(mistake) => mistake.to_string().len() as f64 * x[2],
        };
    }
    sum + amounts.iter().sum::<f64>() * amounts[2]
}

/// Halves of words that are numbers in one variant, and addresses in another.
#[derive(Clone)]
enum Slot {
    Empty,
    Boxed(bool, Option<Box<f64>>),
    Number(Option<u32>),
    Value(Option<f64>, [u16; 2]),
    Small((u16, f64), Option<Box<f64>>),
}

impl Slot {
    fn new(i: u16, v: f64) -> Slot {
        let boxed = (i % 2 == 0).then(|| Box::new(v));
        match i % 4 {
            0 => Slot::Boxed(v > 0.8, boxed),
            1 => Slot::Number((i > 3).then_some(u32::from(i))),
            2 => Slot::Value((i % 3 == 0).then_some(v), [i, 7]),
            _ => Slot::Small((i, v), boxed),
        }
    }

    fn worth(&self) -> f64 {
        match self {
            Slot::Empty => 0.1,
            Slot::Boxed(flag, v) => f64::from(*flag) * 1.5 + v.as_deref().copied().unwrap_or(0.7) * 2.5,
            Slot::Number(n) => n.map_or(0.5, f64::from) * 1.5,
            Slot::Value(v, [a, b]) => v.unwrap_or(0.3) * f64::from(*a) + f64::from(*b),
            Slot::Small((n, v), w) => f64::from(*n) * v + w.as_deref().map_or(0.2, |w| w * w),
        }
    }

    fn next(self, x: &[f64]) -> Slot {
        match self {
            Slot::Empty => Slot::new(1, x[2]),
            Slot::Number(_) if self.worth() < 1.0 => Slot::Small((3, self.worth() * x[0]), None),
            Slot::Small((n, v), w) => Slot::Value(w.map(|w| *w).or(Some(v * 0.5)), [n, 2]),
            other => other,
        }
    }
}

fn halves_of_words(x: &[f64]) -> f64 {
    let slots: Vec<Slot> = x.iter().chain(x).chain(x).zip(0..).map(|(v, i)| Slot::new(i, *v)).collect();
    let mut slots = VecDeque::from(slots);
    for _ in 0..5 {
        let slot = slots.pop_front().unwrap();
        slots.push_back(slot.next(x));
    }
    let mut sorted: HashMap<usize, Slot> = HashMap::new();
    for (i, slot) in slots.into_iter().rev().enumerate() {
        if let Some(old) = sorted.insert(i % 6, slot) {
            sorted.insert(i + 40, old);
        }
    }
    let mut slots: Vec<(usize, Slot)> = sorted.into_iter().collect();
    slots.sort_by_key(|(key, _)| *key);
    slots.push((99, Slot::Empty.next(x)));
    slots.iter().cloned().map(|(key, slot)| slot.worth() * (key as f64 + 1.0).sqrt()).sum()
}

/// Indices where other variants have addresses and floats.
enum Cell {
    Number(f64),
    Pair(usize, usize),
    Row(Vec<f64>),
    Free(usize),
}

struct Heap {
    cells: Vec<Cell>,
    free: usize,
}

impl Heap {
    fn add(&mut self, cell: Cell) -> usize {
        if self.free == usize::MAX {
            self.cells.push(cell);
            return self.cells.len() - 1;
        }
        let at = self.free;
        if let Cell::Free(next) = std::mem::replace(&mut self.cells[at], cell) {
            self.free = next;
        }
        at
    }

    fn release(&mut self, at: usize) {
        self.cells[at] = Cell::Free(self.free);
        self.free = at;
    }

    fn value(&self, at: usize) -> f64 {
        match &self.cells[at] {
            Cell::Number(v) => *v,
            Cell::Pair(a, b) => self.value(*a) * 0.5 + self.value(*b).sin(),
            Cell::Row(row) => row.iter().map(|v| v * v).sum(),
            Cell::Free(_) => 0.1,
        }
    }
}

fn free_list(x: &[f64]) -> f64 {
    let mut heap = Heap { cells: Vec::new(), free: usize::MAX };
    let mut root = heap.add(Cell::Number(x[0]));
    let mut sum = 0.0;
    for i in 0..12 {
        let number = heap.add(Cell::Number(x[i % 3] * sum + 0.3));
        let row = heap.add(Cell::Row(vec![x[(i + 1) % 3], sum * 0.1]));
        let pair = heap.add(Cell::Pair(number, if i % 4 == 1 { row } else { root }));
        sum += heap.value(pair) * 0.5;
        if i % 3 == 2 {
            for at in 0..heap.cells.len() {
                if at % 2 == 0 && at != pair && !matches!(heap.cells[at], Cell::Free(_)) {
                    heap.release(at);
                }
            }
            root = heap.add(Cell::Number(sum));
        } else {
            root = pair;
            heap.release(row);
        }
    }
    sum + heap.value(root)
}

cases! {
    free_list: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    queues: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    reactions: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1] =>
        Second Sometimes "E009 at O3: the texts of mistakes come from the program and from the library";
    halves_of_words: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
}
