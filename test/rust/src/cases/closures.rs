//! Closures, generics, const generics, traits that are resolved at compile time.

fn captures(x: &[f64]) -> f64 {
    let (a, b) = (x[0], x[1]);
    let line = |t: f64| a * t + b;
    line(0.5) * line(2.0)
}

fn captures_mutably(x: &[f64]) -> f64 {
    let mut total = 0.0;
    let mut add = |v: f64| total += v * v;
    add(x[0]);
    add(x[1] * x[0]);
    total
}

fn moves(x: &[f64]) -> f64 {
    let a = vec![x[0], x[1]];
    let sum = move |s: f64| a.iter().map(|v| v * s).sum::<f64>();
    sum(x[0]) + sum(2.0)
}

fn higher_order(x: &[f64]) -> f64 {
    fn twice<F: Fn(f64) -> f64>(f: F, v: f64) -> f64 {
        f(f(v))
    }
    twice(|v| v.sin() + x[1], x[0]) * twice(f64::sqrt, x[1])
}

fn returned_closure(x: &[f64]) -> f64 {
    fn power(n: i32) -> impl Fn(f64) -> f64 {
        move |v| v.powi(n)
    }
    let (square, cube) = (power(2), power(3));
    square(x[0]) + cube(x[1]) * x[0]
}

fn composed(x: &[f64]) -> f64 {
    fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
        move |v| g(f(v))
    }
    let f = compose(|v: f64| (v, v * v), |(a, b)| a * b);
    compose(f, f64::ln)(x[0]) * x[1]
}

fn fn_mut_parameter(x: &[f64]) -> f64 {
    fn each(x: &[f64], mut f: impl FnMut(usize, f64)) {
        for (i, v) in x.iter().enumerate() {
            f(i, *v);
        }
    }
    let mut sums = [0.0; 2];
    each(x, |i, v| sums[i % 2] += v * v);
    sums[0] * sums[1]
}

fn fn_once(x: &[f64]) -> f64 {
    fn apply<T>(f: impl FnOnce() -> T) -> T {
        f()
    }
    let a = Box::new([x[0], x[1]]);
    apply(move || a[0] * a[1].exp())
}

fn generic_sum(x: &[f64]) -> f64 {
    use std::ops::{Add, Mul};
    fn dot<T: Copy + Default + Add<Output = T> + Mul<Output = T>>(a: &[T], b: &[T]) -> T {
        a.iter().zip(b).fold(T::default(), |acc, (a, b)| acc + *a * *b)
    }
    dot(x, x) + f64::from(dot(&[1_i32, 2], &[3, 4]))
}

trait Kernel {
    const SCALE: f64;
    fn value(&self, r: f64) -> f64;
    fn scaled(&self, r: f64) -> f64 {
        Self::SCALE * self.value(r)
    }
}
struct Gauss {
    width: f64,
}
struct Inverse;
impl Kernel for Gauss {
    const SCALE: f64 = 2.0;
    fn value(&self, r: f64) -> f64 {
        (-r * r / self.width).exp()
    }
}
impl Kernel for Inverse {
    const SCALE: f64 = -1.0;
    fn value(&self, r: f64) -> f64 {
        1.0 / (1.0 + r)
    }
    fn scaled(&self, r: f64) -> f64 {
        Self::SCALE * self.value(r) * r
    }
}

fn static_traits(x: &[f64]) -> f64 {
    fn total<K: Kernel>(kernel: &K, x: &[f64]) -> f64 {
        x.iter().map(|r| kernel.scaled(*r)).sum()
    }
    total(&Gauss { width: x[0] }, x) + total(&Inverse, x)
}

fn const_generic(x: &[f64]) -> f64 {
    fn horner<const N: usize>(c: [f64; N], v: f64) -> f64 {
        c.iter().rev().fold(0.0, |acc, c| acc * v + c)
    }
    horner([x[0], x[1], 3.0], x[1]) + horner([1.0, x[0], x[1], x[0], 2.0], 0.5)
}

fn associated_types(x: &[f64]) -> f64 {
    trait Layer {
        type Output;
        fn run(&self, v: f64) -> Self::Output;
    }
    struct Spread(f64);
    struct Single;
    impl Layer for Spread {
        type Output = [f64; 2];
        fn run(&self, v: f64) -> [f64; 2] {
            [v * self.0, v / self.0]
        }
    }
    impl Layer for Single {
        type Output = f64;
        fn run(&self, v: f64) -> f64 {
            v.tanh()
        }
    }
    let [a, b] = Spread(x[0]).run(x[1]);
    Single.run(a) * Single.run(b)
}

fn dual_numbers(x: &[f64]) -> f64 {
    #[derive(Clone, Copy)]
    struct Dual(f64, f64);
    impl std::ops::Mul for Dual {
        type Output = Dual;
        fn mul(self, o: Dual) -> Dual {
            Dual(self.0 * o.0, self.0 * o.1 + self.1 * o.0)
        }
    }
    impl std::ops::Add for Dual {
        type Output = Dual;
        fn add(self, o: Dual) -> Dual {
            Dual(self.0 + o.0, self.1 + o.1)
        }
    }
    let (a, b) = (Dual(x[0], 1.0), Dual(x[1], 0.0));
    let c = a * a * b + a;
    c.0 * c.1
}

fn recursion_by_const(x: &[f64]) -> f64 {
    trait Power {
        fn of(v: f64) -> f64;
    }
    struct Zero;
    struct Next<T>(std::marker::PhantomData<T>);
    impl Power for Zero {
        fn of(_: f64) -> f64 {
            1.0
        }
    }
    impl<T: Power> Power for Next<T> {
        fn of(v: f64) -> f64 {
            v * T::of(v)
        }
    }
    <Next<Next<Next<Zero>>>>::of(x[0])
}

fn derivative_by_difference(x: &[f64]) -> f64 {
    let f = |t: f64| t.sin() * x[1];
    (f(x[0] + 0.5) - f(x[0] - 0.5)) / 1.0
}

#[inline(never)]
fn not_inlined(a: f64, b: f64) -> f64 {
    (a * b).sin() + b
}
fn calls(x: &[f64]) -> f64 {
    let mut v = x[0];
    for w in x {
        v = not_inlined(v, *w);
    }
    v
}

#[inline(never)]
fn fills(out: &mut [f64], v: f64) {
    for (i, o) in out.iter_mut().enumerate() {
        *o += v.powi(i as i32 + 1);
    }
}
fn calls_with_out_parameter(x: &[f64]) -> f64 {
    let mut a = [1.0; 4];
    fills(&mut a, x[0]);
    fills(&mut a[1..3], x[1]);
    a.iter().product()
}

#[inline(never)]
fn pair(a: f64, b: f64) -> (f64, f64) {
    (a * b, a / b)
}
fn calls_returning_pair(x: &[f64]) -> f64 {
    let (p, q) = pair(x[0], x[1]);
    let (r, s) = pair(q, p);
    r * s + p
}

#[inline(never)]
fn triple(a: f64, b: f64) -> [f64; 3] {
    [a, a * b, b.sin()]
}
fn calls_returning_array(x: &[f64]) -> f64 {
    let [a, b, c] = triple(x[0], x[1]);
    triple(a * b, c)[1] + c
}

cases! {
    captures: [0.5, 1.5];
    captures_mutably: [0.5, 1.5];
    moves: [0.5, 1.5];
    higher_order: [0.5, 1.5];
    returned_closure: [0.5, 1.5];
    composed: [0.5, 1.5];
    fn_mut_parameter: [0.5, 1.5, 2.0, -1.0, 0.3];
    fn_once: [0.5, 1.5];
    generic_sum: [0.5, 1.5];
    static_traits: [0.5, 1.5, 2.0];
    const_generic: [0.5, 1.5];
    associated_types: [0.5, 1.5];
    dual_numbers: [0.5, 1.5];
    recursion_by_const: [0.5];
    derivative_by_difference: [0.5, 1.5];
    calls: [0.5, 1.5, 0.25];
    calls_with_out_parameter: [0.5, 1.5];
    calls_returning_pair: [0.5, 1.5];
    calls_returning_array: [0.5, 1.5];
}
