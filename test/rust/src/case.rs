//! What a case is, and the macros that register cases.

/// A function of `x`, its derivatives, and where they are compared.
pub struct Case {
    pub name: &'static str,
    pub precision: Precision,
    pub points: &'static [&'static [f64]],
    pub primal: fn(&[f64]) -> f64,
    pub reverse: Option<Reverse>,
    pub forward: Option<Forward>,
    pub reverse_lanes: Option<ReverseLanes>,
    pub forward_lanes: Option<ForwardLanes>,
    pub second: Option<Second>,
    pub exceptions: &'static [Exception],
}

/// How many seeds, or directions, there are at once.
pub const LANES: usize = 4;

/// Adds `seed` times the gradient at `x` to `dx`, and returns the value.
pub type Reverse = fn(x: &[f64], dx: &mut [f64], seed: f64) -> f64;
/// The value at `x` and its derivative in the direction `bx`.
pub type Forward = fn(x: &[f64], bx: &[f64]) -> (f64, f64);
/// Adds the gradient times each seed to one of the shadows, and returns the value. The seeds are zero then.
pub type ReverseLanes =
    fn(x: &[f64], shadows: [&mut [f64]; LANES], seeds: &mut [f64; LANES]) -> f64;
/// The value, and its derivative in each direction; the directions stand one after the other.
pub type ForwardLanes = fn(x: &[f64], directions: &[f64]) -> (f64, [f64; LANES]);
/// Adds the gradient to `dx`, and to `product` the Hessian times `direction`: forward over reverse.
pub type Second = fn(x: &[f64], direction: &[f64], dx: &mut [f64], product: &mut [f64]);

/// In which floats the case computes.
#[derive(Clone, Copy, PartialEq)]
pub enum Precision {
    Double,
    Single,
}

/// The derivatives that a case is asked for. The features `lanes` and `second` add theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    Reverse,
    Forward,
    ReverseLanes,
    ForwardLanes,
    Second,
}

/// A mode that a case does not have.
pub struct Exception {
    pub mode: Mode,
    pub instead: Instead,
    pub reason: &'static str,
}

/// What there is in place of a derivative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Instead {
    /// The code of a refusal. The feature `refused` asks for these derivatives, and for no others.
    E011,
    E013,
    /// A refusal in some builds, of which the reason tells: no build asks for the derivative.
    Sometimes,
    /// Nothing: the function has no such derivative.
    Undefined,
}

/// Whether this build asks for a derivative.
pub const fn asked(mode: Mode, exceptions: &[Exception]) -> bool {
    let mut refused = false;
    let mut at = 0;
    while at < exceptions.len() {
        if exceptions[at].mode as u8 == mode as u8 {
            if matches!(
                exceptions[at].instead,
                Instead::Sometimes | Instead::Undefined
            ) {
                return false;
            }
            refused = true;
        }
        at += 1;
    }
    let built = match mode {
        Mode::Reverse | Mode::Forward => true,
        Mode::ReverseLanes | Mode::ForwardLanes => cfg!(feature = "lanes"),
        Mode::Second => cfg!(feature = "second"),
    };
    built && refused == cfg!(feature = "refused")
}

/// Whether this build contains the case: `CASES` names the only ones that it does, as parts of
/// `module::name::` that are separated by commas. A part after `-` takes cases out.
pub const fn selected(module: &str, name: &str) -> bool {
    let Some(filter) = option_env!("CASES") else {
        return true;
    };
    let filter = filter.as_bytes();
    let (mut start, mut wanted, mut only) = (0, false, false);
    while start < filter.len() {
        let mut end = start;
        while end < filter.len() && filter[end] != b',' {
            end += 1;
        }
        if filter[start] == b'-' {
            if occurs(filter, start + 1, end, module, name) {
                return false;
            }
        } else {
            only = true;
            wanted |= occurs(filter, start, end, module, name);
        }
        start = end + 1;
    }
    wanted || !only
}

/// Whether `filter[start..end]` occurs in `module::name::`.
const fn occurs(filter: &[u8], start: usize, end: usize, module: &str, name: &str) -> bool {
    let (module, name) = (module.as_bytes(), name.as_bytes());
    let total = module.len() + name.len() + 4;
    let mut at = 0;
    while at + (end - start) <= total {
        let mut matched = 0;
        while start + matched < end {
            let position = at + matched;
            let byte = if position < module.len() {
                module[position]
            } else if position >= module.len() + 2 && position < total - 2 {
                name[position - module.len() - 2]
            } else {
                b':'
            };
            if byte != filter[start + matched] {
                break;
            }
            matched += 1;
        }
        if start + matched == end {
            return true;
        }
        at += 1;
    }
    false
}

/// `cases! { name: [x…], [x…]; … }` registers functions `fn(&[f64]) -> f64` with the points at which
/// they are checked; `cases! { Single => … }` those that compute in `f32`. What has no derivative in some
/// mode says so: `name: [x…] => Second E013 "why";`.
macro_rules! cases {
    ($precision:ident => $($name:ident: $($point:expr),+ $(=> $($mode:ident $instead:ident $reason:literal),+)?;)*) => {
        pub fn cases(all: &mut Vec<$crate::case::Case>) {
            $(case!(all, $precision, $name, [$($point),+], [$($($mode $instead $reason),+)?]);)*
        }
    };
    ($($row:tt)*) => { cases! { Double => $($row)* } };
}

/// One case. Its first derivatives are made by the attributes, the others by the raw protocol. They are in a module
/// of its name: a refusal names it.
macro_rules! case {
    ($all:ident, $precision:ident, $name:ident, [$($point:expr),+], [$($mode:ident $instead:ident $reason:literal),*]) => {
        if const { $crate::case::selected(module_path!(), stringify!($name)) } {
            mod $name {
                use super::$name as function;
                use $crate::case::{Case, Exception, Mode, Precision};

                #[enzyme::autodiff_reverse(reverse, Duplicated, Active)]
                #[enzyme::autodiff_forward(forward, Dual, Dual)]
                fn primal(x: &[f64]) -> f64 {
                    function(x)
                }

                const EXCEPTIONS: &[Exception] = &[$(Exception {
                    mode: Mode::$mode,
                    instead: $crate::case::Instead::$instead,
                    reason: $reason,
                }),*];

                pub fn case(name: &'static str) -> Case {
                    Case {
                        name,
                        precision: Precision::$precision,
                        points: &[$(&$point),+],
                        primal,
                        reverse: when_asked!(Reverse, reverse),
                        forward: when_asked!(Forward, forward),
                        reverse_lanes: when_asked!(ReverseLanes, reverse_lanes!(function)),
                        forward_lanes: when_asked!(ForwardLanes, forward_lanes!(function)),
                        second: when_asked!(Second, second!(function)),
                        exceptions: EXCEPTIONS,
                    }
                }
            }
            $all.push($name::case(concat!(module_path!(), "::", stringify!($name))));
        }
    };
}

/// The derivative, in builds that ask for it: others do not contain its request.
macro_rules! when_asked {
    ($mode:ident, $derivative:expr) => {
        if const { $crate::case::asked(Mode::$mode, EXCEPTIONS) } {
            Some($derivative)
        } else {
            None
        }
    };
}
