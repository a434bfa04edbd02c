//! Everything the macros say to the person who writes an attribute; `{…}` is filled in by [`fill`].

use proc_macro2::Span;

pub const NAME_MISSING: &str = "expected the name of the derivative function first: `#[{attribute}(NAME, activity per input…)]`";
pub const NAME_INVALID: &str = "the name of the derivative function is an identifier, or `Self::NAME` for an associated function";
pub const NAME_TAKEN: &str = "the derivative function needs a name of its own, not `{name}`";
pub const ACTIVITY_EXPECTED: &str = "expected an activity: {expected}";
pub const ACTIVITY_UNKNOWN: &str = "unknown activity `{name}`: expected {expected}";
pub const ACTIVITY_OF_OTHER_MODE: &str =
    "`{activity}` is not an activity of an input of `{attribute}`: expected {expected}";
pub const ACTIVITY_NOT_OF_RETURN: &str =
    "`{activity}` is not an activity of a return value of `{attribute}`: expected {expected}";
pub const ACTIVITIES_MISSING: &str = "`{function}` needs {needed}, {given} given";
pub const ACTIVITY_SURPLUS: &str = "surplus activity: `{function}` needs {needed}";

pub const WIDTH_ZERO: &str = "the width is the number of derivatives per call, at least 1";
pub const WIDTH_TOO_LARGE: &str =
    "width {width} is more than the {largest} directions that one call may have";

pub const NOT_A_FUNCTION: &str = "`{attribute}` goes on a function";
pub const ASYNC_FUNCTION: &str =
    "an `async fn` has no derivative: it returns before it has computed";
pub const VARIADIC_FUNCTION: &str = "a variadic function has no derivative function";

pub const ACTIVE_NEEDS_VALUE: &str = "`{activity}` returns the gradient of a value, but `{name}` is behind a reference or pointer: use `Duplicated` (or `Const`)";
pub const DUPLICATED_NEEDS_POINTER: &str = "`{activity}` adds to a shadow in memory, but `{name}` is passed by value: use `Active` (or `Const`), or take it as `&…`";
pub const NO_DERIVATIVE: &str = "`{type}` carries no derivative: mark `{name}` as `Const`";
pub const DUALV_NEEDS_SLICE: &str = "`{activity}` puts the tangents of all directions end to end, for which `{type}` has no room: use `Dual`, one shadow a direction";
pub const UNSIZED_POINTEE: &str = "`{activity}` is not supported for `{type}`: behind the reference must be a slice or a type of known size";
pub const SHARED_INSIDE_SHADOW: &str = "`{activity}` would write through the `&` inside `{type}`: pass one slice, or make the inner references `&mut`";

pub const RETURN_NO_DERIVATIVE: &str =
    "the return type `{type}` carries no derivative: mark it as `Const`";
pub const RETURN_NOT_OWNED: &str = "`{activity}` cannot return the derivative of `{type}`: return it by value, or write to a `&mut` argument";
pub const RETURN_IMPL_TRAIT: &str =
    "a function that returns `impl Trait` has no derivative function: name the type";
pub const RETURN_NEVER: &str = "a function that never returns has no derivative";

pub const NOT_A_FUNCTION_WITH_BODY: &str = "`{attribute}` goes on a function with a body";
pub const REGISTERED_GENERIC: &str = "`{attribute}` needs a function without type parameters: `{function}` is a function of its own for every type, and each would need a rule";
pub const REGISTERED_METHOD: &str = "`{attribute}` needs a free function: `self` cannot be named where the rule is registered; let the method call a function";
pub const REGISTERED_CONST: &str = "`{attribute}` needs a function that runs: remove `const`";
pub const RULE_UNKNOWN_KEY: &str = "expected `augmented = FUNCTION, reverse = FUNCTION`";
pub const RULE_INCOMPLETE: &str = "expected both `augmented = FUNCTION`, which computes the result and a tape, and `reverse = FUNCTION`, which takes the tape and gives the gradient";
pub const FORWARD_RULE_PATH: &str = "expected the name of the function that computes result and tangent: `#[custom_forward(FUNCTION)]`";
pub const INACTIVE_ARGUMENT: &str = "`inactive` takes no arguments";
pub const LIKE_WHAT: &str =
    "expected the name of a function of libm: `#[derivative_of(\"lgamma\")]`";
pub const LIKE_ON_WHAT: &str =
    "`derivative_of` goes on a function, or on the whole `extern` block that declares one";
pub const LIKE_FLOATS: &str = "a function of libm takes and returns `f32` or `f64` only";

pub const DERIVE_ENUM: &str =
    "an enum has no derivative by value: pass it by reference, with a shadow of the same variant";
pub const DERIVE_UNION: &str =
    "a union has no derivative: nothing says which of its fields holds a value";

/// A diagnostic at a place in the user's source.
pub fn at(span: Span, message: &str, values: &[(&str, &str)]) -> syn::Error {
    syn::Error::new(span, fill(message, values))
}

fn fill(message: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(message.to_owned(), |text, (key, value)| {
            text.replace(&format!("{{{key}}}"), value)
        })
}

/// Mistakes of one attribute, reported together.
#[derive(Default)]
pub struct Mistakes(Option<syn::Error>);

impl Mistakes {
    pub fn push(&mut self, mistake: syn::Error) {
        match &mut self.0 {
            Some(mistakes) => mistakes.combine(mistake),
            None => self.0 = Some(mistake),
        }
    }

    /// What was found, or one mistake more.
    pub fn take<T>(&mut self, found: syn::Result<T>) -> Option<T> {
        found.map_err(|mistake| self.push(mistake)).ok()
    }

    /// All of them, when no more can be looked for.
    pub fn and_last(self, mistake: syn::Error) -> syn::Error {
        match self.0 {
            Some(mut mistakes) => {
                mistakes.combine(mistake);
                mistakes
            }
            None => mistake,
        }
    }

    /// `value`, unless something was wrong.
    pub fn or<T>(self, value: T) -> syn::Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}
