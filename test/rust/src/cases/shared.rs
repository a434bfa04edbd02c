//! `Rc`, `Cell`, `RefCell`, `Arc`, `Mutex`, `Cow`, `OnceCell`; threads that only read their own data.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

fn cell(x: &[f64]) -> f64 {
    let total = Cell::new(0.0);
    for v in x {
        total.set(total.get() * 0.5 + v * v);
    }
    total.get()
}

fn ref_cell(x: &[f64]) -> f64 {
    let state = RefCell::new([x[0], x[1]]);
    state.borrow_mut()[0] *= x[1];
    let sum = state.borrow().iter().sum::<f64>();
    state.borrow_mut()[1] = sum * sum;
    let state = state.into_inner();
    state[0] * state[1]
}

fn rc(x: &[f64]) -> f64 {
    let a = Rc::new(x[0] * x[1]);
    let b = Rc::clone(&a);
    *a * *b + x[0]
}

fn rc_slice(x: &[f64]) -> f64 {
    let a: Rc<[f64]> = x.iter().map(|v| v * v).collect();
    let b = a.clone();
    a.iter().zip(b.iter().rev()).map(|(a, b)| a * b).sum()
}

fn rc_ref_cell_graph(x: &[f64]) -> f64 {
    struct Node {
        value: f64,
        neighbours: Vec<Rc<RefCell<Node>>>,
    }
    let nodes: Vec<_> =
        x.iter().map(|v| Rc::new(RefCell::new(Node { value: *v, neighbours: Vec::new() }))).collect();
    for pair in nodes.windows(2) {
        pair[1].borrow_mut().neighbours.push(pair[0].clone());
    }
    for node in &nodes {
        let spread: f64 = node.borrow().neighbours.iter().map(|n| n.borrow().value).sum();
        node.borrow_mut().value += 0.5 * spread * spread;
    }
    nodes.iter().map(|n| n.borrow().value).product()
}

fn weak(x: &[f64]) -> f64 {
    let strong = Rc::new(x[0] * x[0]);
    let weak: Weak<f64> = Rc::downgrade(&strong);
    let seen = weak.upgrade().map_or(0.0, |v| *v * x[1]);
    drop(strong);
    seen + f64::from(u8::from(weak.upgrade().is_none()))
}

fn rc_make_mut(x: &[f64]) -> f64 {
    let mut a = Rc::new(vec![x[0], x[1]]);
    let b = a.clone();
    Rc::make_mut(&mut a)[0] *= x[1];
    a[0] * b[0] + a[1]
}

fn arc(x: &[f64]) -> f64 {
    let a = Arc::new([x[0], x[1]]);
    let b = a.clone();
    a[0] * b[1] + b[0]
}

fn mutex(x: &[f64]) -> f64 {
    let total = Mutex::new(1.0);
    for v in x {
        *total.lock().unwrap() *= v;
    }
    let total = total.into_inner().unwrap();
    total * total
}

fn rw_lock(x: &[f64]) -> f64 {
    let lock = RwLock::new((x[0], x[1]));
    let product = {
        let guard = lock.read().unwrap();
        guard.0 * guard.1
    };
    lock.write().unwrap().0 = product * product;
    let guard = lock.read().unwrap();
    guard.0 + guard.1
}

fn arc_mutex_vec(x: &[f64]) -> f64 {
    let shared = Arc::new(Mutex::new(vec![0.0; x.len()]));
    for (i, v) in x.iter().enumerate() {
        let mine = Arc::clone(&shared);
        mine.lock().unwrap()[i] = v * v;
    }
    let values = shared.lock().unwrap();
    values.iter().product()
}

fn cow_borrowed(x: &[f64]) -> f64 {
    let a = Cow::Borrowed(x);
    a.iter().map(|v| v * v).sum()
}

fn cow(x: &[f64]) -> f64 {
    fn positive(x: &[f64]) -> Cow<'_, [f64]> {
        if x.iter().all(|v| *v > 0.0) {
            Cow::Borrowed(x)
        } else {
            Cow::Owned(x.iter().map(|v| v * v).collect())
        }
    }
    positive(x).iter().map(|v| v.ln()).sum()
}

fn once_cell(x: &[f64]) -> f64 {
    let cache = OnceCell::new();
    let get = || *cache.get_or_init(|| x[0].exp() * x[1]);
    get() * get() + x[0]
}

fn once_lock_of_constants(x: &[f64]) -> f64 {
    static NODES: OnceLock<Vec<f64>> = OnceLock::new();
    let nodes = NODES.get_or_init(|| (0..5).map(|i| f64::from(i) * 0.25).collect());
    nodes.iter().map(|t| (t * x[0]).sin()).sum::<f64>() * x[1]
}

fn thread_local_read(x: &[f64]) -> f64 {
    thread_local! {
        static SCALE: f64 = const { 1.5 };
        static CALLS: Cell<u64> = const { Cell::new(0) };
    }
    CALLS.with(|calls| calls.set(calls.get() + 1));
    SCALE.with(|scale| x[0] * scale) * x[1]
}

fn joined_thread_of_constants(x: &[f64]) -> f64 {
    let handle = std::thread::spawn(|| (1..=4).map(f64::from).sum::<f64>());
    handle.join().unwrap() * x[0] * x[1]
}

fn scoped_threads(x: &[f64]) -> f64 {
    let (left, right) = x.split_at(x.len() / 2);
    std::thread::scope(|scope| {
        let a = scope.spawn(|| left.iter().map(|v| v * v).sum::<f64>());
        let b = scope.spawn(|| right.iter().map(|v| v.sin()).sum::<f64>());
        a.join().unwrap() * b.join().unwrap()
    })
}

fn static_scratch(x: &[f64]) -> f64 {
    static mut SCRATCH: [f64; 4] = [0.0; 4];
    // SAFETY: the cases run in a single thread.
    let scratch = unsafe { &mut *(&raw mut SCRATCH) };
    for (slot, v) in scratch.iter_mut().zip(x) {
        *slot = v * x[0];
    }
    scratch[..x.len()].windows(2).map(|w| w[0] * w[1]).sum()
}

fn thread_local_cell(x: &[f64]) -> f64 {
    thread_local!(static BEST: Cell<f64> = const { Cell::new(0.0) });
    BEST.set(x[0] * x[1]);
    for v in x {
        if *v > BEST.get() {
            BEST.set(v * v);
        }
    }
    BEST.get() * x[0]
}

/// Writes down what its end found.
struct Guard<'a> {
    total: &'a Cell<f64>,
    weight: f64,
    log: &'a RefCell<Vec<f64>>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let total = self.total.get();
        self.total.set(total * 0.9 + self.weight * self.weight);
        self.log.borrow_mut().push(total);
    }
}

/// A result is a float or begins with an address.
fn guarded<'a>(
    x: &[f64],
    total: &'a Cell<f64>,
    log: &'a RefCell<Vec<f64>>,
) -> Result<f64, Guard<'a>> {
    let _first = Guard { total, weight: x[0], log };
    let second = Guard { total, weight: x[1] * x[2], log };
    if x[3] > 1.0 {
        return Err(second);
    }
    let third = Some(Guard { total, weight: x[0], log });
    if x[1] < 0.0 {
        drop(second);
        std::mem::forget(third);
        return Ok(total.get());
    }
    Ok(total.get() + third.as_ref().map_or(0.0, |guard| guard.weight))
}

fn guards_that_write_a_log(x: &[f64]) -> f64 {
    let (total, log) = (Cell::new(x[2]), RefCell::new(vec![]));
    let mut sum = 0.0;
    for i in 1..4 {
        sum += match guarded(x, &total, &log) {
            Ok(value) => value * i as f64,
            Err(guard) => guard.total.replace(guard.weight + guard.total.get() * 0.5),
        };
    }
    let weighted = log.into_inner().into_iter().enumerate().map(|(i, v)| v * (i as f64).cos());
    sum * total.take() + weighted.sum::<f64>()
}

cases! {
    guards_that_write_a_log: [0.7, 1.3, 0.4, 0.2], [0.7, -1.3, 0.4, 0.2], [0.7, 1.3, 0.4, 1.2];
    cell: [0.5, 1.5, 2.0];
    ref_cell: [0.5, 1.5];
    rc: [0.5, 1.5];
    rc_ref_cell_graph: [0.5, 1.5, 2.0];
    weak: [0.5, 1.5];
    rc_make_mut: [0.5, 1.5];
    arc: [0.5, 1.5];
    rw_lock: [0.5, 1.5];
    cow_borrowed: [0.5, 1.5];
    once_cell: [0.5, 1.5];
    once_lock_of_constants: [0.5, 1.5];
    thread_local_read: [0.5, 1.5];
    joined_thread_of_constants: [0.5, 1.5];
    static_scratch: [0.5, 1.5, 2.0];
    thread_local_cell: [0.5, 1.5, 2.0];
    mutex: [0.5, 1.5];
    arc_mutex_vec: [0.5, 1.5];
    rc_slice: [0.5, 1.5, 2.0];
    cow: [0.5, 1.5], [-0.5, 1.5];
    scoped_threads: [0.5, 1.5, 2.0] =>
        Reverse E013 "a thread", Forward E013 "a thread", ReverseLanes E013 "a thread",
        ForwardLanes E013 "a thread", Second E013 "a thread";
}
