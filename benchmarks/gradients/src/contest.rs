//! Checks the gradients of a problem, then times its contenders in turn.

use crate::clock;
use crate::problem::Problem;
use std::hint::black_box;
use std::time::Instant;

/// How large a relative difference two correct gradients may have: rounding, in another order.
const ROUNDING: f64 = 1e-9;

/// How large a relative difference from finite differences may be.
const TRUNCATION: f64 = 1e-5;

/// How long the contenders of one problem are timed, in seconds.
#[derive(Clone, Copy)]
pub struct Budget(pub f64);

/// The command line, as far as contests care.
pub struct Contests {
    pub budget: Budget,
    /// Names of the chosen problems; all if empty.
    pub names: Vec<String>,
}

impl Contests {
    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|chosen| chosen == name)
    }

    /// Runs one problem, if it is chosen, and prints a line of JSON.
    pub fn run<P: Problem>(&self, make: impl FnOnce() -> P) {
        if !self.wants(P::NAME) {
            return;
        }
        let mut problem = make();
        let x = problem.point();
        let error = check(&mut problem, &x);
        let seconds = time(&mut problem, &x, self.budget);
        let allocated = allocations(&mut problem, &x);
        println!(
            "{{\"name\": \"{}\", \"size\": \"{}\", \"primal\": {:e}, \"hand\": {:e}, \"generated\": {:e}, \
             \"allocations\": {}, \"bytes\": {}, \"error\": {}}}",
            P::NAME,
            problem.size(),
            seconds.primal,
            seconds.hand,
            seconds.generated,
            allocated.map_or("null".into(), |a| a.0.to_string()),
            allocated.map_or("null".into(), |a| a.1.to_string()),
            error.map_or("null".into(), |e| format!("{e:?}")),
        );
    }
}

/// What is wrong with the gradients, if anything.
fn check<P: Problem>(problem: &mut P, x: &[f64]) -> Option<String> {
    let value = problem.value(x);
    let mut generated = vec![f64::NAN; problem.slopes()];
    let mut hand = generated.clone();
    let beside = problem.generated(x, &mut generated);
    if !close(beside, value, value.abs()) {
        return Some(format!(
            "the value beside the generated gradient is {beside:e}, not {value:e}"
        ));
    }
    let by_hand = problem.hand(x, &mut hand);
    if !close(by_hand, value, value.abs()) {
        return Some(format!(
            "the value beside the hand-written gradient is {by_hand:e}, not {value:e}"
        ));
    }
    let deviation = problem.deviation(x, &hand);
    // A NaN is not less than anything.
    if deviation.is_nan() || deviation > TRUNCATION {
        return Some(format!(
            "the hand-written gradient differs from differences by {deviation:e}"
        ));
    }
    let size = hand.iter().fold(0.0_f64, |size, g| size.max(g.abs()));
    let different = (0..hand.len()).find(|&i| !close(generated[i], hand[i], size))?;
    Some(format!(
        "component {different} of the generated gradient is {:e}, not {:e}",
        generated[different], hand[different]
    ))
}

fn close(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= ROUNDING * size
}

/// Seconds per call.
struct Seconds {
    primal: f64,
    hand: f64,
    generated: f64,
}

/// The least of many batches, one contender after the other: nothing but disturbance makes one longer.
fn time<P: Problem>(problem: &mut P, x: &[f64], Budget(budget): Budget) -> Seconds {
    let mut gradient = vec![0.0; problem.slopes()];
    let calls = calls_per_batch(problem, x, budget);
    let mut least = [f64::INFINITY; 3];
    let begin = Instant::now();
    loop {
        least[0] = least[0].min(batch(calls, || {
            black_box(problem.value(black_box(x)));
        }));
        least[1] = least[1].min(batch(calls, || {
            black_box(problem.hand(black_box(x), black_box(&mut gradient)));
        }));
        least[2] = least[2].min(batch(calls, || {
            black_box(problem.generated(black_box(x), black_box(&mut gradient)));
        }));
        if begin.elapsed().as_secs_f64() >= budget {
            break;
        }
    }
    Seconds {
        primal: least[0],
        hand: least[1],
        generated: least[2],
    }
}

/// So many that a batch of the primal takes a thousandth of the budget.
fn calls_per_batch<P: Problem>(problem: &mut P, x: &[f64], budget: f64) -> u32 {
    let mut calls = 1;
    loop {
        let seconds = batch(calls, || {
            black_box(problem.value(black_box(x)));
        });
        if seconds * f64::from(calls) >= budget / 1000.0 {
            return calls;
        }
        calls *= 2;
    }
}

fn batch(calls: u32, mut call: impl FnMut()) -> f64 {
    let start = clock::seconds();
    for _ in 0..calls {
        call();
    }
    (clock::seconds() - start) / f64::from(calls)
}

/// Allocations of one generated gradient and their bytes, if `benchmarks/counter` is preloaded.
fn allocations<P: Problem>(problem: &mut P, x: &[f64]) -> Option<(u64, u64)> {
    let mut gradient = vec![0.0; problem.slopes()];
    let before = crate::counter::read()?;
    black_box(problem.generated(black_box(x), black_box(&mut gradient)));
    let after = crate::counter::read()?;
    Some((after.0 - before.0, after.1 - before.1))
}
