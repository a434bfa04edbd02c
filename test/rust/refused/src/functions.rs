//! Functions without a derivative, or without one that is known to be right.

use enzyme::{autodiff_forward, autodiff_reverse};
use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

extern "C" {
    /// Of the C library: it has no body in the program and no rule.
    fn significand(x: f64) -> f64;
}

#[autodiff_reverse(d_missing_body, Duplicated, Active)]
#[autodiff_forward(t_missing_body, Dual, Dual)]
fn missing_body(x: &[f64]) -> f64 {
    //~ E003: 'significand' touches active data and its body is not in the program
    //~| in the derivative of refused::functions::missing_body, asked for at src/functions.rs:@-4:
    //~| help: give the program its body
    //~| see docs/errors.md#e003
    //
    // The same in forward mode.
    //~ E003: 'significand' touches active data and its body is not in the program
    //~| in the derivative of refused::functions::missing_body, asked for at src/functions.rs:@-9:
    unsafe { significand(x[0]) * x[1] }
}

#[cfg(target_arch = "x86_64")]
#[autodiff_reverse(d_assembly, Duplicated, Active)]
fn assembly(x: &[f64]) -> f64 {
    let mut y = x[0];
    // SAFETY: it doubles a number.
    //~ E012: inline assembly
    //~| in the derivative of refused::functions::assembly,
    //~| help: replace it, or compute it outside
    unsafe { std::arch::asm!("addsd {y}, {y}", y = inout(xmm_reg) y) };
    y * x[1]
}

#[autodiff_reverse(d_constant_argument, Duplicated, Const, Active)]
#[autodiff_forward(t_constant_argument, Dual, Const, Dual)]
fn constant_argument(x: &[f64], work: &mut [f64]) -> f64 {
    //~ E010: an active value is stored into memory that the request declares constant
    //~| asked for at src/functions.rs:@-4:
    //~| help: pass this memory as active, with a shadow
    //
    //~ E010: an active value is stored into memory that the request declares constant
    //~| asked for at src/functions.rs:@-7:
    work[0] = x[0] * x[1];
    work[0] * x[0]
}

fn captured(x: &[f64]) -> f64 {
    let seen = Cell::new(0.0);
    let f = |x: &[f64]| {
        //~ E010: an active value is stored into memory that the request declares constant
        //~| in the derivative of refused::functions::captured::{{closure}}, asked for at src/functions.rs:@+5:
        //~| help: pass this memory as active, with a shadow (Duplicated, enzyme_dup), or write to memory of the function's own
        seen.set(x[0] * x[1]);
        seen.get() * x[0]
    };
    enzyme::gradient(f, x)[0] + seen.get()
}

#[autodiff_reverse(d_fast_inverse_root, Duplicated, Active)]
#[autodiff_forward(t_fast_inverse_root, Dual, Dual)]
fn fast_inverse_root(x: &[f64]) -> f64 {
    //~ E011: the bits of an active float are computed with as an integer
    //~| asked for at src/functions.rs:@-4:
    //~| help: use the operations of floats
    //
    //~ E011: the bits of an active float are computed with as an integer
    //~| asked for at src/functions.rs:@-7:
    let y = f64::from_bits(0x5fe6_eb50_c7b5_37a9 - (x[0].to_bits() >> 1));
    y * (1.5 - 0.5 * x[0] * y * y)
}

#[autodiff_reverse(d_doubled_exponent, Duplicated, Active)]
fn doubled_exponent(x: &[f64]) -> f64 {
    f64::from_bits(x[0].to_bits() + (1 << 52)) * x[0] //~ E011: the bits of an active float are computed with
}

#[autodiff_reverse(d_sorted_by_bits, Duplicated, Active)]
fn sorted_by_bits(x: &[f64]) -> f64 {
    let key = |v: f64| {
        let bits = v.to_bits() as i64;
        bits ^ (((bits >> 63) as u64) >> 1) as i64
    };
    let mut keys: Vec<i64> = x.iter().map(|v| key(*v)).collect();
    keys.sort();
    let mut sum = 0.0;
    for k in keys {
        sum += f64::from_bits((k ^ (((k >> 63) as u64) >> 1) as i64) as u64); //~ E011: the bits of an active float
    }
    sum
}

#[autodiff_reverse(d_in_network_order, Duplicated, Active)]
fn in_network_order(x: &[f64]) -> f64 {
    let bytes: Vec<u8> = x.iter().flat_map(|v| v.to_be_bytes()).collect();
    let mut sum = 0.0;
    for b in bytes.chunks_exact(8) {
        let bytes: [u8; 8] = b.try_into().unwrap();
        sum += f64::from_be_bytes(bytes); //~ E011: the bits of an active float
    }
    sum
}

struct Counted<'a>(f64, &'a std::cell::Cell<f64>);

impl std::fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.1.set(self.1.get() + self.0 * self.0);
        f.write_str("counted")
    }
}

#[autodiff_reverse(d_computed_while_shown, Duplicated, Active)]
fn computed_while_shown(x: &[f64]) -> f64 {
    let sum = std::cell::Cell::new(0.0);
    //~ E012: which writes floats: what formatting and output run has no derivative
    let text = format!("{}", Counted(x[0], &sum));
    sum.get() * text.len() as f64
}

#[autodiff_reverse(d_atomic, Duplicated, Duplicated, Active)]
fn atomic(x: &[f64], shared: &AtomicU64) -> f64 {
    //~ E013: atomic access to active data
    //~| help: keep what carries a derivative in plain floats
    f64::from_bits(shared.load(Ordering::SeqCst)) * x[0]
}

#[autodiff_reverse(d_scoped, Duplicated, Active)]
#[autodiff_forward(t_scoped, Dual, Dual)]
fn scoped(x: &[f64]) -> f64 {
    let (left, right) = x.split_at(1);
    std::thread::scope(|scope| {
        //~ E013: a thread or a lock ('pthread_create') touches active data
        //~| in the derivative of refused::functions::scoped
        //~| differentiate the work of one thread
        let sum = scope.spawn(|| left.iter().sum::<f64>());
        //~ E013: a thread or a lock ('pthread_create') touches active data
        //~| in the derivative of refused::functions::scoped
        let squares = scope.spawn(|| right.iter().map(|v| v * v).sum::<f64>());
        sum.join().unwrap() * squares.join().unwrap()
    })
}

#[autodiff_reverse(d_spawned, Duplicated, Active)]
#[autodiff_forward(t_spawned, Dual, Dual)]
fn spawned(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    //~ E013: a thread or a lock ('pthread_create') touches active data
    //~| in the derivative of refused::functions::spawned
    let handle = std::thread::spawn(move || squares.iter().sum::<f64>());
    handle.join().unwrap() * x[0]
}

static TABLE: AtomicPtr<f64> = AtomicPtr::new(std::ptr::null_mut());

#[autodiff_reverse(d_mixed, Duplicated, Active)]
#[autodiff_forward(t_mixed, Dual, Dual)]
fn mixed(x: &[f64]) -> f64 {
    // SAFETY: nothing runs: the program does not link.
    //
    //~ E009: this pointer names active memory on one path and what a static holds on another
    //~| asked for at src/functions.rs:@-6:
    //~| help: make both active (Duplicated, enzyme_dup), or first copy what is constant
    //
    //~ E009: this pointer names active memory on one path and what a static holds on another
    //~| asked for at src/functions.rs:@-9:
    let table = unsafe { std::slice::from_raw_parts(TABLE.load(Ordering::Acquire), x.len()) };
    let chosen = if x[0] > 1.0 { x } else { table };
    chosen.iter().map(|v| v * v).sum()
}

#[autodiff_reverse(d_never_returns, Duplicated, Active)]
//~ E014: the function never returns: it has no derivative
//~| in the derivative of refused::functions::never_returns, asked for at
//~| help: let the function return
fn never_returns(x: &[f64]) -> f64 {
    panic!("no value for {}", x[0])
}

#[autodiff_reverse(d_outlives, Duplicated, Duplicated)]
fn outlives(x: &[f64], out: &mut Vec<f64>) {
    //~ E015: an allocation that carries derivatives may outlive the differentiated function
    //~| in the derivative of refused::functions::outlives,
    //~| help: let the caller allocate this memory and its shadow, or use forward mode
    *out = x.iter().map(|v| v * v).collect();
}

#[autodiff_reverse(d_own, Duplicated, Active)] //~ E004: a request is part of the function that it differentiates
fn own(x: &[f64]) -> f64 {
    let mut dx = [0.0; 2];
    if x[0] > 1.0 {
        d_own(&[x[0] - 1.0, x[1]], &mut dx, 1.0);
    }
    dx[0] * x[0] * x[1]
}

type Quintic = extern "C" fn(f64, f64, f64, f64, f64) -> f64;

#[autodiff_reverse(d_unknown_callee, Duplicated, Const, Active)]
fn unknown_callee(x: &[f64], f: Quintic) -> f64 {
    //~ E005: an indirect call (dyn, fn pointer or boxed closure) touches active data, and what it calls is not known
    //~| in the derivative of refused::functions::unknown_callee,
    //~| help: call the function directly or through a generic parameter
    f(x[0], x[0], x[1], x[1], 1.0)
}

type Quartic = fn(f64, f64, f64, f64) -> f64;

macro_rules! quartics {
    ($($n:literal)*) => { [$((|a, b, c, d| a * b + c * d * $n) as Quartic),*] };
}

#[autodiff_reverse(d_too_many_candidates, Duplicated, Const, Active)]
fn too_many_candidates(x: &[f64], f: Quartic) -> f64 {
    f(x[0], x[1], x[0], x[1]) //~ E005: an indirect call
}

#[autodiff_reverse(d_hidden_pointer, Duplicated, Const, Active)]
fn hidden_pointer(x: &[f64], tag: usize) -> f64 {
    let tagged = x.as_ptr() as usize ^ tag;
    //~ E008: a pointer to active memory is made by a cast from an integer to a pointer and cannot be followed
    //~| help: keep floats, integers and pointers in variables and fields of their own types
    let untagged = (tagged & !7) as *const f64;
    // SAFETY: a tag is less than 8.
    unsafe { *untagged * *untagged }
}

mod chain {
    use super::{autodiff_reverse, significand};

    #[inline]
    fn inner(a: f64) -> f64 {
        //~ E003: 'significand' touches active data
        //~| called from src/functions.rs:@+7:
        //~| called from src/functions.rs:@+11:
        //~| in the derivative of refused::functions::chain::outer, asked for at src/functions.rs:@+8:
        a * unsafe { significand(a) }
    }

    fn middle(a: f64) -> f64 {
        inner(a) + a
    }

    #[autodiff_reverse(d_outer, Duplicated, Active)]
    fn outer(x: &[f64]) -> f64 {
        middle(x[0]) * x[1]
    }

    /// What stands between the closure and the function is the standard library's.
    #[autodiff_reverse(d_iterator, Duplicated, Active)]
    fn iterator(x: &[f64]) -> f64 {
        x.iter()
            //~ E003: 'significand' touches active data
            //~| called from src/functions.rs:@+3:
            //~| in the derivative of refused::functions::chain::iterator, asked for at src/functions.rs:@-5:
            .map(|v| unsafe { significand(*v) })
            .sum()
    }

    /// It stays a function of its own, which has a derivative of its own.
    fn recursive(a: f64, depth: u32) -> f64 {
        if depth == 0 {
            return a;
        }
        //~ E003: 'significand' touches active data
        //~| in the derivative of refused::functions::chain::recursion, asked for at src/functions.rs:@+4:
        unsafe { significand(a) * recursive(a * a, depth - 1) }
    }

    #[autodiff_reverse(d_recursion, Duplicated, Const, Active)]
    fn recursion(x: &[f64], depth: u32) -> f64 {
        recursive(x[0] * x[1], depth)
    }

    pub struct Spring {
        pub stiffness: f64,
    }

    impl Spring {
        #[autodiff_reverse(d_energy, Duplicated, Duplicated, Active)]
        fn energy(&self, x: &[f64]) -> f64 {
            //~ E003: 'significand' touches active data
            //~| in the derivative of refused::functions::chain::Spring::energy,
            0.5 * self.stiffness * unsafe { significand(x[0]) }
        }
    }

    pub fn call(x: &[f64], dx: &mut [f64]) -> f64 {
        let (spring, mut d_spring) = (Spring { stiffness: 2.0 }, Spring { stiffness: 0.0 });
        d_outer(x, dx, 1.0)
            + d_iterator(x, dx, 1.0)
            + d_recursion(x, dx, 3, 1.0)
            + spring.d_energy(&mut d_spring, x, dx, 1.0)
            + d_spring.stiffness
    }
}

pub fn call() {
    let (x, mut dx) = (black_box([0.5, 1.5]), [0.0; 2]);
    let mut total = d_missing_body(&x, &mut dx, 1.0);
    total += t_missing_body(&x, &[1.0, 0.0]).1;
    #[cfg(target_arch = "x86_64")]
    {
        total += d_assembly(&x, &mut dx, 1.0);
    }
    total += d_constant_argument(&x, &mut dx, &mut [0.0], 1.0);
    total += t_constant_argument(&x, &[1.0, 0.0], &mut [0.0]).1;
    // SAFETY: a single thread.
    total += captured(&x);
    total += d_fast_inverse_root(&x, &mut dx, 1.0);
    total += t_fast_inverse_root(&x, &[1.0, 0.0]).1;
    total += d_doubled_exponent(&x, &mut dx, 1.0);
    total += d_sorted_by_bits(&x, &mut dx, 1.0);
    total += d_in_network_order(&x, &mut dx, 1.0);
    total += d_computed_while_shown(&x, &mut dx, 1.0);
    total += d_atomic(&x, &mut dx, &AtomicU64::new(0), &mut AtomicU64::new(0), 1.0);
    total += d_scoped(&x, &mut dx, 1.0);
    total += t_scoped(&x, &[1.0, 0.0]).1;
    total += d_spawned(&x, &mut dx, 1.0);
    total += t_spawned(&x, &[1.0, 0.0]).1;
    TABLE.store(black_box(dx.as_mut_ptr()), Ordering::Release);
    total += d_mixed(&x, &mut dx, 1.0);
    total += t_mixed(&x, &[1.0, 0.0]).1;
    total += d_never_returns(&x, &mut dx, 1.0);
    d_outlives(&x, &mut dx, &mut Vec::new(), &mut Vec::new());
    total += d_own(&x, &mut dx, 1.0);
    // SAFETY: nothing runs: the program does not link.
    let quintic: Quintic = unsafe { std::mem::transmute(black_box(1_usize)) };
    total += d_unknown_callee(&x, &mut dx, quintic, 1.0);
    let quartics = quartics!(
        1.0 2.0 3.0 4.0 5.0 6.0 7.0 8.0 9.0 10.0 11.0 12.0 13.0 14.0 15.0 16.0 17.0 18.0 19.0 20.0 21.0 22.0 23.0 24.0 25.0
        26.0 27.0 28.0 29.0 30.0 31.0 32.0 33.0 34.0 35.0 36.0 37.0 38.0 39.0 40.0 41.0 42.0 43.0 44.0 45.0 46.0 47.0 48.0 49.0
    );
    total += d_too_many_candidates(&x, &mut dx, quartics[black_box(3)], 1.0);
    total += d_hidden_pointer(&x, &mut dx, black_box(1), 1.0);
    total += chain::call(&x, &mut dx);
    println!("{total} {dx:?}");
}
