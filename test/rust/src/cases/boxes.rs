//! `Box`: values on the heap, lists, trees, and recursion over them.

fn boxed_float(x: &[f64]) -> f64 {
    let a = Box::new(x[0] * x[1]);
    *a * *a
}

fn boxed_array(x: &[f64]) -> f64 {
    let mut a = Box::new([x[0], x[1], 2.0]);
    a[1] *= a[0];
    a.iter().product()
}

fn boxed_struct(x: &[f64]) -> f64 {
    struct Spring {
        stiffness: f64,
        steps: u32,
        rest: f64,
    }
    let spring = Box::new(Spring { stiffness: x[0], steps: 4, rest: x[1] });
    (0..spring.steps).map(|i| 0.5 * spring.stiffness * (f64::from(i) - spring.rest).powi(2)).sum()
}

fn moved_between_boxes(x: &[f64]) -> f64 {
    let a = Box::new(x[0]);
    let b = Box::new(*a * x[1]);
    let c = if x[0] > 1.0 { a } else { b };
    *c * x[0]
}

fn box_of_box(x: &[f64]) -> f64 {
    let a = Box::new(Box::new(x[0]));
    **a * x[1]
}

fn boxes_in_vec(x: &[f64]) -> f64 {
    let boxes: Vec<Box<f64>> = x.iter().map(|v| Box::new(v * v)).collect();
    boxes.iter().map(|b| **b).product()
}

fn option_box(x: &[f64]) -> f64 {
    let a = if x[0] > 0.0 { Some(Box::new(x[0] * x[1])) } else { None };
    match a {
        Some(v) => v.sin(),
        None => x[1],
    }
}

fn raw_round_trip(x: &[f64]) -> f64 {
    let pointer = Box::into_raw(Box::new(x[0] * x[0]));
    // SAFETY: it came from a box.
    let back = unsafe { Box::from_raw(pointer) };
    *back * x[1]
}

struct Node {
    value: f64,
    next: Option<Box<Node>>,
}

fn list(x: &[f64]) -> Option<Box<Node>> {
    let mut head = None;
    for v in x.iter().rev() {
        head = Some(Box::new(Node { value: *v, next: head }));
    }
    head
}

fn list_by_loop(x: &[f64]) -> f64 {
    let head = list(x);
    let (mut at, mut total, mut k) = (head.as_ref(), 0.0, 1.0);
    while let Some(node) = at {
        total += k * node.value * node.value;
        k += 1.0;
        at = node.next.as_ref();
    }
    total
}

fn list_by_recursion(x: &[f64]) -> f64 {
    fn sum(at: &Option<Box<Node>>) -> f64 {
        match at {
            Some(node) => node.value * node.value + 0.5 * sum(&node.next),
            None => 0.0,
        }
    }
    sum(&list(x))
}

fn list_reversed(x: &[f64]) -> f64 {
    let (mut at, mut reversed) = (list(x), None);
    while let Some(mut node) = at {
        at = node.next.take();
        node.next = reversed;
        reversed = Some(node);
    }
    let (mut total, mut k) = (0.0, 1.0);
    while let Some(node) = reversed {
        total += k * node.value;
        k *= 2.0;
        reversed = node.next;
    }
    total * x[0]
}

enum Tree {
    Leaf(f64),
    Branch(Box<Tree>, Box<Tree>),
}

impl Tree {
    fn balanced(x: &[f64]) -> Tree {
        match x {
            [v] => Tree::Leaf(*v),
            _ => {
                let (left, right) = x.split_at(x.len() / 2);
                Tree::Branch(Box::new(Tree::balanced(left)), Box::new(Tree::balanced(right)))
            }
        }
    }
    fn value(&self) -> f64 {
        match self {
            Tree::Leaf(v) => v * v,
            Tree::Branch(left, right) => left.value().sin() + right.value(),
        }
    }
}

fn tree(x: &[f64]) -> f64 {
    Tree::balanced(x).value()
}

enum Expression {
    Variable(usize),
    Constant(f64),
    Sum(Box<Expression>, Box<Expression>),
    Product(Box<Expression>, Box<Expression>),
    Sine(Box<Expression>),
}

fn evaluate(e: &Expression, x: &[f64]) -> f64 {
    match e {
        Expression::Variable(i) => x[*i],
        Expression::Constant(c) => *c,
        Expression::Sum(a, b) => evaluate(a, x) + evaluate(b, x),
        Expression::Product(a, b) => evaluate(a, x) * evaluate(b, x),
        Expression::Sine(a) => evaluate(a, x).sin(),
    }
}

fn expression(x: &[f64]) -> f64 {
    use Expression::{Constant, Product, Sine, Sum, Variable};
    let product = Product(Box::new(Variable(0)), Box::new(Sine(Box::new(Variable(1)))));
    evaluate(&Sum(Box::new(product), Box::new(Constant(2.0))), x)
}

#[derive(Default)]
struct Search {
    root: Option<Box<SearchNode>>,
}
struct SearchNode {
    key: f64,
    weight: f64,
    left: Option<Box<SearchNode>>,
    right: Option<Box<SearchNode>>,
}

impl Search {
    fn insert(&mut self, key: f64, weight: f64) {
        let mut at = &mut self.root;
        while let Some(node) = at {
            at = if key < node.key { &mut node.left } else { &mut node.right };
        }
        *at = Some(Box::new(SearchNode { key, weight, left: None, right: None }));
    }
}

fn search_tree(x: &[f64]) -> f64 {
    let mut tree = Search::default();
    for (i, v) in x.iter().enumerate() {
        tree.insert(*v, v * (i + 1) as f64);
    }
    let (mut stack, mut total) = (vec![&tree.root], 0.0);
    while let Some(at) = stack.pop() {
        if let Some(node) = at {
            total = 0.5 * total + node.weight * node.key;
            stack.push(&node.left);
            stack.push(&node.right);
        }
    }
    total
}

fn arena_tree(x: &[f64]) -> f64 {
    struct Entry {
        value: f64,
        parent: Option<usize>,
    }
    let entries: Vec<Entry> =
        x.iter().enumerate().map(|(i, v)| Entry { value: *v, parent: i.checked_sub(1).map(|p| p / 2) }).collect();
    let mut sums: Vec<f64> = entries.iter().map(|e| e.value * e.value).collect();
    for i in (0..entries.len()).rev() {
        if let Some(parent) = entries[i].parent {
            let child = sums[i];
            sums[parent] += child * entries[parent].value;
        }
    }
    sums[0]
}

cases! {
    boxed_float: [0.5, 1.5];
    boxed_array: [0.5, 1.5];
    boxed_struct: [0.5, 1.5];
    moved_between_boxes: [0.5, 1.5], [2.0, 0.75];
    box_of_box: [0.5, 1.5];
    boxes_in_vec: [0.5, 1.5, 2.0];
    option_box: [0.5, 1.5], [-0.5, 1.5];
    raw_round_trip: [0.5, 1.5];
    list_by_loop: [0.5, 1.5, 2.0];
    list_by_recursion: [0.5, 1.5, 2.0];
    list_reversed: [0.5, 1.5, 2.0];
    tree: [0.5, 1.5, 2.0, 1.0, 0.25];
    search_tree: [0.5, 1.5, 0.25, 1.0];
    expression: [0.5, 1.5];
    arena_tree: [0.5, 1.5, 0.25, 1.0, 2.0];
}
