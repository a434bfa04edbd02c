//! Recursive readers and interpreters: where a value has a float or an address, a fault has a byte, a letter or a flag.

/// A tree of numbers, read from a text.
enum Tree {
    Leaf(f64),
    Node(Vec<Tree>),
}

fn read(text: &[u8], at: &mut usize, x: &[f64]) -> Result<Tree, u8> {
    let c = *text.get(*at).ok_or(0)?;
    *at += 1;
    match c {
        b'a'..=b'c' => Ok(Tree::Leaf(x[usize::from(c - b'a')])),
        b'(' => {
            let mut trees = vec![];
            while text.get(*at) != Some(&b')') {
                trees.push(read(text, at, x)?);
            }
            *at += 1;
            Ok(Tree::Node(trees))
        }
        c => Err(c),
    }
}

fn sum(tree: &Tree) -> f64 {
    match tree {
        Tree::Leaf(v) => *v,
        Tree::Node(trees) => trees.iter().map(sum).sum::<f64>() * 0.9,
    }
}

fn trees(x: &[f64]) -> f64 {
    let texts = ["(ab(ca)b)", "c", "(a(b", "(a!)", "((a)(b)(cc))"];
    let value = |text: &&str| match read(text.as_bytes(), &mut 0, x) {
        Ok(tree) => sum(&tree).sin() + sum(&tree),
        Err(c) => x[2] * f64::from(c) * 0.01,
    };
    texts.iter().map(value).sum()
}

enum Value {
    Number(f64),
    List(Vec<Value>),
}

/// Lists in lists, unpacked again: a fault is a letter.
fn unpacked(depth: u8, x: &[f64]) -> Result<Value, char> {
    match depth {
        0 => Ok(Value::Number(x[0])),
        1 => Ok(Value::List(vec![Value::Number(x[1]), unpacked(0, x)?])),
        2 => Ok(Value::List(vec![unpacked(1, x)?, Value::Number(x[2]), unpacked(0, x)?])),
        _ => match unpacked(depth - 2, x)? {
            Value::List(mut values) if depth % 4 == 3 => Ok(values.pop().unwrap()),
            Value::List(mut values) => Ok(values.remove(0)),
            Value::Number(v) if v > 1.0 => Ok(Value::Number(v * x[2])),
            Value::Number(_) => Err('n'),
        },
    }
}

fn lists(x: &[f64]) -> f64 {
    let value = |depth: u8| match unpacked(depth, x) {
        Ok(Value::Number(v)) => v * v,
        Ok(Value::List(values)) => 0.1 * values.len() as f64 * x[1],
        Err(c) => x[2] * f64::from(u32::from(c)) * 0.01,
    };
    (0..8).map(value).sum()
}

/// What a formula is worth: a number, a flag, or a text that a number beside it has no place for.
enum Worth {
    Number(f64),
    Flag(bool),
    Text(Box<str>),
}

enum Formula {
    Number(f64),
    Text(&'static str),
    Minus(Box<Formula>),
    Longer(Box<Formula>, Box<Formula>),
}

fn worth(of: &Formula) -> Option<Worth> {
    Some(match of {
        Formula::Number(v) => Worth::Number(*v),
        Formula::Text(text) => Worth::Text((*text).into()),
        Formula::Minus(of) => match worth(of)? {
            Worth::Number(v) => Worth::Number(-v.sin()),
            Worth::Flag(flag) => Worth::Flag(!flag),
            Worth::Text(text) => Worth::Text((text.to_string() + "-").into()),
        },
        Formula::Longer(a, b) => match (worth(a)?, worth(b)?) {
            (Worth::Number(a), Worth::Number(b)) => Worth::Flag(a > b),
            (Worth::Text(a), Worth::Text(b)) => Worth::Flag(a.len() > b.len()),
            (Worth::Text(text), Worth::Number(v)) => Worth::Number(v * text.len() as f64),
            _ => return None,
        },
    })
}

fn formulas(x: &[f64]) -> f64 {
    use Formula::{Longer, Minus, Number, Text};
    let minus = |of| Minus(Box::new(of));
    let longer = |a, b| Longer(Box::new(a), Box::new(b));
    let all = [
        minus(Number(x[0])),
        minus(Text("abc")),
        longer(Number(x[1]), minus(Number(x[2]))),
        longer(minus(minus(Text("ab"))), Number(x[1] * x[2])),
        minus(longer(Text("a"), minus(Text("")))),
        longer(Number(x[0]), Text("a")),
    ];
    let value = |of: &Formula| match worth(of) {
        Some(Worth::Number(v)) => v,
        Some(Worth::Flag(flag)) => f64::from(u8::from(flag)) * x[1],
        Some(Worth::Text(text)) => text.len() as f64 * x[2],
        None => x[0] * x[2],
    };
    all.iter().map(value).sum()
}

cases! {
    trees: [0.7, 1.3, 0.45];
    lists: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    formulas: [0.7, 1.3, 0.45];
}
