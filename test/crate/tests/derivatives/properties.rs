//! Laws that hold for every function, at random points.

use enzyme::Workspace;

const POINTS: usize = 20;

/// Numbers between -1 and 1, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    fn vector(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.next()).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[track_caller]
fn assert_near(a: f64, b: f64) {
    assert!(
        (a - b).abs() <= 1e-10 * a.abs().max(b.abs()).max(1.0),
        "{a} is not {b}"
    );
}

#[track_caller]
fn assert_all_near(a: &[f64], b: &[f64]) {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).for_each(|(a, b)| assert_near(*a, *b));
}

/// Four inputs, three outputs; branches, loops, scratch memory on the heap.
fn model(x: &[f64], y: &mut [f64]) {
    let mut state = x.to_vec();
    for round in 0..3 {
        for i in 0..state.len() {
            let next = state[(i + 1) % state.len()];
            state[i] = if next > 0.0 {
                (state[i] * next).sin()
            } else {
                state[i].cos() - 0.5 * next
            };
        }
        y[round] = state.iter().sum::<f64>() * x[round];
    }
}

/// Three inputs, two outputs.
fn outer(y: &[f64], z: &mut [f64]) {
    z[0] = (y[0] * y[1]).tanh() + y[2];
    z[1] = (1.0 + y[2] * y[2]).ln() * y[0];
}

fn energy(x: &[f64]) -> f64 {
    let mut y = [0.0; 3];
    model(x, &mut y);
    y.iter().map(|v| v * v).sum::<f64>().sqrt() + x[0] * x[3]
}

#[test]
fn the_jvp_is_linear() {
    let mut numbers = Numbers(1);
    for _ in 0..POINTS {
        let (x, u, v) = (numbers.vector(4), numbers.vector(4), numbers.vector(4));
        let (a, b) = (numbers.next(), numbers.next());
        let mixed: Vec<f64> = u.iter().zip(&v).map(|(u, v)| a * u + b * v).collect();
        let along = |direction: &[f64]| enzyme::jvp(model, &x, direction, 3).1;
        let expected: Vec<f64> = along(&u)
            .iter()
            .zip(along(&v))
            .map(|(u, v)| a * u + b * v)
            .collect();
        assert_all_near(&along(&mixed), &expected);
    }
}

#[test]
fn the_two_modes_are_adjoint() {
    let mut numbers = Numbers(2);
    for _ in 0..POINTS {
        let (x, v, u) = (numbers.vector(4), numbers.vector(4), numbers.vector(3));
        let (value, tangent) = enzyme::jvp(model, &x, &v, 3);
        let (again, gradient) = enzyme::vjp(model, &x, &u);
        assert_eq!(value, again);
        assert_near(dot(&gradient, &v), dot(&tangent, &u));
    }
}

#[test]
fn the_jacobian_has_the_columns_and_rows_of_the_products() {
    let mut numbers = Numbers(3);
    for _ in 0..POINTS {
        let x = numbers.vector(4);
        let jacobian = enzyme::jacobian(model, &x, 3);
        let (v, u) = (numbers.vector(4), numbers.vector(3));
        let rows = jacobian.clone().into_rows();
        let product: Vec<f64> = rows.iter().map(|row| dot(row, &v)).collect();
        assert_all_near(&enzyme::jvp(model, &x, &v, 3).1, &product);
        let mut transposed = vec![0.0; 4];
        for (row, u) in rows.iter().zip(&u) {
            row.iter()
                .zip(&mut transposed)
                .for_each(|(entry, sum)| *sum += entry * u);
        }
        assert_all_near(&enzyme::vjp(model, &x, &u).1, &transposed);
    }
}

#[test]
fn the_chain_rule_holds() {
    let mut numbers = Numbers(4);
    let composed = |x: &[f64], z: &mut [f64]| {
        let mut y = [0.0; 3];
        model(x, &mut y);
        outer(&y, z);
    };
    for _ in 0..POINTS {
        let (x, v, u) = (numbers.vector(4), numbers.vector(4), numbers.vector(2));
        let (y, tangent) = enzyme::jvp(model, &x, &v, 3);
        assert_all_near(
            &enzyme::jvp(composed, &x, &v, 2).1,
            &enzyme::jvp(outer, &y, &tangent, 2).1,
        );
        let (_, weights) = enzyme::vjp(outer, &y, &u);
        assert_all_near(
            &enzyme::vjp(composed, &x, &u).1,
            &enzyme::vjp(model, &x, &weights).1,
        );
    }
}

#[test]
fn the_hessian_is_symmetric_and_the_jacobian_of_the_gradient() {
    let mut numbers = Numbers(5);
    let mut workspace = Workspace::new();
    for _ in 0..POINTS {
        let (x, v) = (numbers.vector(4), numbers.vector(4));
        let (mut gradient, mut hessian) = ([0.0; 4], [0.0; 16]);
        enzyme::hessian_into(energy, &x, &mut gradient, &mut hessian, &mut workspace);
        assert_eq!(gradient.to_vec(), enzyme::gradient(energy, &x));
        for i in 0..4 {
            for j in 0..i {
                assert_near(hessian[4 * i + j], hessian[4 * j + i]);
            }
        }
        let product: Vec<f64> = hessian.chunks(4).map(|row| dot(row, &v)).collect();
        assert_all_near(&enzyme::hvp(energy, &x, &v), &product);
        // Central differences of the gradient.
        let step = 1e-5;
        let shifted = |sign: f64| {
            let x: Vec<f64> = x.iter().zip(&v).map(|(x, v)| x + sign * step * v).collect();
            enzyme::gradient(energy, &x)
        };
        for ((up, down), product) in shifted(1.0).iter().zip(shifted(-1.0)).zip(&product) {
            let difference = (up - down) / (2.0 * step);
            assert!(
                (difference - product).abs() < 1e-6 * product.abs().max(10.0),
                "{difference} {product}"
            );
        }
    }
}

#[test]
fn the_gradient_is_that_of_differences() {
    let mut numbers = Numbers(6);
    for _ in 0..POINTS {
        let (x, v) = (numbers.vector(4), numbers.vector(4));
        let slope = dot(&enzyme::gradient(energy, &x), &v);
        let step = 1e-5;
        let at = |sign: f64| {
            energy(
                &x.iter()
                    .zip(&v)
                    .map(|(x, v)| x + sign * step * v)
                    .collect::<Vec<_>>(),
            )
        };
        let difference = (at(1.0) - at(-1.0)) / (2.0 * step);
        assert!(
            (difference - slope).abs() < 1e-6 * slope.abs().max(1.0),
            "{difference} {slope}"
        );
    }
}
