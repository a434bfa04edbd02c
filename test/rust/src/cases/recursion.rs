//! Functions that call themselves or each other.

fn factorial_like(x: &[f64]) -> f64 {
    fn product(v: f64, n: u32) -> f64 {
        if n == 0 {
            1.0
        } else {
            (v + f64::from(n)) * product(v, n - 1)
        }
    }
    product(x[0], 5)
}

fn tail(x: &[f64]) -> f64 {
    fn iterate(v: f64, n: u32) -> f64 {
        if n == 0 {
            v
        } else {
            iterate(v.sin() + 0.5, n - 1)
        }
    }
    iterate(x[0], 6)
}

fn fibonacci(x: &[f64]) -> f64 {
    fn f(a: f64, n: u32) -> f64 {
        match n {
            0 => a,
            1 => a * a,
            _ => f(a, n - 1) + 0.5 * f(a, n - 2),
        }
    }
    f(x[0], 8)
}

fn until_data(x: &[f64]) -> f64 {
    fn halve(v: f64, by: f64) -> f64 {
        if v < 1.0 {
            v * v
        } else {
            halve(v / by, by) + v
        }
    }
    halve(x[0], x[1])
}

fn over_slice(x: &[f64]) -> f64 {
    fn sum(x: &[f64]) -> f64 {
        match x {
            [] => 0.0,
            [first, rest @ ..] => first * first + 0.9 * sum(rest),
        }
    }
    sum(x)
}

fn divide_and_conquer(x: &[f64]) -> f64 {
    fn product(x: &[f64]) -> f64 {
        if x.len() == 1 {
            return x[0].sin();
        }
        let (left, right) = x.split_at(x.len() / 2);
        product(left) * product(right) + x[0]
    }
    product(x)
}

fn mutual(x: &[f64]) -> f64 {
    fn even(v: f64, n: u32) -> f64 {
        if n == 0 {
            v
        } else {
            odd(v * v, n - 1)
        }
    }
    fn odd(v: f64, n: u32) -> f64 {
        if n == 0 {
            v.exp()
        } else {
            even(v.sin(), n - 1)
        }
    }
    even(x[0], 5)
}

fn agm(x: &[f64]) -> f64 {
    fn mean(a: f64, b: f64) -> f64 {
        if (a - b).abs() < 1e-13 * a {
            0.5 * (a + b)
        } else {
            mean(0.5 * (a + b), (a * b).sqrt())
        }
    }
    mean(x[0], x[1])
}

fn adaptive_simpson(x: &[f64]) -> f64 {
    fn f(t: f64, p: f64) -> f64 {
        (p * t).exp() / (1.0 + t * t)
    }
    fn simpson(a: f64, b: f64, p: f64) -> f64 {
        (b - a) / 6.0 * (f(a, p) + 4.0 * f(0.5 * (a + b), p) + f(b, p))
    }
    fn adapt(a: f64, b: f64, p: f64, depth: u32) -> f64 {
        let m = 0.5 * (a + b);
        let (whole, halves) = (simpson(a, b, p), simpson(a, m, p) + simpson(m, b, p));
        if depth == 0 || (whole - halves).abs() < 1e-6 {
            halves
        } else {
            adapt(a, m, p, depth - 1) + adapt(m, b, p, depth - 1)
        }
    }
    adapt(0.0, x[0], x[1], 4)
}

fn in_place(x: &[f64]) -> f64 {
    fn sweep(a: &mut [f64]) {
        if a.len() > 1 {
            a[1] += a[0] * a[0];
            sweep(&mut a[1..]);
            a[0] *= a[1];
        }
    }
    let mut a = [x[0], x[1], x[2], 0.5];
    sweep(&mut a);
    a.iter().sum()
}

fn quicksort(x: &[f64]) -> f64 {
    fn sort(a: &mut [f64]) {
        if a.len() < 2 {
            return;
        }
        let (pivot, mut store) = (a[a.len() - 1], 0);
        for i in 0..a.len() - 1 {
            if a[i] < pivot {
                a.swap(i, store);
                store += 1;
            }
        }
        let last = a.len() - 1;
        a.swap(store, last);
        let (left, right) = a.split_at_mut(store);
        sort(left);
        sort(&mut right[1..]);
    }
    let mut a = [x[0], x[1], x[2], x[3], x[0] * x[1]];
    sort(&mut a);
    a.iter().enumerate().map(|(i, v)| v * v * (i + 1) as f64).sum()
}

fn returns_pair(x: &[f64]) -> f64 {
    fn sincos(n: u32, v: f64) -> (f64, f64) {
        if n == 0 {
            return (0.0, 1.0);
        }
        let (s, c) = sincos(n - 1, v);
        (s * v.cos() + c * v.sin(), c * v.cos() - s * v.sin())
    }
    let (s, c) = sincos(5, x[0]);
    s * c * x[1]
}

fn ackermann_cost(x: &[f64]) -> f64 {
    fn a(m: u32, n: u32, cost: &mut f64, v: f64) -> u32 {
        *cost += v / f64::from(1 + m + n);
        match (m, n) {
            (0, n) => n + 1,
            (m, 0) => a(m - 1, 1, cost, v),
            (m, n) => {
                let inner = a(m, n - 1, cost, v);
                a(m - 1, inner, cost, v)
            }
        }
    }
    let mut cost = x[0];
    a(2, 2, &mut cost, x[1]);
    cost * cost
}

/// Functions with derivatives of their own that call each other, of which some arguments are active and some not.
fn recursion_inside_recursion(x: &[f64]) -> f64 {
    struct Node {
        key: f64,
        left: Option<Box<Node>>,
        right: Option<Box<Node>>,
    }
    impl Node {
        fn leaf(key: f64) -> Self {
            Node { key, left: None, right: None }
        }
        fn insert(&mut self, key: f64) {
            let below = if key < self.key { &mut self.left } else { &mut self.right };
            match below {
                Some(child) => child.insert(key),
                None => *below = Some(Box::new(Node::leaf(key))),
            }
        }
        fn fold(&self, b: f64) -> f64 {
            let l = self.left.as_ref().map_or(0.25, |t| t.fold(b));
            let r = match &self.right {
                Some(t) => t.fold(l),
                None => b,
            };
            l * 0.5 + r * 0.25 + 0.5
        }
    }
    fn even(a: f64, n: usize, out: &mut f64) -> f64 {
        *out = *out * 0.5 + a;
        if n == 0 {
            return a;
        }
        let mut t = Node::leaf(0.5);
        t.insert(0.5);
        odd(t.fold(0.5), n - 1, out) * 0.5
    }
    fn odd(a: f64, n: usize, out: &mut f64) -> f64 {
        let b = if n == 0 { a * a } else { even(a.sin(), n - 1, out) };
        *out -= b * a;
        b + *out
    }
    let mut out = x[0];
    let first = even(x[0], 3, &mut out);
    let mut t = Node::leaf(0.5);
    t.insert(0.25);
    t.insert(0.75);
    first + out + t.fold(x[1]).sin()
}

cases! {
    factorial_like: [0.5];
    tail: [0.5];
    fibonacci: [0.5];
    until_data: [50.0, 1.75];
    over_slice: [0.5, 1.5, 2.0];
    divide_and_conquer: [0.5, 1.5, 2.0, 1.0, 0.25];
    mutual: [0.5];
    agm: [1.5, 4.0];
    adaptive_simpson: [1.5, -0.75];
    in_place: [0.5, 1.5, 0.25];
    quicksort: [0.5, 1.5, 0.25, 1.0];
    returns_pair: [0.5, 1.5];
    ackermann_cost: [0.5, 1.5];
    recursion_inside_recursion: [0.7, -0.2], [1.1, 0.9];
}
