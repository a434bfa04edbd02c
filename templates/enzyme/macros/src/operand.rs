//! One argument of the primal on its way through the raw protocol.

use crate::activity::{Activity, Mode};
use crate::lengths;
use crate::shape::{Pointer, Shape};
use crate::signature::shadows;
use crate::validate::{Derivative, Input};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Ident, Type};

/// The pieces of a derivative's body that belong to one input.
pub struct Operand {
    /// Panics unless the shadow fits.
    pub checks: TokenStream,
    /// Variables that must live until the request has returned.
    pub locals: TokenStream,
    /// Parameters of the function that the pass differentiates.
    pub parameters: Vec<TokenStream>,
    /// Where a value that moves as a whole lies, and its type.
    pub moved: Option<(TokenStream, Type)>,
    /// A pointer to memory that the caller lends, unless others may own what is around it, and how many
    /// values are there.
    pub lent: Option<TokenStream>,
    /// What that function hands to the primal.
    pub argument: TokenStream,
    /// Markers and arguments of the request, in the order of `parameters`.
    pub request: TokenStream,
    /// The variables that hold the gradients afterwards, one a direction.
    pub gradients: Vec<Ident>,
}

impl Operand {
    pub fn new(derivative: &Derivative, input: &Input) -> Operand {
        match &input.shape {
            Shape::Value | Shape::Unsized => by_value(derivative, input),
            Shape::Thin(pointer) if pointer.maybe_unsized => {
                let mut operand = by_value(derivative, input);
                operand.checks = lengths::checks(derivative, input, pointer, &pointer.pointee);
                operand
            }
            Shape::Thin(pointer) => thin(derivative, input, pointer),
            Shape::Slice(pointer) => slice(derivative, input, pointer),
        }
    }
}

/// A name that no name of the user can be mistaken for.
pub fn hidden(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The marker of an input or return value that has a shadow.
pub fn dup(activity: Activity) -> TokenStream {
    if activity.drops_primal() {
        quote! { enzyme_dupnoneed }
    } else {
        quote! { enzyme_dup }
    }
}

fn parameter(input: &Input) -> Ident {
    format_ident!("primal_{}", input.name, span = Span::mixed_site())
}

/// Marker, primal and shadows of an input that is not constant.
fn shadowed(
    activity: Activity,
    stride: &TokenStream,
    primal: &TokenStream,
    shadows: &[TokenStream],
) -> TokenStream {
    match activity {
        Activity::Dualv => quote! { enzyme_dupv #stride, #primal #(, #shadows)*; },
        Activity::DualvOnly => quote! { enzyme_dupnoneedv #stride, #primal #(, #shadows)*; },
        _ => {
            let dup = dup(activity);
            quote! { #dup #primal #(, #shadows)*; }
        }
    }
}

/// Behind a pointer to a local variable.
fn by_value(derivative: &Derivative, input: &Input) -> Operand {
    let Input {
        name,
        written,
        activity,
        ..
    } = input;
    let parameter = parameter(input);
    let mut locals = TokenStream::new();
    let mut gradients = Vec::new();
    let request = match activity {
        Activity::Const => {
            let held = format_ident!("held_{}", name, span = Span::mixed_site());
            // The primal consumes the value; nobody drops it again.
            locals = quote! { let #held = ::core::mem::ManuallyDrop::new(#name); };
            quote! { enzyme_const &raw const #held; }
        }
        Activity::Active | Activity::ActiveOnly => {
            gradients = (0..derivative.width)
                .map(|lane| format_ident!("d{}_{lane}", name, span = Span::mixed_site()))
                .collect();
            locals = quote! {
                #(let mut #gradients = <#written as ::enzyme::Differentiable>::ZERO;)*
            };
            quote! { enzyme_dup &raw const #name #(, &raw mut #gradients)*; }
        }
        activity => {
            let shadows = shadows(derivative, input)
                .into_iter()
                .map(|shadow| quote! { &raw const #shadow })
                .collect::<Vec<_>>();
            let stride = quote! { ::core::mem::size_of::<#written>() };
            shadowed(*activity, &stride, &quote! { &raw const #name }, &shadows)
        }
    };
    Operand {
        checks: TokenStream::new(),
        locals,
        parameters: vec![quote! { #parameter: *const #written }],
        moved: (matches!(input.shape, Shape::Value) && *activity != Activity::Const)
            .then(|| (quote! { #parameter }, written.clone())),
        lent: Some(quote! { #parameter, 1 }),
        argument: quote! { #parameter.read() },
        request,
        gradients,
    }
}

fn thin(derivative: &Derivative, input: &Input, pointer: &Pointer) -> Operand {
    let Input { name, activity, .. } = input;
    let Pointer { pointee, .. } = pointer;
    let parameter = parameter(input);
    let address = |variable: &Ident, mutable: bool| match (pointer.raw, mutable) {
        (true, _) => quote! { #variable },
        (false, true) => quote! { ::core::ptr::from_mut(#variable) },
        (false, false) => quote! { ::core::ptr::from_ref(#variable) },
    };
    let primal = address(name, pointer.mutable);
    let request = if *activity == Activity::Const {
        quote! { enzyme_const #primal; }
    } else {
        let writes = pointer.mutable || derivative.mode == Mode::Reverse;
        let shadows = shadows(derivative, input);
        let shadows: Vec<_> = shadows.iter().map(|one| address(one, writes)).collect();
        let stride = quote! { ::core::mem::size_of::<#pointee>() };
        shadowed(*activity, &stride, &primal, &shadows)
    };
    let argument = match (pointer.raw, pointer.mutable) {
        (true, _) => quote! { #parameter },
        (false, true) => quote! { &mut *#parameter },
        (false, false) => quote! { &*#parameter },
    };
    let constness = constness(pointer);
    Operand {
        checks: lengths::checks(derivative, input, pointer, pointee),
        locals: TokenStream::new(),
        parameters: vec![quote! { #parameter: *#constness #pointee }],
        moved: None,
        lent: lent(pointer, &parameter, &quote! { 1 }),
        argument,
        request,
        gradients: Vec::new(),
    }
}

fn slice(derivative: &Derivative, input: &Input, pointer: &Pointer) -> Operand {
    let Input { name, activity, .. } = input;
    let Pointer { pointee, .. } = pointer;
    let parameter = parameter(input);
    let length = format_ident!("{}_length", parameter, span = Span::mixed_site());
    let address = |variable: &Ident, mutable: bool| match (pointer.raw, mutable) {
        (true, _) => quote! { #variable.cast::<#pointee>() },
        (false, true) => quote! { #variable.as_mut_ptr() },
        (false, false) => quote! { #variable.as_ptr() },
    };
    let primal = address(name, pointer.mutable);
    let request = if *activity == Activity::Const {
        quote! { enzyme_const #primal; }
    } else {
        let writes = pointer.mutable || derivative.mode == Mode::Reverse;
        let shadows = shadows(derivative, input);
        let shadows: Vec<_> = shadows.iter().map(|one| address(one, writes)).collect();
        let stride = quote! { #name.len() * ::core::mem::size_of::<#pointee>() };
        shadowed(*activity, &stride, &primal, &shadows)
    };
    let argument = match (pointer.raw, pointer.mutable) {
        (true, true) => quote! { ::core::ptr::slice_from_raw_parts_mut(#parameter, #length) },
        (true, false) => quote! { ::core::ptr::slice_from_raw_parts(#parameter, #length) },
        (false, true) => quote! { ::core::slice::from_raw_parts_mut(#parameter, #length) },
        (false, false) => quote! { ::core::slice::from_raw_parts(#parameter, #length) },
    };
    let constness = constness(pointer);
    let sequence: Type = syn::parse_quote! { [#pointee] };
    Operand {
        checks: lengths::checks(derivative, input, pointer, &sequence),
        locals: TokenStream::new(),
        parameters: vec![
            quote! { #parameter: *#constness #pointee },
            quote! { #length: usize },
        ],
        moved: None,
        lent: lent(pointer, &parameter, &quote! { #length }),
        argument,
        request: quote! { #request enzyme_const #name.len(); },
        gradients: Vec::new(),
    }
}

fn lent(pointer: &Pointer, parameter: &Ident, count: &TokenStream) -> Option<TokenStream> {
    match (pointer.raw, pointer.mutable) {
        (true, _) => None,
        (false, true) => Some(quote! { #parameter.cast_const(), #count }),
        (false, false) => Some(quote! { #parameter, #count }),
    }
}

fn constness(pointer: &Pointer) -> TokenStream {
    if pointer.mutable {
        quote! { mut }
    } else {
        quote! { const }
    }
}
