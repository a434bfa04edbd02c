//! State machines, interpreters, results with errors: variants that share their words, handed from value to value.

use std::collections::BTreeMap;

#[derive(Default)]
enum Cost {
    #[default]
    Nothing,
    Linear(f64),
    Quadratic {
        a: f64,
        b: f64,
    },
    Tiers(Vec<f64>),
}

impl Cost {
    fn of(&self, amount: f64) -> f64 {
        match self {
            Cost::Nothing => 0.0,
            Cost::Linear(k) => k * amount,
            Cost::Quadratic { a, b } => a * amount + b * amount * amount,
            Cost::Tiers(tiers) => tiers.iter().sum::<f64>() * amount,
        }
    }
}

struct Portfolio {
    weights: Vec<f64>,
    cost: Cost,
}

fn moved_into_a_struct(x: &[f64]) -> f64 {
    let weights = [x[0] * 0.2, x[1], x[2]];
    let costs = [
        Cost::Linear(0.1 + x[1]),
        Cost::Quadratic { a: 0.02, b: x[0] * x[0] },
        Cost::Tiers(vec![0.05, x[1] * 0.02]),
        Cost::Nothing,
    ];
    let mut sum = 0.0;
    for cost in costs {
        let portfolio = Portfolio { weights: weights.to_vec(), cost };
        let trades = portfolio.weights.iter().zip(&weights[1..]);
        sum += trades.map(|(a, b)| portfolio.cost.of(a - b)).sum::<f64>();
    }
    sum
}

enum Complaint {
    Line(usize, String),
    Unbalanced { what: String, by: f64 },
}

struct Posting<'a> {
    account: &'a str,
    amount: Option<f64>,
}

const LEDGER: &str = "first\n  bank $\n  cash\nsecond\n  bank $\n  rent";

fn parse<'a>(text: &'a str, x: &[f64]) -> Result<Vec<Vec<Posting<'a>>>, Complaint> {
    let mut all: Vec<Vec<Posting<'a>>> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if !line.starts_with(' ') {
            all.push(Vec::new());
            continue;
        }
        let last = all.last_mut().ok_or(Complaint::Line(n, String::from("orphan")))?;
        let amount = line.contains('$').then(|| x[n % x.len()]);
        last.push(Posting { account: line.trim().trim_end_matches(" $"), amount });
    }
    Ok(all)
}

fn balance(all: &mut [Vec<Posting>]) -> Result<BTreeMap<String, f64>, Complaint> {
    let mut totals = BTreeMap::new();
    for postings in all {
        let sum: f64 = postings.iter().filter_map(|p| p.amount).sum();
        let mut open = postings.iter_mut().filter(|p| p.amount.is_none());
        match (open.next(), open.next()) {
            (Some(posting), None) => posting.amount = Some(-sum),
            _ => return Err(Complaint::Unbalanced { what: postings[0].account.to_string(), by: sum }),
        }
        for posting in postings.iter() {
            *totals.entry(posting.account.to_string()).or_insert(0.0) += posting.amount.unwrap_or(0.0);
        }
    }
    Ok(totals)
}

fn map_or_error(x: &[f64]) -> f64 {
    let texts = [LEDGER, "one\n  bank $", "  orphan"];
    let totals = texts.iter().map(|text| match parse(text, x).and_then(|mut all| balance(&mut all)) {
        Ok(totals) => totals.values().map(|v| v * v).sum(),
        Err(Complaint::Unbalanced { what, by }) => by * what.len() as f64,
        Err(Complaint::Line(n, what)) => x[n] * what.len() as f64,
    });
    totals.sum()
}

#[derive(Default)]
enum Furnace {
    #[default]
    Idle,
    Heating {
        start: f64,
        log: Vec<f64>,
    },
    Holding {
        level: f64,
        left: u32,
        note: String,
    },
    Done(Result<f64, String>),
}

impl Furnace {
    fn step(self, power: f64, gain: f64) -> Furnace {
        match self {
            Furnace::Idle => Furnace::Heating { start: power, log: vec![power] },
            Furnace::Heating { start, mut log } => {
                let next = log.last().copied().unwrap_or(start) * 0.9 + gain * power;
                log.push(next);
                if next > 4.0 {
                    let note = format!("after {} steps", log.len());
                    Furnace::Holding { level: next * start, left: log.len() as u32, note }
                } else {
                    Furnace::Heating { start, log }
                }
            }
            Furnace::Holding { level, left: 0, .. } => Furnace::Done(Ok(level)),
            Furnace::Holding { level, left, note } => {
                Furnace::Holding { level: level * 0.95 + power * note.len() as f64, left: left - 1, note }
            }
            done @ Furnace::Done(_) => done,
        }
    }
}

fn furnace(x: &[f64]) -> f64 {
    let mut state = Furnace::default();
    let mut sum = 0.0;
    for i in 0..12 {
        state = std::mem::take(&mut state).step(x[i % x.len()] * x[0], x[1]);
        sum += match &state {
            Furnace::Heating { start, log } => log.iter().sum::<f64>() * start,
            Furnace::Holding { level, left, .. } => level * f64::from(*left),
            Furnace::Done(Ok(level)) => *level,
            _ => 0.0,
        };
    }
    sum
}

#[derive(Clone)]
enum Value {
    Float(f64),
    Flag(bool),
    Whole(i64),
    List(Vec<Value>),
}

#[derive(Clone, Copy)]
enum Operation {
    Add,
    Times,
}

enum Mistake {
    Types(Operation, Value, Value),
    Length { want: usize, got: usize },
}

enum Expression {
    Literal(Value),
    Binary(Operation, Box<Expression>, Box<Expression>),
    List(usize, Vec<Expression>),
}

impl Value {
    fn number(&self) -> Option<f64> {
        match *self {
            Value::Float(v) => Some(v),
            Value::Whole(v) => Some(v as f64),
            Value::Flag(v) => Some(f64::from(v)),
            Value::List(_) => None,
        }
    }
}

fn evaluate(expression: &Expression) -> Result<Value, Mistake> {
    Ok(match expression {
        Expression::Literal(value) => value.clone(),
        Expression::Binary(operation, a, b) => match (operation, evaluate(a)?, evaluate(b)?) {
            (Operation::Add, Value::Whole(a), Value::Whole(b)) => Value::Whole(a.wrapping_add(b)),
            (Operation::Add, Value::List(mut a), b) => {
                a.push(b);
                Value::List(a)
            }
            (operation, a, b) => match (a.number(), b.number(), operation) {
                (Some(a), Some(b), Operation::Add) => Value::Float(a + b),
                (Some(a), Some(b), Operation::Times) => Value::Float(a * b),
                _ => return Err(Mistake::Types(*operation, a, b)),
            },
        },
        Expression::List(want, of) => {
            let values = of.iter().map(evaluate).collect::<Result<Vec<_>, _>>()?;
            if values.len() != *want {
                return Err(Mistake::Length { want: *want, got: values.len() });
            }
            Value::List(values.to_vec())
        }
    })
}

fn interpreter(x: &[f64]) -> f64 {
    let float = |v: f64| Expression::Literal(Value::Float(v));
    let whole = |v: i64| Expression::Literal(Value::Whole(v));
    let binary = |o, a, b| Expression::Binary(o, Box::new(a), Box::new(b));
    let list = |n| Expression::List(n, vec![float(x[1]), whole(1), float(x[2] * x[0])]);
    let programs = [
        binary(Operation::Times, list(3), whole(1)),
        binary(Operation::Add, list(3), float(x[0])),
        binary(Operation::Times, float(x[0]), binary(Operation::Add, float(x[1]), whole(2))),
        binary(Operation::Add, whole(2), Expression::Literal(Value::Flag(true))),
        list(2),
    ];
    let sum_of = |values: &[Value]| values.iter().filter_map(Value::number).sum::<f64>();
    let results = programs.iter().map(|program| match evaluate(program) {
        Ok(Value::List(values)) => sum_of(&values) * x[2],
        Ok(value) => value.number().map_or(0.1, |v| v * v),
        Err(Mistake::Types(Operation::Times, Value::List(values), other)) => {
            sum_of(&values).exp() * other.number().unwrap_or(x[1])
        }
        Err(Mistake::Types(..)) => x[1],
        Err(Mistake::Length { want, got }) => (want * got) as f64 * x[0],
    });
    results.sum()
}

#[derive(Clone)]
enum Shape {
    Circle(f64),
    Path(Vec<(f64, f64)>),
    Label(String, f64),
}

impl Shape {
    fn area(&self) -> f64 {
        match self {
            Shape::Circle(radius) => radius * radius,
            Shape::Path(points) => points[0].0 * points[1].1,
            Shape::Label(text, size) => text.len() as f64 * size,
        }
    }

    fn scale(self, by: f64) -> Shape {
        match self {
            Shape::Circle(radius) => Shape::Circle(radius * by),
            Shape::Path(points) => Shape::Path(points.into_iter().map(|(a, b)| (a * by, b * by)).collect()),
            label => label,
        }
    }
}

fn cloned_and_scaled(x: &[f64]) -> f64 {
    let shapes =
        [Shape::Circle(x[0]), Shape::Path(vec![(x[2], 0.0), (1.0, x[1])]), Shape::Label("abc".into(), x[1] * x[2])];
    let mut all = Vec::new();
    for shape in shapes {
        all.push(shape.clone());
        all.push(shape.scale(1.5));
    }
    all.iter().map(Shape::area).sum()
}

cases! {
    moved_into_a_struct: [0.7, 1.3, 0.45];
    map_or_error: [0.7, 1.3, 0.45] =>
        Second Sometimes "E009 at O2: the texts of errors come from the program and from the library";
    furnace: [0.7, 1.3, 0.45], [1.9, 1.1, 1.4];
    interpreter: [0.7, 1.3, 0.45];
    cloned_and_scaled: [0.7, 1.3, 0.45];
}
