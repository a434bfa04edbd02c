//! Structs, tuples, enums, `Option` and `Result`.

use std::ops::{Add, AddAssign, Index, IndexMut, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Vector {
    x: f64,
    y: f64,
    z: f64,
}

impl Vector {
    fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }
    fn cross(self, other: Self) -> Self {
        Self {
            x: self.y * other.z - self.z * other.y,
            y: self.z * other.x - self.x * other.z,
            z: self.x * other.y - self.y * other.x,
        }
    }
    fn norm(&self) -> f64 {
        self.dot(*self).sqrt()
    }
}
impl Add for Vector {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self { x: self.x + o.x, y: self.y + o.y, z: self.z + o.z }
    }
}
impl Sub for Vector {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self { x: self.x - o.x, y: self.y - o.y, z: self.z - o.z }
    }
}
impl Mul<f64> for Vector {
    type Output = Self;
    fn mul(self, s: f64) -> Self {
        Self { x: self.x * s, y: self.y * s, z: self.z * s }
    }
}
impl Neg for Vector {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}
impl AddAssign for Vector {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

fn operators(x: &[f64]) -> f64 {
    let a = Vector { x: x[0], y: x[1], z: x[2] };
    let b = Vector { x: x[2], y: 1.0, z: x[0] };
    let mut c = a.cross(b) + a * 2.0 - -b;
    c += a;
    c.dot(b) + c.norm()
}

fn array_of_structs(x: &[f64]) -> f64 {
    let points: Vec<Vector> = x.chunks(3).map(|c| Vector { x: c[0], y: c[1], z: c[2] }).collect();
    let mut centre = Vector::default();
    for p in &points {
        centre += *p * (1.0 / points.len() as f64);
    }
    points.iter().map(|p| (*p - centre).norm()).sum()
}

fn update_syntax(x: &[f64]) -> f64 {
    let a = Vector { x: x[0], ..Default::default() };
    let b = Vector { y: x[1], ..a };
    a.dot(b) + b.norm()
}

fn copies(x: &[f64]) -> f64 {
    let a = Vector { x: x[0], y: x[1], z: x[2] };
    let mut b = a;
    b.x *= b.y;
    let c = b;
    a.dot(c) + c.cross(a).y
}

#[derive(Clone, Debug)]
struct Material {
    name: &'static str,
    density: f64,
    layers: u32,
    porous: bool,
    stiffness: [f64; 2],
}

fn mixed_fields(x: &[f64]) -> f64 {
    let steel = Material {
        name: "steel",
        density: x[0],
        layers: 3,
        porous: x[0] > 100.0,
        stiffness: [x[1], x[2] * x[0]],
    };
    let other = Material { density: steel.density * 0.5, ..steel.clone() };
    let weight = steel.density * f64::from(steel.layers) + steel.name.len() as f64;
    if other.porous {
        weight
    } else {
        weight * other.stiffness[0] + other.stiffness[1] * other.density
    }
}

fn struct_by_reference(x: &[f64]) -> f64 {
    struct Model {
        weights: [f64; 2],
        bias: f64,
    }
    impl Model {
        fn predict(&self, v: f64) -> f64 {
            (self.weights[0] * v + self.weights[1] * v * v + self.bias).tanh()
        }
        fn shift(&mut self, by: f64) -> &mut Self {
            self.bias += by;
            self
        }
    }
    let mut model = Model { weights: [x[0], x[1]], bias: x[2] };
    model.shift(x[0]).shift(0.5);
    [0.1, 0.5, -0.4].iter().map(|v| model.predict(*v)).sum()
}

fn tuples(x: &[f64]) -> f64 {
    fn polar((a, b): (f64, f64)) -> (f64, f64) {
        (a.hypot(b), b.atan2(a))
    }
    let (r, phi) = polar((x[0], x[1]));
    r * phi + r
}

fn tuple_with_integer(x: &[f64]) -> f64 {
    fn split(v: f64) -> (i32, f64) {
        (v as i32, v - v.trunc())
    }
    let (whole, part) = split(x[0]);
    f64::from(whole) * part * part
}

fn nested_tuples(x: &[f64]) -> f64 {
    let pairs = [((x[0], 1_u8), x[1]), ((x[1], 2), x[0] * x[1])];
    pairs.iter().map(|((a, n), b)| a * f64::from(*n) * b).sum()
}

fn min_and_max(x: &[f64]) -> f64 {
    let (low, high) = x.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(*v), h.max(*v)));
    high * high - low
}

#[derive(Clone, Copy)]
enum Shape {
    Circle(f64),
    Rectangle { width: f64, height: f64 },
    Square(f64),
    Empty,
}

impl Shape {
    fn area(&self) -> f64 {
        match *self {
            Shape::Circle(r) => std::f64::consts::PI * r * r,
            Shape::Rectangle { width, height } => width * height,
            Shape::Square(side) => side * side,
            Shape::Empty => 0.0,
        }
    }
}

fn enum_area(x: &[f64]) -> f64 {
    let shape = if x[0] > 1.0 { Shape::Circle(x[0]) } else { Shape::Rectangle { width: x[0], height: x[1] } };
    shape.area()
}

fn enum_array(x: &[f64]) -> f64 {
    let shapes = [
        Shape::Circle(x[0]),
        Shape::Empty,
        Shape::Rectangle { width: x[0], height: x[1] },
        Shape::Square(x[1]),
    ];
    shapes.iter().map(Shape::area).sum()
}

fn enum_vec(x: &[f64]) -> f64 {
    let shapes: Vec<Shape> = x
        .iter()
        .enumerate()
        .map(|(i, v)| match i % 3 {
            0 => Shape::Circle(*v),
            1 => Shape::Rectangle { width: *v, height: v.sin() },
            _ => Shape::Square(*v),
        })
        .collect();
    shapes.iter().map(Shape::area).sum()
}

fn option_arithmetic(x: &[f64]) -> f64 {
    fn root(v: f64) -> Option<f64> {
        if v > 0.0 {
            Some(v.sqrt())
        } else {
            None
        }
    }
    root(x[0]).map(|r| r * x[1]).or(root(x[1])).unwrap_or(x[0])
}

fn option_chain(x: &[f64]) -> f64 {
    x.first().copied().filter(|v| *v > 0.0).and_then(|v| x.get(1).map(|w| v * w)).map_or(x[0], f64::sin)
}

fn option_state(x: &[f64]) -> f64 {
    let mut best: Option<f64> = None;
    for v in x {
        let score = v.sin() * v;
        if best.is_none_or(|b| score > b) {
            best = Some(score);
        }
    }
    best.unwrap()
}

fn option_take_replace(x: &[f64]) -> f64 {
    let mut slot = Some(x[0]);
    let taken = slot.take().unwrap_or(0.0);
    let old = slot.replace(x[1] * taken).unwrap_or(1.0);
    let inserted = *slot.get_or_insert(7.0);
    taken * inserted + old
}

fn result_chain(x: &[f64]) -> f64 {
    fn log(v: f64) -> Result<f64, &'static str> {
        if v > 0.0 {
            Ok(v.ln())
        } else {
            Err("not positive")
        }
    }
    match log(x[0]).and_then(|l| log(x[1]).map(|m| l * m)) {
        Ok(v) => v,
        Err(text) => x[0] * text.len() as f64,
    }
}

fn result_with_float_error(x: &[f64]) -> f64 {
    fn step(v: f64) -> Result<f64, f64> {
        if v < 1.0 {
            Ok(v * v)
        } else {
            Err(v.sqrt())
        }
    }
    match step(x[0]) {
        Ok(v) => v * 3.0,
        Err(v) => v * x[0],
    }
}

fn state_machine(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    enum State {
        Rising { speed: f64 },
        Falling { speed: f64, since: u32 },
        Resting,
    }
    let (mut height, mut state) = (0.0, State::Rising { speed: x[0] });
    for step in 0..30 {
        state = match state {
            State::Rising { speed } if speed < 0.1 => State::Falling { speed: 0.0, since: step },
            State::Rising { speed } => {
                height += speed;
                State::Rising { speed: speed - x[1] }
            }
            State::Falling { speed, since } if step - since < 4 => {
                height -= speed;
                State::Falling { speed: speed + x[1], since }
            }
            State::Falling { .. } | State::Resting => State::Resting,
        };
    }
    height
}

#[derive(Clone)]
struct Matrix<const R: usize, const C: usize>([[f64; C]; R]);

impl<const R: usize, const C: usize> Index<(usize, usize)> for Matrix<R, C> {
    type Output = f64;
    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.0[i][j]
    }
}
impl<const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<R, C> {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut f64 {
        &mut self.0[i][j]
    }
}
impl<const R: usize, const K: usize, const C: usize> Mul<&Matrix<K, C>> for &Matrix<R, K> {
    type Output = Matrix<R, C>;
    fn mul(self, other: &Matrix<K, C>) -> Matrix<R, C> {
        let mut product = Matrix([[0.0; C]; R]);
        for i in 0..R {
            for j in 0..C {
                for k in 0..K {
                    product[(i, j)] += self[(i, k)] * other[(k, j)];
                }
            }
        }
        product
    }
}

fn index_operators(x: &[f64]) -> f64 {
    let a = Matrix([[x[0], x[1], 1.0], [x[1], 0.5, x[0]]]);
    let b = Matrix([[x[1], 2.0], [x[0], x[1]], [0.25, x[0]]]);
    let c = &a * &b;
    let d = &c * &c.clone();
    d[(0, 0)] * d[(1, 1)] - d[(0, 1)]
}

fn nested_structs(x: &[f64]) -> f64 {
    struct Body {
        at: Vector,
        mass: f64,
    }
    struct System {
        bodies: [Body; 2],
        g: f64,
    }
    let system = System {
        bodies: [
            Body { at: Vector { x: x[0], y: 0.0, z: 0.0 }, mass: x[1] },
            Body { at: Vector { x: 1.0, y: x[2], z: 2.0 }, mass: 2.0 },
        ],
        g: 6.7,
    };
    let [a, b] = &system.bodies;
    -system.g * a.mass * b.mass / (a.at - b.at).norm()
}

fn reference_in_struct(x: &[f64]) -> f64 {
    struct View<'a> {
        data: &'a [f64],
        scale: f64,
    }
    let view = View { data: x, scale: x[0] };
    view.data.iter().map(|v| v * v * view.scale).sum()
}

fn large_struct_returned(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    struct Moments {
        n: usize,
        mean: f64,
        m2: f64,
        low: f64,
        high: f64,
        tag: Option<u32>,
    }
    fn pushed(m: Moments, v: f64) -> Moments {
        let n = m.n + 1;
        let delta = v - m.mean;
        let mean = m.mean + delta / n as f64;
        let m2 = m.m2 + delta * (v - mean);
        Moments { n, mean, m2, low: m.low.min(v), high: m.high.max(v), tag: m.tag.or(Some(n as u32)) }
    }
    let empty = Moments { n: 0, mean: 0.0, m2: 0.0, low: f64::MAX, high: f64::MIN, tag: None };
    let m = x.iter().fold(empty, |m, v| pushed(m, *v));
    m.m2 / m.n as f64 + m.mean * (m.high - m.low) + f64::from(m.tag.unwrap_or(0))
}

cases! {
    operators: [0.5, 1.5, -0.75];
    array_of_structs: [0.5, 1.5, -0.75, 1.0, 2.0, 3.0, -1.0, 0.25, 0.1];
    update_syntax: [0.5, 1.5];
    copies: [0.5, 1.5, -0.75];
    mixed_fields: [0.5, 1.5, -0.75], [200.0, 1.5, 1.0];
    struct_by_reference: [0.5, 1.5, -0.75];
    tuples: [0.5, 1.5];
    tuple_with_integer: [3.4], [-2.6];
    nested_tuples: [0.5, 1.5];
    min_and_max: [0.5, 1.5, -0.75];
    enum_area: [0.5, 1.5], [2.0, 1.0];
    enum_array: [0.5, 1.5];
    enum_vec: [0.5, 1.5, 0.75, 1.0];
    option_arithmetic: [0.5, 1.5], [-0.5, 1.5], [-0.5, -1.5];
    option_chain: [0.5, 1.5], [0.5], [-0.5, 1.5];
    option_state: [0.5, 1.5, 0.75], [2.0, 1.5, 0.75];
    option_take_replace: [0.5, 1.5];
    result_chain: [0.5, 1.5], [-0.5, 1.5];
    result_with_float_error: [0.5], [2.5];
    state_machine: [2.05, 0.3];
    index_operators: [0.5, 1.5];
    nested_structs: [0.5, 1.5, 0.25];
    reference_in_struct: [0.5, 1.5, 0.25];
    large_struct_returned: [0.5, 1.5, 0.25];
}
