//! `dyn`: boxed closures, trait objects, tables of function pointers.

use std::collections::HashMap;

trait Potential {
    fn energy(&self, r: f64) -> f64;
    fn twice(&self, r: f64) -> f64 {
        2.0 * self.energy(r)
    }
}
struct Harmonic(f64);
struct LennardJones {
    epsilon: f64,
    sigma: f64,
}
impl Potential for Harmonic {
    fn energy(&self, r: f64) -> f64 {
        0.5 * self.0 * r * r
    }
}
impl Potential for LennardJones {
    fn energy(&self, r: f64) -> f64 {
        let s6 = (self.sigma / r).powi(6);
        4.0 * self.epsilon * (s6 * s6 - s6)
    }
    fn twice(&self, r: f64) -> f64 {
        self.energy(r) + self.energy(r)
    }
}

fn trait_object(x: &[f64]) -> f64 {
    let p: &dyn Potential = if x[0] > 1.0 { &Harmonic(2.0) } else { &LennardJones { epsilon: 1.0, sigma: 0.5 } };
    p.energy(x[0]) * x[1]
}

fn trait_object_with_active_fields(x: &[f64]) -> f64 {
    let harmonic = Harmonic(x[0]);
    let lj = LennardJones { epsilon: x[1], sigma: 0.5 * x[0] };
    let all: [&dyn Potential; 2] = [&harmonic, &lj];
    all.iter().map(|p| p.twice(0.75)).sum()
}

fn boxed_trait_objects(x: &[f64]) -> f64 {
    let all: Vec<Box<dyn Potential>> =
        vec![Box::new(Harmonic(x[0])), Box::new(LennardJones { epsilon: x[1], sigma: 0.5 })];
    all.iter().map(|p| p.energy(x[1])).sum()
}

fn one_boxed_closure(x: &[f64]) -> f64 {
    let f: Box<dyn Fn(f64) -> f64> = Box::new(|v| v * v);
    f(x[0]) * x[1]
}

fn boxed_closures(x: &[f64]) -> f64 {
    let scale = x[1];
    let layers: Vec<Box<dyn Fn(f64) -> f64>> =
        vec![Box::new(|v: f64| v.sin()), Box::new(move |v| v * scale), Box::new(f64::tanh)];
    layers.iter().fold(x[0], |v, layer| layer(v))
}

fn dyn_parameter(x: &[f64]) -> f64 {
    fn integrate(f: &dyn Fn(f64) -> f64, a: f64, b: f64) -> f64 {
        let n = 16;
        let h = (b - a) / f64::from(n);
        (0..n).map(|i| f(a + (f64::from(i) + 0.5) * h) * h).sum()
    }
    integrate(&|t| (t * x[0]).sin(), 0.0, x[1]) + integrate(&|t| t * t, 0.0, x[0])
}

fn dyn_fn_mut(x: &[f64]) -> f64 {
    fn visit(x: &[f64], f: &mut dyn FnMut(f64)) {
        x.iter().for_each(|v| f(*v));
    }
    let mut total = 0.0;
    visit(x, &mut |v| total += v * v);
    total
}

fn function_pointer(x: &[f64]) -> f64 {
    let f: fn(f64) -> f64 = if x[0] > 1.0 { f64::sin } else { f64::exp };
    f(x[0]) * x[1]
}

fn function_table(x: &[f64]) -> f64 {
    fn square(v: f64) -> f64 {
        v * v
    }
    fn logistic(v: f64) -> f64 {
        1.0 / (1.0 + (-v).exp())
    }
    static TABLE: [fn(f64) -> f64; 3] = [square, logistic, f64::sqrt];
    x.iter().enumerate().map(|(i, v)| TABLE[i % TABLE.len()](*v)).sum()
}

fn function_pointer_parameter(x: &[f64]) -> f64 {
    #[inline(never)]
    fn apply(f: fn(f64, f64) -> f64, x: &[f64]) -> f64 {
        x.iter().fold(1.0, |acc, v| f(acc, *v))
    }
    apply(f64::hypot, x) + apply(|a, b| a * b, x)
}

fn dyn_iterator(x: &[f64]) -> f64 {
    let values: Box<dyn Iterator<Item = &f64>> =
        if x[0] > 0.0 { Box::new(x.iter()) } else { Box::new(x.iter().rev()) };
    values.fold(0.0, |acc, v| 0.5 * acc + v * v)
}

fn any_downcast(x: &[f64]) -> f64 {
    use std::any::Any;
    let value: Box<dyn Any> = Box::new(x[0] * x[1]);
    value.downcast_ref::<f64>().map_or(0.0, |v| v * v)
}

fn visitor(x: &[f64]) -> f64 {
    trait Visitor {
        fn visit(&mut self, v: f64);
        fn result(&self) -> f64;
    }
    #[derive(Default)]
    struct Mean {
        sum: f64,
        n: u32,
    }
    impl Visitor for Mean {
        fn visit(&mut self, v: f64) {
            self.sum += v;
            self.n += 1;
        }
        fn result(&self) -> f64 {
            self.sum / f64::from(self.n)
        }
    }
    struct Product(f64);
    impl Visitor for Product {
        fn visit(&mut self, v: f64) {
            self.0 *= v;
        }
        fn result(&self) -> f64 {
            self.0
        }
    }
    let mut visitors: [Box<dyn Visitor>; 2] = [Box::new(Mean::default()), Box::new(Product(1.0))];
    for v in x {
        for visitor in &mut visitors {
            visitor.visit(*v);
        }
    }
    visitors.iter().map(|v| v.result()).product()
}

/// Where one kind of object has a float the other has a pointer.
fn either_of_two_boxes(x: &[f64]) -> f64 {
    trait Weights {
        fn weight(&self, a: f64) -> f64;
        fn twice(&self, a: f64) -> f64 {
            self.weight(a) + self.weight(a * a)
        }
    }
    struct Pair {
        scale: f64,
        weights: [f64; 2],
    }
    struct List {
        scale: f64,
        weights: Vec<f64>,
    }
    impl Weights for Pair {
        fn weight(&self, a: f64) -> f64 {
            self.scale * a * self.weights[1]
        }
    }
    impl Weights for List {
        fn weight(&self, a: f64) -> f64 {
            self.scale * a * self.weights[1]
        }
    }
    let weights: Box<dyn Weights> = if x[0] < 0.0 {
        Box::new(Pair { scale: 0.5, weights: [0.75, x[0]] })
    } else {
        Box::new(List { scale: 0.25, weights: vec![0.5, x[1]] })
    };
    weights.twice(x[1])
}

/// One captures a float, the other a slice: where the float is, there is no address on its path.
fn either_of_two_closures(x: &[f64]) -> f64 {
    let first = x[0];
    let scale = {
        let f: Box<dyn Fn(f64, u8, u64, u16) -> f64 + '_> = if first > 0.5 {
            Box::new(move |_, _, _, _| first)
        } else {
            Box::new(move |a, _, _, _| a.max(x[1]))
        };
        f(first.tanh().exp_m1(), 1, 2, 3)
    };
    let squares = vec![scale, 0.5, first * scale, 0.25];
    squares.iter().map(|v| v * v).sum()
}

/// One has nothing to do with the derivative, and grows; its destructor is called by pointer.
trait Component {
    fn step(&mut self, dt: f64) -> f64;
}

struct Spring(f64);
struct Logger(Vec<String>);
struct Weights(Vec<f64>);

impl Component for Spring {
    fn step(&mut self, dt: f64) -> f64 {
        self.0 -= dt * self.0 * self.0;
        self.0
    }
}

impl Component for Logger {
    fn step(&mut self, dt: f64) -> f64 {
        self.0.push(format!("{dt}"));
        0.0
    }
}

impl Component for Weights {
    fn step(&mut self, dt: f64) -> f64 {
        self.0.push(0.5);
        self.0.iter().map(|w| w * dt * dt).sum()
    }
}

fn grows_behind_a_trait_object(x: &[f64]) -> f64 {
    let mut world: Vec<Box<dyn Component>> = vec![Box::new(Spring(x[0])), Box::new(Logger(vec![]))];
    world.iter_mut().map(|c| c.step(0.1)).sum()
}

fn drops_weights_behind_a_trait_object(x: &[f64]) -> f64 {
    let mut world: Vec<Box<dyn Component>> = vec![Box::new(Weights(vec![0.3, 0.7])), Box::new(Spring(x[0]))];
    (0..3).map(|_| world.iter_mut().fold(x[1], |v, c| c.step(v))).sum()
}

type Field = Box<dyn Fn(f64) -> f64>;

fn wave(centre: f64) -> Field {
    Box::new(move |p| (p - centre).sin())
}

fn slope(height: f64) -> Field {
    Box::new(move |p| p - height)
}

fn blend(a: Field, b: Field, k: f64) -> Field {
    Box::new(move |p| ((-k * a(p)).exp() + (-k * b(p)).exp()).ln() / k)
}

/// What the closures call, only the closures that they hold show.
fn closures_in_closures(x: &[f64]) -> f64 {
    let scene = (0..4).fold(slope(x[0]), |s, i| blend(s, wave(x[1] * i as f64), 3.0 + i as f64));
    let mut p = 0.2;
    for _ in 0..5 {
        p += scene(p) * 0.1;
    }
    p + scene(p)
}

/// A part of a chain can be replaced; the end of it drops what it is given.
trait Stage {
    fn value(&self, v: f64) -> f64;
    fn replace(&mut self, depth: usize, with: Box<dyn Stage>) -> Option<Box<dyn Stage>>;
}

struct Last(f64);
struct Before(Box<dyn Stage>, f64);

impl Stage for Last {
    fn value(&self, v: f64) -> f64 {
        self.0 * v
    }

    fn replace(&mut self, _: usize, _: Box<dyn Stage>) -> Option<Box<dyn Stage>> {
        None
    }
}

impl Stage for Before {
    fn value(&self, v: f64) -> f64 {
        (self.0.value(v) * self.1).sin()
    }

    fn replace(&mut self, depth: usize, with: Box<dyn Stage>) -> Option<Box<dyn Stage>> {
        match depth {
            0 => Some(std::mem::replace(&mut self.0, with)),
            _ => self.0.replace(depth - 1, with),
        }
    }
}

fn replaces_a_stage(x: &[f64]) -> f64 {
    let mut all: Box<dyn Stage> =
        (0..5).fold(Box::new(Last(x[0])), |rest, i| Box::new(Before(rest, x[i % x.len()])));
    let mut s = 0.1;
    for i in 0..7 {
        s = 0.7 * s + all.value(s);
        if let Some(old) = all.replace(i % 4, Box::new(Last(s))) {
            s += 0.2 * old.value(s);
        }
    }
    s
}

/// A closure that calls another is never called with what the other is made of.
fn factories_in_a_table(x: &[f64]) -> f64 {
    type Boxed = Box<dyn Fn(f64) -> f64>;
    let factories: Vec<fn(f64, f64) -> Boxed> = vec![
        |a, _| Box::new(move |t| a * t),
        |a, b| {
            let inner: Boxed = Box::new(move |t| t * a);
            Box::new(move |t| (inner(t) + b).sin())
        },
    ];
    let mut made: Vec<Boxed> = Vec::new();
    for i in 0..2 * x.len() {
        made.push(factories[i % 2](x[i % x.len()], x[(i + 1) % x.len()]));
    }
    made.iter().rev().fold(1.0, |v, f| f(v))
}

/// What a method returns is its value's, or a table's.
trait Source {
    fn data(&self) -> &[f64];
}

struct Own(Vec<f64>);
struct Table;

static TABLE: [f64; 3] = [1.0, 4.0, 2.0];

impl Source for Own {
    fn data(&self) -> &[f64] {
        &self.0
    }
}

impl Source for Table {
    fn data(&self) -> &[f64] {
        &TABLE
    }
}

fn data_of_a_value_or_a_table(x: &[f64]) -> f64 {
    let all: Vec<Box<dyn Source>> = vec![Box::new(Own(x.to_vec())), Box::new(Table)];
    let largest = all.iter().max_by(|a, b| a.data()[1].total_cmp(&b.data()[1])).unwrap();
    largest.data()[0] * x[0] + all.iter().map(|a| a.data()[2]).sum::<f64>()
}

/// Layers that are found by their names: some own theirs, of others it is a constant.
trait NamedLayer {
    fn name(&self) -> &str;
    fn forward(&mut self, values: &[f64]) -> Vec<f64>;
}

struct DenseLayer {
    name: String,
    weights: Vec<f64>,
}

impl NamedLayer for DenseLayer {
    fn name(&self) -> &str {
        &self.name
    }
    fn forward(&mut self, values: &[f64]) -> Vec<f64> {
        values.iter().zip(&self.weights).map(|(v, w)| v * w).collect()
    }
}

struct NormLayer {
    calls: usize,
}

impl NamedLayer for NormLayer {
    fn name(&self) -> &str {
        "norm"
    }
    fn forward(&mut self, values: &[f64]) -> Vec<f64> {
        self.calls += 1;
        let sum = values.iter().map(|v| v * v).sum::<f64>() + self.calls as f64;
        values.iter().map(|v| v / sum).collect()
    }
}

struct ResidualLayer {
    inner: Box<dyn NamedLayer>,
    gain: f64,
}

impl NamedLayer for ResidualLayer {
    fn name(&self) -> &str {
        self.inner.name()
    }
    fn forward(&mut self, values: &[f64]) -> Vec<f64> {
        let inner = self.inner.forward(values);
        inner.iter().zip(values).map(|(a, b)| b + self.gain * a).collect()
    }
}

fn named_layers(x: &[f64]) -> f64 {
    let mut layers: HashMap<String, Box<dyn NamedLayer>> = HashMap::new();
    let dense =
        |k: f64| DenseLayer { name: format!("dense{k}"), weights: x.iter().map(|v| v * k).collect() };
    layers.insert("in".into(), Box::new(dense(0.7)));
    layers.insert("norm".into(), Box::new(NormLayer { calls: 0 }));
    layers.insert("res".into(), Box::new(ResidualLayer { inner: Box::new(dense(0.3)), gain: x[2] }));
    let mut values = x.to_vec();
    let mut sum = 0.0;
    for key in "in norm missing res".split_whitespace() {
        if let Some(layer) = layers.get_mut(key) {
            values = layer.forward(&values);
            sum += layer.name().len() as f64 * values[0];
        } else {
            sum += values[1];
        }
    }
    sum + values.iter().map(|v| v * v).sum::<f64>()
}

cases! {
    data_of_a_value_or_a_table: [0.7, 1.3, 0.45], [0.7, 5.3, 0.45];
    factories_in_a_table: [0.7, 1.3, 0.4];
    replaces_a_stage: [0.7, 1.1];
    closures_in_closures: [0.4, 0.3];
    grows_behind_a_trait_object: [0.5, 1.5];
    drops_weights_behind_a_trait_object: [0.5, 0.7];
    trait_object: [2.0, 1.5], [0.75, 1.5];
    trait_object_with_active_fields: [2.0, 1.5];
    one_boxed_closure: [2.0, 0.75];
    dyn_parameter: [2.0, 0.75];
    dyn_fn_mut: [2.0, 0.75];
    function_pointer: [2.0, 0.75], [0.5, 0.75];
    function_table: [2.0, 0.75, 0.5, 1.0];
    function_pointer_parameter: [2.0, 0.75];
    any_downcast: [2.0, 0.75];
    visitor: [2.0, 0.75, 1.0];
    dyn_iterator: [2.0, 0.75, 1.0], [-2.0, 0.75, 1.0];
    boxed_trait_objects: [2.0, 0.75];
    boxed_closures: [2.0, 0.75];
    either_of_two_boxes: [0.7, -0.2], [-1.1, 0.9];
    either_of_two_closures: [0.7, -0.2], [-1.1, 0.9], [-1.1, -0.95];
    named_layers: [0.5, 1.5, 2.0] =>
        Second Sometimes "E008 at O2: the texts of the names come from the program and from the library";
}
