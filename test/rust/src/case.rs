//! What a case is, and the macros that register cases.

/// A function of `x`, its two derivatives, and where they are compared.
pub struct Case {
    pub name: &'static str,
    pub precision: Precision,
    pub points: &'static [&'static [f64]],
    pub primal: fn(&[f64]) -> f64,
    /// Adds `seed` times the gradient at `x` to `dx`, and returns the value.
    pub reverse: fn(x: &[f64], dx: &mut [f64], seed: f64) -> f64,
    /// The value at `x` and its derivative in the direction `bx`.
    pub forward: fn(x: &[f64], bx: &[f64]) -> (f64, f64),
}

/// In which floats the case computes.
#[derive(Clone, Copy, PartialEq)]
pub enum Precision {
    Double,
    Single,
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
/// they are checked; `cases! { Single => … }` those that compute in `f32`.
macro_rules! cases {
    ($precision:ident => $($name:ident: $($point:expr),+;)*) => {
        pub fn cases(all: &mut Vec<$crate::case::Case>) {
            $(case!(all, $precision, $name, $($point),+);)*
        }
    };
    ($($name:ident: $($point:expr),+;)*) => { cases! { Double => $($name: $($point),+;)* } };
}

/// As `cases!`: those that the engine refuses today. The feature `pending` adds them.
macro_rules! pending {
    () => {
        #[cfg(feature = "pending")]
        pub fn pending(_: &mut Vec<$crate::case::Case>) {}
    };
    ($precision:ident => $($name:ident: $($point:expr),+;)*) => {
        #[cfg(feature = "pending")]
        pub fn pending(all: &mut Vec<$crate::case::Case>) {
            $(case!(all, $precision, $name, $($point),+);)*
        }
    };
    ($($name:ident: $($point:expr),+;)*) => { pending! { Double => $($name: $($point),+;)* } };
}

/// One case: the attributes make its derivatives.
macro_rules! case {
    ($all:ident, $precision:ident, $name:ident, $($point:expr),+) => {
        if const { $crate::case::selected(module_path!(), stringify!($name)) } {
            #[enzyme::autodiff_reverse(reverse, Duplicated, Active)]
            #[enzyme::autodiff_forward(forward, Dual, Dual)]
            fn primal(x: &[f64]) -> f64 {
                $name(x)
            }
            $all.push($crate::case::Case {
                name: concat!(module_path!(), "::", stringify!($name)),
                precision: $crate::case::Precision::$precision,
                points: &[$(&$point),+],
                primal,
                reverse,
                forward,
            });
        }
    };
}
