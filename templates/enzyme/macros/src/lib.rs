//! The attribute macros of the crate `enzyme`, documented there.
//!
//! One stage per file: [`parse`] reads the attribute and the function, [`validate`] checks the one
//! against the other and collects every mistake, [`expand`] writes the derivative function.

mod activity;
mod derive;
mod diagnostics;
mod expand;
mod lengths;
mod operand;
mod parse;
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
    differentiate(Mode::Reverse, attribute.into(), item.into()).into()
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
    differentiate(Mode::Forward, attribute.into(), item.into()).into()
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
fn differentiate(mode: Mode, attribute: TokenStream, item: TokenStream) -> TokenStream {
    let derivative = parse::Request::parse(mode, attribute, item.clone())
        .and_then(validate::Derivative::new)
        .map(|derivative| expand::derivative_function(&derivative))
        .unwrap_or_else(|mistakes| mistakes.into_compile_error());
    quote::quote! { #item #derivative }
}
