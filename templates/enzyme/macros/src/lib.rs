//! The attribute macros of the crate `enzyme`, documented there.
//!
//! One stage per file: `parse` reads the attribute and the function, `validate` checks the one
//! against the other and collects every mistake, `expand` writes the derivative function.

mod activity;
mod custom;
mod derive;
mod diagnostics;
mod expand;
mod forward_rule;
mod lengths;
mod operand;
mod parse;
mod property;
mod registered;
mod shape;
mod signature;
mod validate;

use activity::Mode;
use proc_macro2::TokenStream;

/// Puts the reverse-mode derivative (vector-Jacobian product) of a function beside it.
///
/// `#[autodiff_reverse(NAME, activity per input…, activity of the return value)]`; there is no last
/// activity if the function returns nothing.
///
/// | activity | input | the derivative function |
/// |---|---|---|
/// | `Const` | any | takes it as it is |
/// | `Active` | by value | returns its gradient, after the primal's result |
/// | `Duplicated` | `&…`, `*…` | takes a mutable shadow after it; the gradient is **added** to the shadow |
/// | `DuplicatedOnly` | `&…`, `*…` | the same; what the primal writes there need not be produced |
///
/// The shadow of what the function overwrites is the seed: it is read, then zeroed. A return value that
/// is `Active` or `ActiveOnly` adds a last argument, its seed; `Active` and `Const` return the primal's
/// result first, `ActiveOnly` drops it.
///
/// A number after the name is the width: so many directions per call. Each `Duplicated` input takes so many
/// shadows, the gradient of an `Active` input is an array of so many.
///
/// ```
/// use enzyme::autodiff_reverse;
///
/// #[autodiff_reverse(product_gradient, Duplicated, Const, Active)]
/// fn weighted(x: &[f64], scale: f64) -> f64 {
///     scale * x[0] * x[1]
/// }
/// # if cfg!(enzyme) {
/// let mut dx = [0.0; 2];
/// let value = product_gradient(&[3.0, 4.0], &mut dx, 2.0, 1.0);
/// assert_eq!((value, dx), (24.0, [8.0, 6.0]));
/// # }
/// ```
///
/// An associated function whose signature does not mention `Self` names its derivative `Self::NAME`.
///
/// # Panics
///
/// The derivative panics where the primal does, where a shadow is not as long as its primal, and in a
/// program built by plain cargo.
#[proc_macro_attribute]
pub fn autodiff_reverse(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    differentiate(Mode::Reverse, attribute.into(), &item.into()).into()
}

/// Puts the forward-mode derivative (Jacobian-vector product) of a function beside it.
///
/// `#[autodiff_forward(NAME, activity per input…, activity of the return value)]`; there is no last
/// activity if the function returns nothing.
///
/// | activity | the derivative function |
/// |---|---|
/// | `Const` | takes the input as it is; returns the primal's result alone |
/// | `Dual` | takes a tangent of the same type after the input; returns `(primal, tangent)` |
/// | `DualOnly` | the same, the primal's result need not be produced; returns the tangent alone |
/// | `Dualv`, `DualvOnly` | as these; one shadow slice holds the tangents of all directions, end to end |
///
/// A number after the name is the width: so many directions per call. Each `Dual` input takes so many
/// tangents, and the results come as arrays, the primal first: `[T; width + 1]`, or `[T; width]`.
///
/// ```
/// use enzyme::autodiff_forward;
///
/// #[autodiff_forward(wave_tangent, Dual, Dual)]
/// fn wave(x: f64) -> f64 {
///     3.0 * x * x
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(wave_tangent(2.0, 1.0), (12.0, 12.0));
/// # }
/// ```
///
/// An associated function whose signature does not mention `Self` names its derivative `Self::NAME`.
///
/// # Panics
///
/// The derivative panics where the primal does, where a shadow is not as long as its primal, and in a
/// program built by plain cargo.
#[proc_macro_attribute]
pub fn autodiff_forward(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    differentiate(Mode::Forward, attribute.into(), &item.into()).into()
}

/// Gives a function a reverse-mode derivative of your own: wherever it is called in what is differentiated,
/// yours is taken in place of one that is made from the body.
///
/// `#[custom_reverse(augmented = AUGMENTED, reverse = REVERSE)]` names two functions:
///
/// - `AUGMENTED` takes what the function takes, and returns its result and a tape: whatever `REVERSE` needs
///   to know, of any type (the tape alone, if there is no result).
/// - `REVERSE` takes a `&mut` shadow for each `&` and `&mut` input, the adjoint of the result, and the tape. It
///   **adds** to the shadows of what is read; it reads, and then sets, those of what is written. It returns the
///   gradients of the inputs by value: one, a tuple of several, or nothing.
///
/// It is not given the inputs: their memory may have changed since. What it needs of them goes onto the tape.
///
/// Integers, `bool`, strings and raw pointers have no derivative; `#[constant]` before any other input says
/// the same of it. Values are [`Differentiable`](macro@Differentiable), and so is what references point to:
/// a number, an array, a slice of them.
///
/// ```
/// use enzyme::custom_reverse;
///
/// /// The root of `x³ + p·x = 1`, by Newton's method.
/// #[custom_reverse(augmented = root_augmented, reverse = root_reverse)]
/// fn root(p: f64) -> f64 {
///     (0..50).fold(0.5, |x, _| x - (x * x * x + p * x - 1.0) / (3.0 * x * x + p))
/// }
///
/// fn root_augmented(p: f64) -> (f64, (f64, f64)) {
///     let x = root(p);
///     (x, (x, p))
/// }
///
/// /// By the theorem of implicit functions; the iterations are of no interest.
/// fn root_reverse(dx: f64, (x, p): (f64, f64)) -> f64 {
///     -dx * x / (3.0 * x * x + p)
/// }
/// # if cfg!(enzyme) {
/// let slope = enzyme::gradient(|p| root(p[0]), &[1.0])[0];
/// let x = root(1.0);
/// assert!((slope + x / (3.0 * x * x + 1.0)).abs() < 1e-15);
/// # }
/// ```
///
/// The function must be free and without type parameters. In forward mode it is differentiated by its body,
/// unless it has a `custom_forward` too. A tape is used once: `enzyme_nofree` of the raw protocol is not for
/// derivatives in which such a function is called.
#[proc_macro_attribute]
pub fn custom_reverse(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let fallback = item.clone();
    in_place_of(fallback, custom::reverse(attribute.into(), item.into()))
}

/// Gives a function a forward-mode derivative of your own: wherever it is called in what is differentiated,
/// yours is taken in place of one that is made from the body.
///
/// `#[custom_forward(FUNCTION)]`: that function takes each input, followed by its tangent of the same type
/// unless it has no derivative, and returns `(result, tangent of the result)`. Which inputs have a derivative,
/// and what functions can have the attribute, is as for [`macro@custom_reverse`].
///
/// ```
/// use enzyme::{autodiff_forward, custom_forward};
///
/// #[custom_forward(step_tangent)]
/// fn step(x: f64, threshold: f64) -> f64 {
///     if x > threshold { 1.0 } else { 0.0 }
/// }
///
/// /// Pretends that the step is a steep line.
/// fn step_tangent(x: f64, bx: f64, threshold: f64, bt: f64) -> (f64, f64) {
///     (step(x, threshold), 10.0 * (bx - bt))
/// }
///
/// #[autodiff_forward(model_tangent, Dual, Dual)]
/// fn model(x: f64) -> f64 {
///     3.0 * step(x * x, 1.0)
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(model_tangent(2.0, 1.0), (3.0, 120.0));
/// # }
/// ```
#[proc_macro_attribute]
pub fn custom_forward(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let fallback = item.clone();
    in_place_of(fallback, custom::forward(attribute.into(), item.into()))
}

/// Says that a function has no derivative: its result counts as a constant, and so does what it writes.
///
/// On a free function without type parameters, or on a block of foreign functions.
///
/// ```
/// use enzyme::inactive;
///
/// #[inactive]
/// fn frozen(x: f64) -> f64 {
///     x
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(enzyme::gradient(|x| frozen(x[0]) * x[0], &[3.0]), [3.0]);
/// # }
/// ```
#[proc_macro_attribute]
pub fn inactive(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let fallback = item.clone();
    let (attribute, item) = (TokenStream::from(attribute), TokenStream::from(item));
    let expanded = if attribute.is_empty() {
        property::inactive_block(&item).map_or_else(|| custom::inactive(item), Ok)
    } else {
        Err(syn::Error::new_spanned(
            attribute,
            diagnostics::INACTIVE_ARGUMENT,
        ))
    };
    in_place_of(fallback, expanded)
}

/// Says that a function has the derivative of one of libm: `#[derivative_of("lgamma")]`.
///
/// On a function of floats, or on the block that declares a foreign one.
///
/// ```
/// use enzyme::derivative_of;
///
/// /// An approximation by a table would have the derivative of its steps.
/// #[derivative_of("sin")]
/// fn coarse_sine(x: f64) -> f64 {
///     (x.sin() * 64.0).round() / 64.0
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(enzyme::gradient(|x| coarse_sine(x[0]), &[0.5]), [0.5_f64.cos()]);
/// # }
/// ```
#[proc_macro_attribute]
pub fn derivative_of(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    let fallback = item.clone();
    in_place_of(
        fallback,
        property::derivative_of(attribute.into(), item.into()),
    )
}

/// What replaces the item; it stays as it was beside what is wrong with it.
fn in_place_of(
    item: proc_macro::TokenStream,
    expanded: syn::Result<TokenStream>,
) -> proc_macro::TokenStream {
    expanded
        .unwrap_or_else(|mistakes| {
            let (item, mistakes) = (without_markers(item.into()), mistakes.into_compile_error());
            quote::quote! { #item #mistakes }
        })
        .into()
}

/// `#[constant]` means something to the attributes only.
fn without_markers(item: TokenStream) -> TokenStream {
    let Ok(mut function) = syn::parse2::<syn::ItemFn>(item.clone()) else {
        return item;
    };
    if !registered::has_other_rules(&function.attrs) {
        registered::remove_markers(&mut function.sig);
    }
    quote::quote! { #function }
}

/// Lets a struct be passed and returned by value with a derivative: the derivatives of its fields.
///
/// Every field must be `Differentiable` itself: `f32`, `f64`, arrays and tuples of them, other such structs.
///
/// ```
/// use enzyme::{autodiff_reverse, Differentiable};
///
/// #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
/// struct Point {
///     x: f64,
///     y: f64,
/// }
///
/// #[autodiff_reverse(area_gradient, Active, Active)]
/// fn area(p: Point) -> f64 {
///     p.x * p.y
/// }
/// # if cfg!(enzyme) {
/// assert_eq!(area_gradient(Point { x: 3.0, y: 4.0 }, 1.0), (12.0, Point { x: 4.0, y: 3.0 }));
/// # }
/// ```
#[proc_macro_derive(Differentiable)]
pub fn derive_differentiable(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::differentiable(item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// The item as it was, then its derivative, or all that is wrong with the request: the item stays
/// known to the compiler and to the editor either way.
fn differentiate(mode: Mode, attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let derivative = parse::Request::parse(mode, attribute, item.clone())
        .and_then(validate::Derivative::new)
        .map_or_else(syn::Error::into_compile_error, |derivative| {
            expand::derivative_function(&derivative)
        });
    quote::quote! { #item #derivative }
}
