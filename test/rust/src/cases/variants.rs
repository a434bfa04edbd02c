//! Enums of which one variant has floats and another owns a text, in every container.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, LinkedList, VecDeque};
use std::rc::Rc;

#[derive(Clone, Debug)]
enum Item {
    Number(f64),
    Text(String),
    Point { x: f64, y: f64 },
}

use Item::{Number, Point, Text};

impl Item {
    fn number(&self) -> f64 {
        match self {
            Number(v) => *v,
            Text(s) => s.len() as f64,
            Point { x, y } => x * y,
        }
    }
}

fn items(x: &[f64]) -> Vec<Item> {
    vec![
        Number(x[0]),
        Text("ab".into()),
        Point { x: x[1], y: x[2] },
        Number(x[1] * x[1]),
        Text("c".to_string()),
        Point { x: x[2], y: 2.0 },
    ]
}

/// Each has a weight by its place.
fn weighed<'a>(items: impl IntoIterator<Item = &'a Item>) -> f64 {
    items.into_iter().enumerate().map(|(i, item)| item.number() * (i as f64 + 1.0)).sum()
}

fn cloned(x: &[f64]) -> f64 {
    let all = items(x);
    let copy = all.clone();
    drop(all);
    weighed(&copy)
}

fn extended(x: &[f64]) -> f64 {
    let mut all = items(x);
    let copy = all.clone();
    all.extend_from_slice(&copy[1..4]);
    all.extend(copy);
    weighed(&all)
}

fn sorted(x: &[f64]) -> f64 {
    let (mut all, mut others) = (items(x), items(x));
    all.sort_by(|a, b| b.number().total_cmp(&a.number()));
    others.sort_unstable_by(|a, b| b.number().total_cmp(&a.number()));
    weighed(&all) * weighed(&others)
}

fn moved_in_a_vector(x: &[f64]) -> f64 {
    let mut all = items(x);
    let one = all.remove(2);
    all.insert(0, one);
    let last = all.swap_remove(1);
    all.push(last);
    all.rotate_left(2);
    all.reverse();
    weighed(&all)
}

fn drained(x: &[f64]) -> f64 {
    let mut all = items(x);
    all.retain(|item| !matches!(item, Text(_)));
    let some: Vec<Item> = all.drain(1..3).collect();
    all.extend(some);
    all.truncate(3);
    weighed(&all)
}

fn in_a_deque(x: &[f64]) -> f64 {
    let mut all: VecDeque<Item> = items(x).into();
    all.rotate_right(2);
    let first = all.pop_front().unwrap();
    all.push_back(first);
    all.push_front(Number(x[0]));
    all.make_contiguous();
    all.insert(3, Text("zz".into()));
    weighed(&all)
}

fn in_a_list(x: &[f64]) -> f64 {
    let mut all: LinkedList<Item> = items(x).into_iter().collect();
    let mut rest = all.split_off(2);
    rest.append(&mut all);
    weighed(&rest)
}

fn by_number(x: &[f64]) -> f64 {
    let all: HashMap<usize, Item> = items(x).into_iter().enumerate().collect();
    let mut copy = all.clone();
    copy.insert(1, Number(x[1]));
    (0..6).map(|i| copy[&i].number() * (i + 1) as f64).sum()
}

fn by_name(x: &[f64]) -> f64 {
    let name = |i: usize| format!("k{i}");
    let all: HashMap<String, Item> =
        items(x).into_iter().enumerate().map(|(i, item)| (name(i), item)).collect();
    (0..6).map(|i| all[&name(i)].number() * (i + 1) as f64).sum()
}

fn in_a_tree(x: &[f64]) -> f64 {
    let mut tree = BTreeMap::new();
    for (i, item) in items(x).into_iter().chain(items(x)).chain(items(x)).enumerate() {
        tree.insert(i * 7 % 18, item);
    }
    tree.remove(&3);
    weighed(tree.clone().values())
}

fn collected_in_a_tree(x: &[f64]) -> f64 {
    let tree: BTreeMap<usize, Item> = items(x).into_iter().enumerate().collect();
    let named = BTreeMap::from([("a".to_string(), Number(x[0])), (format!("b{}", 1), Number(x[1]))]);
    weighed(tree.values()) * weighed(named.values())
}

fn appended_trees(x: &[f64]) -> f64 {
    let (mut even, mut odd) = (BTreeMap::new(), BTreeMap::new());
    for (i, item) in items(x).into_iter().enumerate() {
        if i % 2 == 0 { even.insert(i, item) } else { odd.insert(i, item) };
    }
    even.append(&mut odd);
    let all: Vec<Item> = even.into_values().collect();
    weighed(&all)
}

fn tree_of_vectors(x: &[f64]) -> f64 {
    let tree: BTreeMap<u8, Vec<f64>> =
        x.iter().enumerate().map(|(i, v)| (5 - i as u8, vec![*v; i + 1])).collect();
    tree.values().flatten().map(|v| v * v).sum()
}

fn tree_of_options(x: &[f64]) -> f64 {
    let tree: BTreeMap<u8, Option<f64>> =
        x.iter().enumerate().map(|(i, v)| (i as u8, (i != 1).then_some(*v))).collect();
    tree.values().flatten().map(|v| v * v).sum()
}

fn set_of_pairs(x: &[f64]) -> f64 {
    #[derive(PartialEq, PartialOrd)]
    struct Key(f64, String);
    impl Eq for Key {}
    impl Ord for Key {
        fn cmp(&self, other: &Key) -> Ordering {
            self.partial_cmp(other).unwrap()
        }
    }
    let set: BTreeSet<Key> =
        x.iter().enumerate().map(|(i, v)| Key(v * v, format!("{i}"))).collect();
    set.iter().enumerate().map(|(i, key)| key.0 * (i + 1) as f64).sum()
}

fn in_a_heap(x: &[f64]) -> f64 {
    struct ByNumber(Item);
    impl PartialEq for ByNumber {
        fn eq(&self, other: &ByNumber) -> bool {
            self.0.number() == other.0.number()
        }
    }
    impl Eq for ByNumber {}
    impl PartialOrd for ByNumber {
        fn partial_cmp(&self, other: &ByNumber) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for ByNumber {
        fn cmp(&self, other: &ByNumber) -> Ordering {
            self.0.number().total_cmp(&other.0.number())
        }
    }
    let mut heap: BinaryHeap<ByNumber> = items(x).into_iter().map(ByNumber).collect();
    let largest = heap.pop().unwrap();
    heap.push(ByNumber(Number(largest.0.number() * 0.1)));
    let all = heap.into_sorted_vec();
    all.iter().enumerate().map(|(i, item)| item.0.number() * (i + 1) as f64).sum()
}

fn in_shared_cells(x: &[f64]) -> f64 {
    let all: Vec<Rc<RefCell<Item>>> =
        items(x).into_iter().map(|item| Rc::new(RefCell::new(item))).collect();
    let same = all.clone();
    *same[1].borrow_mut() = Number(x[0] * 2.0);
    same[0].swap(&same[2]);
    let old = all[3].replace(Text("long".into()));
    let sum: f64 =
        all.iter().enumerate().map(|(i, cell)| cell.borrow().number() * (i + 1) as f64).sum();
    sum + old.number()
}

fn made_mutable(x: &[f64]) -> f64 {
    let mut all: Rc<Vec<Item>> = Rc::new(items(x));
    let same = all.clone();
    Rc::make_mut(&mut all)[0] = Text("xx".into());
    weighed(&*all) * weighed(&*same)
}

fn in_options(x: &[f64]) -> f64 {
    let mut all: Vec<Option<Item>> = items(x).into_iter().map(Some).collect();
    let taken = all[2].take();
    all[1].replace(Number(x[0]));
    all.swap(0, 3);
    let copy = all.clone();
    let sum: f64 = copy.iter().flatten().map(|item| item.number()).sum();
    sum * taken.map_or(1.0, |item| item.number())
}

fn partitioned(x: &[f64]) -> f64 {
    let (numbers, others): (Vec<Item>, Vec<Item>) =
        items(x).into_iter().partition(|item| matches!(item, Number(_)));
    let pairs: Vec<(Item, Item)> = numbers.into_iter().zip(others).collect();
    let (left, right): (Vec<Item>, Vec<Item>) = pairs.into_iter().unzip();
    weighed(&left) * weighed(&right)
}

fn in_an_array(x: &[f64]) -> f64 {
    let all: [Item; 3] = std::array::from_fn(|i| match i {
        1 => Text("a".into()),
        _ => Point { x: x[i], y: x[0] },
    });
    let copy: Vec<Item> = all.clone().into_iter().rev().collect();
    let boxed: Box<[Item]> = copy.into_boxed_slice();
    weighed(&all) + weighed(boxed.iter())
}

/// A value of a format of data: it holds itself.
#[derive(Clone, PartialEq)]
enum Value {
    Nothing,
    Number(f64),
    Integer(i64),
    Text(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
    Tagged(u8, Box<Value>),
    Pair(f64, i64),
}

impl Value {
    fn number(&self) -> Option<f64> {
        Some(match self {
            Value::Nothing => return None,
            Value::Number(v) => *v,
            Value::Integer(i) => *i as f64,
            Value::Text(s) => s.parse().ok()?,
            Value::List(all) => {
                let mut sum = 0.0;
                for value in all {
                    sum += value.number()?;
                }
                sum
            }
            Value::Map(m) => m
                .iter()
                .filter_map(|(key, value)| value.number().map(|n| n * key.len() as f64))
                .sum(),
            Value::Tagged(n @ 1..=3, value) => value.number()? * *n as f64,
            Value::Tagged(_, value) => -value.number()?,
            Value::Pair(a, b) => a * *b as f64,
        })
    }
}

fn recursive(x: &[f64]) -> f64 {
    let mut map = BTreeMap::new();
    map.insert("alpha".to_string(), Value::Number(x[0]));
    let list = vec![
        Value::Integer(3),
        Value::Number(x[1] * x[2]),
        Value::Text("1.5e1".into()),
        Value::Pair(x[1], -2),
    ];
    map.insert("b".to_string(), Value::List(list));
    map.insert("nil".to_string(), Value::List(vec![Value::Number(x[1]), Value::Nothing]));
    let tagged = Value::Tagged(2, Box::new(Value::Tagged(7, Box::new(Value::Number(x[2])))));
    map.insert("t".to_string(), tagged);
    let b = map["b"].clone();
    let all = [Value::Map(map.clone()), Value::Tagged(0, Box::new(b)), Value::Integer(3)];
    Value::List(all.to_vec()).number().unwrap_or(-1.0)
}

cases! {
    cloned: [0.7, 1.3, 0.45];
    extended: [0.7, 1.3, 0.45];
    sorted: [0.7, 1.3, 0.45];
    moved_in_a_vector: [0.7, 1.3, 0.45];
    drained: [0.7, 1.3, 0.45];
    in_a_deque: [0.7, 1.3, 0.45];
    in_a_list: [0.7, 1.3, 0.45];
    by_number: [0.7, 1.3, 0.45];
    by_name: [0.7, 1.3, 0.45];
    in_a_tree: [0.7, 1.3, 0.45];
    collected_in_a_tree: [0.7, 1.3, 0.45];
    appended_trees: [0.7, 1.3, 0.45];
    tree_of_vectors: [0.7, 1.3, 0.45];
    tree_of_options: [0.7, 1.3, 0.45];
    set_of_pairs: [0.7, 1.3, 0.45];
    in_a_heap: [0.7, 1.3, 0.45];
    in_shared_cells: [0.7, 1.3, 0.45];
    made_mutable: [0.7, 1.3, 0.45];
    in_options: [0.7, 1.3, 0.45];
    partitioned: [0.7, 1.3, 0.45];
    in_an_array: [0.7, 1.3, 0.45];
    recursive: [0.7, 1.3, 0.45] => Second E011 "an integer in the place of a float";
}
