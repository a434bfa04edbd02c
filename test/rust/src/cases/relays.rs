//! Enums of all widths that are made by a function, and handed from container to container by value.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::rc::Rc;

/// A text that the library makes, in the place of addresses of the round before.
enum Parcel {
    Note(String),
    Boxes(Box<f64>, Box<f64>, Box<f64>),
}

fn notes_beside_boxes(x: &[f64]) -> f64 {
    let make = |i: usize, v: f64| match i % 5 {
        3 => Parcel::Note(format!("k{}", i % 4)),
        _ => Parcel::Boxes(Box::new(0.5), Box::new(v), Box::new(v * v)),
    };
    let parcels: Vec<Parcel> = x.iter().chain(x).zip(0..).map(|(v, i)| make(i, *v)).collect();
    let weight = |parcel: &Parcel| match parcel {
        Parcel::Note(text) => text.len() as f64,
        Parcel::Boxes(a, b, c) => **a * **b + **c,
    };
    parcels.iter().map(weight).sum()
}

/// Two numbers in a word that elsewhere is an address.
#[derive(Clone)]
enum Ticket {
    Void,
    Name(String),
    Shared(Rc<f64>),
    Counted(Option<u32>, Option<Box<f64>>),
}

impl Ticket {
    fn new(i: u32, v: f64) -> Ticket {
        match i % 3 {
            0 => Ticket::Name("ab".repeat(i as usize)),
            1 => Ticket::Shared(Rc::new(v * v)),
            _ => Ticket::Counted((i > 3).then_some(i), (i % 2 == 0).then(|| Box::new(v))),
        }
    }

    fn price(&self) -> f64 {
        match self {
            Ticket::Void => 0.1,
            Ticket::Name(name) => name.len() as f64,
            Ticket::Shared(v) => **v,
            Ticket::Counted(n, v) => n.map_or(0.5, f64::from) + v.as_deref().copied().unwrap_or(0.7),
        }
    }
}

fn numbers_or_addresses(x: &[f64]) -> f64 {
    let tickets: Vec<Ticket> = (0..11).map(|i| Ticket::new(i, x[i as usize % x.len()])).collect();
    let mut tickets: Vec<Ticket> = tickets.into_iter().rev().map(Box::new).map(|ticket| *ticket).collect();
    let old = std::mem::replace(&mut tickets[2], Ticket::Void);
    tickets.push(old.clone());
    tickets.push(old);
    tickets.iter().enumerate().map(|(k, ticket)| ticket.price() * (k as f64 + 1.0)).sum()
}

/// Words of two, three or more fields, which elsewhere are a float or an address.
enum Label {
    Short([u16; 2]),
    Weight(f64),
    Long(u64),
    Sign(char, u32),
    Row(Vec<f64>, [u16; 2]),
}

impl Label {
    fn new(i: u32, v: f64) -> Label {
        match i % 5 {
            0 => Label::Short([i as u16, 7]),
            1 => Label::Weight(v),
            2 => Label::Long(u64::from(i) * 3),
            3 => Label::Sign('b', i + 1),
            _ => Label::Row(vec![v, 2.0 * v], [i as u16, 7]),
        }
    }

    fn next(self, x: &[f64]) -> Label {
        match self {
            Label::Weight(v) if v * x[1] < 1.0 => Label::Sign('b', 3),
            Label::Long(n) if n > 20 => Label::Short([2, 7]),
            Label::Sign(c, n) => Label::Weight(x[0] * f64::from(u32::from(c)) * 0.01 + f64::from(n)),
            other => other,
        }
    }

    fn size(&self) -> f64 {
        match self {
            Label::Short(n) => f64::from(n[0]) + f64::from(n[1]),
            Label::Weight(v) => v * v,
            Label::Long(n) => *n as f64,
            Label::Sign(c, n) => f64::from(u32::from(*c)) + f64::from(*n),
            Label::Row(v, n) => v[0] * v[1] + f64::from(n[0]),
        }
    }
}

fn labels_in_pieces(x: &[f64]) -> f64 {
    let labels: Vec<Label> = x.iter().chain(x).chain(x).zip(0u32..).map(|(v, i)| Label::new(i, *v)).collect();
    let sum: f64 = labels.iter().map(Label::size).sum();
    let mut queue: VecDeque<Label> = labels.into();
    for _ in 0..5 {
        let first = queue.pop_front().unwrap();
        queue.push_back(first.next(x));
    }
    queue.iter().enumerate().map(|(k, label)| label.size() * (k as f64 + 1.0)).sum::<f64>() + sum
}

/// A number over the first half of a word, of which the other is padding.
enum Mark {
    Seen(bool, Rc<f64>),
    Kept(bool),
    Both(f64, Rc<f64>),
    Named(char, Vec<f64>),
    Number(u32),
}

impl Mark {
    fn new(i: u32, v: f64) -> Mark {
        match i % 5 {
            0 => Mark::Seen(i > 4, Rc::new(v * v)),
            1 => Mark::Kept(i > 4),
            2 => Mark::Both(v, Rc::new(v * v)),
            3 => Mark::Named('b', vec![v, 2.0 * v]),
            _ => Mark::Number(i + 1),
        }
    }

    fn value(&self) -> f64 {
        match self {
            Mark::Seen(seen, v) => f64::from(u8::from(*seen)) + **v,
            Mark::Kept(kept) => f64::from(u8::from(*kept)),
            Mark::Both(a, b) => a * **b,
            Mark::Named(c, v) => f64::from(u32::from(*c)) * v[1],
            Mark::Number(n) => f64::from(*n),
        }
    }
}

fn numbers_over_padding(x: &[f64]) -> f64 {
    let mut marks: Vec<Mark> = (0..11).map(|i| Mark::new(i, x[i as usize % x.len()])).collect();
    marks.swap(1, 4);
    marks.rotate_left(2);
    let mut table: BTreeMap<usize, Mark> = marks.into_iter().enumerate().map(|(i, mark)| (i * 5 % 11, mark)).collect();
    if let Some(mark) = table.remove(&3) {
        table.insert(20, mark);
    }
    table.into_values().enumerate().map(|(k, mark)| mark.value() * (k as f64 + 1.0)).sum()
}

/// Numbers that are known to be small in one variant, boxes in the other.
#[derive(Clone)]
enum Bundle {
    Plain(f64),
    Named(u32, String, Vec<f64>),
    Empty,
    Boxed(Box<f64>, Option<u32>, Option<Box<f64>>),
}

impl Bundle {
    fn new(i: usize, v: f64) -> Bundle {
        match i % 5 {
            0 => Bundle::Plain(v),
            1 => Bundle::Named(5, String::new(), vec![v, v]),
            2 => Bundle::Empty,
            _ => {
                let number = (v < 0.3).then_some(usize::from(i % 2 == 0) as u32);
                Bundle::Boxed(Box::new(v), number, (i % 2 == 0).then(|| Box::new(v)))
            }
        }
    }

    fn worth(&self, v: f64) -> f64 {
        match self {
            Bundle::Plain(_) => 0.5,
            Bundle::Named(n, _, row) => f64::from(n % 5) * v + row[1],
            Bundle::Empty => v,
            Bundle::Boxed(a, n, b) => **a * v + n.map_or(2.0, f64::from) + b.as_deref().copied().unwrap_or(v),
        }
    }

    fn turned(self, v: f64, i: usize) -> Bundle {
        match self {
            Bundle::Named(n, text, row) => {
                let by = 1.5 * v;
                if by > -0.5 {
                    Bundle::Named(n, text, row)
                } else {
                    let number = (v <= by).then_some(i as u32);
                    Bundle::Boxed(Box::new(by), number, (i % 2 == 0).then(|| Box::new(v + v)))
                }
            }
            Bundle::Boxed(..) => Bundle::Plain(v),
            other => other,
        }
    }

    fn merged(self, other: Bundle) -> Bundle {
        match (self, other) {
            (Bundle::Empty, other) => other,
            (one, _) => one,
        }
    }
}

fn merged_bundles(x: &[f64]) -> f64 {
    let largest = || x.iter().max_by(|a, b| a.abs().total_cmp(&b.abs())).copied().unwrap_or(0.5);
    let mut first = vec![];
    for i in 0..5 {
        first.push(Bundle::new(i, largest()));
    }
    let bundle = Bundle::new(1, x[0]).turned(x[2], 5);
    let second: Vec<Bundle> = (0..8).map(|i| Bundle::new(i, x[1])).collect();
    let second: Vec<Bundle> = second
        .into_iter()
        .enumerate()
        .map(|(i, one)| if i == 1 { bundle.clone().merged(one) } else { one.turned(x[2], i) })
        .collect();
    let worth = |bundles: &[Bundle]| -> f64 {
        bundles.iter().enumerate().map(|(k, one)| one.worth(x[2]) * (k as f64 + 1.0)).sum()
    };
    worth(&first) + worth(&second[..2])
}

/// An address of a static, one of the heap, or a number that counts.
fn rows_or_errors(x: &[f64]) -> f64 {
    const KNOWN: &[f64] = &[0.25, 0.75];
    struct Row {
        values: Result<Cow<'static, [f64]>, usize>,
        scale: f64,
    }
    let make = |i: usize| Row {
        values: match i % 4 {
            3 => Err(i),
            n if n % 2 == 0 => Ok(Cow::Owned(vec![x[i % 3], x[1]])),
            _ => Ok(Cow::Borrowed(KNOWN)),
        },
        scale: x[i % 3],
    };
    let rows: Vec<Row> = (0..5).map(make).collect();
    let sum = |row: &Row| match &row.values {
        Ok(values) => values.iter().sum::<f64>() * row.scale,
        Err(n) => *n as f64 * 0.1 * row.scale,
    };
    rows.iter().map(sum).sum()
}

/// Of an aligned address no mask keeps the lowest bits.
enum Slot {
    Numbers(u32, u32, (u16, f64)),
    Number(Option<u32>),
    Row(Box<f64>, Vec<f64>),
    Text(String),
}

impl Slot {
    fn new(i: usize, v: f64) -> Slot {
        match i % 4 {
            0 => Slot::Numbers(i as u32, 2, (3, v)),
            1 => Slot::Number((i % 3 == 0).then_some(1)),
            2 => Slot::Row(Box::new(v), vec![0.5, v]),
            _ => Slot::Text(String::new()),
        }
    }

    fn value(&self) -> f64 {
        match self {
            Slot::Numbers(a, b, (c, v)) => f64::from(a + b) + f64::from(*c) * v,
            Slot::Number(n) => n.map_or(1.5, f64::from),
            Slot::Row(v, row) => **v * row[1],
            Slot::Text(text) => text.len() as f64 + 1.5,
        }
    }
}

fn slots_in_a_chain(x: &[f64]) -> f64 {
    let mut slots: Vec<Slot> = x.iter().chain(x).zip(0..).map(|(v, i)| Slot::new(i, *v)).collect();
    let (p, q) = (Slot::new(1, 0.5), Slot::new(2, x[0]));
    slots = [p, q].into_iter().chain(slots.drain(..).skip(1)).take(12).collect();
    slots.iter().enumerate().map(|(k, slot)| slot.value() * (k as f64 + 1.0)).sum()
}

/// Bytes, texts and numbers in the place of a row's address, of which every piece goes its own way.
enum Tag {
    Name(u8, &'static str),
    Flag(u8, bool),
    Text(&'static str),
    Sign(char, u64),
    Row(u8, bool, Vec<f64>),
}

impl Tag {
    fn new(i: u32, v: f64) -> Tag {
        match i % 5 {
            0 => Tag::Name(i as u8, "abc"),
            1 => Tag::Flag(i as u8, v > 0.8),
            2 => Tag::Text("abc"),
            3 => Tag::Sign('b', u64::from(i) * 3),
            _ => Tag::Row(i as u8, v > 0.8, vec![v, 2.0 * v]),
        }
    }

    fn next(self, x: &[f64]) -> Tag {
        match self {
            Tag::Flag(n, flag) if f64::from(u8::from(flag)) * x[1] > 1.1 => Tag::Flag(n, flag),
            Tag::Flag(..) => Tag::Text("abc"),
            Tag::Row(n, flag, row) if f64::from(n) * x[1] > 1.1 => Tag::Row(n, flag, row),
            Tag::Row(..) => Tag::Name(2, "abc"),
            other => other,
        }
    }

    fn value(&self) -> f64 {
        match self {
            Tag::Name(n, name) => f64::from(*n) + name.len() as f64,
            Tag::Flag(n, flag) => f64::from(*n) + f64::from(u8::from(*flag)),
            Tag::Text(text) => text.len() as f64,
            Tag::Sign(c, n) => f64::from(u32::from(*c)) + *n as f64,
            Tag::Row(n, flag, row) => f64::from(*n) + f64::from(u8::from(*flag)) + row[0] * row[1],
        }
    }
}

fn tags_beside_rows(x: &[f64]) -> f64 {
    let mut tags = vec![];
    for i in 0..11u32 {
        tags.push(Tag::new(i, x[i as usize % x.len()]));
    }
    let mut tags: VecDeque<Tag> = tags.into();
    for _ in 0..5 {
        let first = tags.pop_front().unwrap();
        tags.push_back(first.next(x));
    }
    let tags: Vec<Tag> = Vec::from(tags).into_iter().map(Box::new).map(|tag| *tag).collect();
    tags.iter().enumerate().map(|(k, tag)| tag.value() * (k as f64 + 1.0)).sum()
}

/// A float beside a number or a byte, in the nodes of a tree.
enum Share {
    Counted(f64, u32),
    Marked(f64, bool),
}

fn shares_in_a_tree(x: &[f64]) -> f64 {
    let mut shares = vec![];
    for i in 0..11u32 {
        let v = x[i as usize % x.len()];
        shares.push(if i % 2 == 0 { Share::Counted(v * v, i + 1) } else { Share::Marked(v, v > 0.8) });
    }
    let tree: BTreeMap<usize, Share> = shares.into_iter().enumerate().map(|(i, one)| (i * 5 % 11, one)).collect();
    let shares: Vec<Share> = tree.into_values().collect();
    let value = |share: &Share| match share {
        Share::Counted(v, n) => v * f64::from(*n),
        Share::Marked(v, marked) => v * v + f64::from(u8::from(*marked)),
    };
    shares.iter().enumerate().map(|(k, share)| value(share) * (k as f64 + 1.0)).sum()
}

/// A table, with the keys of its hashes, in the place of a float and of an address.
enum Rate {
    Fixed(f64),
    ByName(HashMap<String, f64>),
    Half(Box<Rate>),
}

impl Rate {
    fn at(&self, name: &str) -> f64 {
        match self {
            Rate::Fixed(rate) => *rate,
            Rate::ByName(rates) => rates.get(name).copied().unwrap_or(1.0),
            Rate::Half(rate) => rate.at(name) * 0.5,
        }
    }
}

fn rates_by_name(x: &[f64]) -> f64 {
    let named: HashMap<String, f64> = [("a".to_string(), 2.5 * x[2]), ("b".to_string(), 0.4)].into_iter().collect();
    let rates = [Rate::Fixed(x[0]), Rate::ByName(named), Rate::Half(Box::new(Rate::Fixed(x[1])))];
    rates.iter().map(|rate| rate.at("a") * rate.at("b")).sum()
}

cases! {
    notes_beside_boxes: [0.7, 1.3, 0.45];
    numbers_or_addresses: [0.7, 1.3, 0.45];
    labels_in_pieces: [0.7, 1.3, 0.45];
    numbers_over_padding: [0.7, 1.3, 0.45];
    merged_bundles: [0.7, 1.3, 0.45];
    rows_or_errors: [0.7, 1.3, 0.45];
    slots_in_a_chain: [0.7, 1.3, 0.45];
    rates_by_name: [0.7, 1.3, 0.45];
    tags_beside_rows: [0.7, 1.3, 0.45];
    shares_in_a_tree: [0.7, 1.3, 0.45];
}
