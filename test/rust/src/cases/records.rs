//! Arrays of floats beside smaller fields of the same struct: an index into the one says nothing of the other.

/// A cell of a grid, with what is known of it.
#[derive(Clone, Copy)]
enum Rule {
    Keep,
    Grow(u8),
    Add(f32),
}

#[derive(Clone, Copy)]
struct Cell {
    rule: Rule,
    coefficients: [f64; 6],
    history: [f32; 3],
    id: u16,
}

struct Grid {
    cells: Vec<Cell>,
    step: u32,
}

impl Grid {
    fn advance(&mut self, x: &[f64]) {
        let n = self.cells.len();
        for i in 0..n {
            let mut cell = self.cells[i];
            let next = self.cells[(i + 1) % n];
            for k in 0..6 {
                let from = next.coefficients[(k + usize::from(cell.id)) % 6];
                cell.coefficients[k] = 0.7 * cell.coefficients[k] + 0.3 * from * x[k % 3];
            }
            match cell.rule {
                Rule::Keep => {}
                Rule::Grow(at) => cell.coefficients[usize::from(at) % 6] *= 1.1,
                Rule::Add(number) => {
                    cell.coefficients[1] += f64::from(number);
                    cell.rule = Rule::Keep;
                }
            }
            self.cells[i] = cell;
        }
        self.step += 1;
    }
}

fn grid(x: &[f64]) -> f64 {
    let cell = |i: u16| Cell {
        rule: match i % 3 {
            0 => Rule::Keep,
            1 => Rule::Grow(i as u8),
            _ => Rule::Add(0.5),
        },
        coefficients: [x[usize::from(i) % 3]; 6],
        history: [1.0, 2.0, f32::from(i)],
        id: i,
    };
    let mut grid = Grid { cells: (0..5).map(cell).collect(), step: 0 };
    for _ in 0..4 {
        grid.advance(x);
    }
    let weight = |cell: &Cell, k: usize| k as f64 + f64::from(cell.history[k % 3]);
    let value = |cell: &Cell| {
        cell.coefficients.iter().enumerate().map(|(k, v)| v * weight(cell, k)).sum::<f64>()
    };
    grid.cells.iter().map(value).sum::<f64>() + f64::from(grid.step)
}

#[derive(Clone, Default)]
struct Layer {
    weights: [[f64; 4]; 4],
    biases: [f64; 4],
    activation: u8,
    slope: f32,
    uses: u32,
}

struct Network {
    layers: [Layer; 3],
    calls: u32,
    scale: f32,
}

impl Network {
    fn run(&mut self, mut v: [f64; 4]) -> [f64; 4] {
        for layer in self.layers.iter_mut() {
            let mut out = layer.biases;
            for i in 0..4 {
                for j in 0..4 {
                    out[i] += layer.weights[i][j] * v[j];
                }
                out[i] = match layer.activation {
                    0 => out[i].tanh(),
                    1 => out[i] / (1.0 + out[i] * out[i]),
                    _ => out[i] * f64::from(layer.slope),
                };
            }
            layer.uses += 1;
            v = out;
        }
        self.calls += 1;
        v
    }
}

fn layers(x: &[f64]) -> f64 {
    let mut network = Network { layers: Default::default(), calls: 0, scale: 0.5 };
    for (k, layer) in network.layers.iter_mut().enumerate() {
        layer.activation = k as u8;
        layer.slope = 0.25;
        for i in 0..4 {
            layer.biases[i] = 0.1 * x[(i + k) % 3];
            for j in 0..4 {
                layer.weights[i][j] = x[(i * 4 + j + k) % 3] * ((i + j) as f64).cos();
            }
        }
    }
    let mut sum = 0.0;
    for t in 0..3 {
        let out = network.run([x[0], x[1], x[2], t as f64 * x[0]]);
        sum += out[t] * out[3] * f64::from(network.scale);
    }
    sum + f64::from(network.calls)
}

/// A matrix that is taken apart in place, and the order of its rows.
#[derive(Clone, Copy)]
struct Factors {
    rows: [[f64; 3]; 3],
    pivots: [u8; 3],
    sign: i8,
    tolerance: f32,
}

fn factorise(mut of: Factors) -> Factors {
    for k in 0..3 {
        let mut pivot = k;
        for i in k + 1..3 {
            if of.rows[i][k].abs() > of.rows[pivot][k].abs() {
                pivot = i;
            }
        }
        of.pivots[k] = pivot as u8;
        if pivot != k {
            of.rows.swap(pivot, k);
            of.sign = -of.sign;
        }
        for i in k + 1..3 {
            let m = of.rows[i][k] / of.rows[k][k];
            of.rows[i][k] = m;
            for j in k + 1..3 {
                of.rows[i][j] -= m * of.rows[k][j];
            }
        }
    }
    of
}

fn solve(of: &Factors, mut b: [f64; 3]) -> [f64; 3] {
    for k in 0..3 {
        b.swap(k, usize::from(of.pivots[k]));
    }
    for i in 0..3 {
        for j in 0..i {
            b[i] -= of.rows[i][j] * b[j];
        }
    }
    for i in (0..3).rev() {
        for j in i + 1..3 {
            b[i] -= of.rows[i][j] * b[j];
        }
        if of.rows[i][i].abs() > f64::from(of.tolerance) {
            b[i] /= of.rows[i][i];
        }
    }
    b
}

fn factors(x: &[f64]) -> f64 {
    let rows = [[x[0], x[1], 0.3], [x[2] * 2.0, x[0] + 1.4, x[1]], [1.0, x[2], x[0] * x[1]]];
    let of = factorise(Factors { rows, pivots: [0; 3], sign: 1, tolerance: 1e-9 });
    let changed: Vec<Factors> = (0..3)
        .map(|i| {
            let mut other = of;
            other.rows[i][i] += 0.1 * x[i];
            other
        })
        .collect();
    let determinant = f64::from(of.sign) * of.rows[0][0] * of.rows[1][1] * of.rows[2][2];
    let value = |of: &Factors| {
        let b = solve(of, [x[1], x[2], 1.0]);
        b[0] * b[1] + b[2]
    };
    determinant + changed.iter().map(value).sum::<f64>()
}

/// Large arrays that are copied whole.
#[derive(Clone, Copy)]
struct Table {
    entries: [[f64; 12]; 12],
    tag: u32,
    singles: [f32; 3],
    more: Option<f64>,
}

fn transposed(of: Table) -> Table {
    let mut result = of;
    for i in 0..12 {
        for j in 0..12 {
            result.entries[i][j] = of.entries[j][i] * 0.9;
        }
    }
    result.more = of.more.map(|v| v * v);
    Table { tag: of.tag + 1, ..result }
}

fn tables(x: &[f64]) -> f64 {
    let entry = |i: usize, j: usize| x[(i * 5 + j) % 3] * ((i + 2 * j) as f64 * 0.3).cos();
    let entries = std::array::from_fn(|i| std::array::from_fn(|j| entry(i, j)));
    let first = Table { entries, tag: 3, singles: [0.5; 3], more: Some(x[1]) };
    let all = [first, transposed(first), transposed(transposed(first))];
    let mut sum = 0.0;
    for k in 0..6 {
        let one = if k % 2 == 0 { all[k % 3] } else { transposed(all[k % 3]) };
        let along: f64 = (0..12).map(|i| one.entries[i][k] * f64::from(one.tag)).sum();
        sum += along * 0.1 + one.more.unwrap_or(0.0) * f64::from(one.singles[k % 3]);
    }
    sum
}

cases! {
    factors: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    grid: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    layers: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
    tables: [0.7, 1.3, 0.45], [1.9, 0.35, 1.1];
}
