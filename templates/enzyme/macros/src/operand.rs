//! One argument of the primal on its way through the raw protocol.

use crate::activity::{Activity, Mode};
use crate::shape::{bare, element, Pointer, Shape};
use crate::signature::shadow;
use crate::validate::Input;
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
    /// What that function hands to the primal.
    pub argument: TokenStream,
    /// Markers and arguments of the request, in the order of `parameters`.
    pub request: TokenStream,
    /// The variable that holds the gradient afterwards.
    pub gradient: Option<Ident>,
}

impl Operand {
    pub fn new(mode: Mode, input: &Input) -> Operand {
        match &input.shape {
            Shape::Value | Shape::Unsized => by_value(mode, input),
            Shape::Thin(pointer) => thin(mode, input, pointer),
            Shape::Slice(pointer) => slice(mode, input, pointer),
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

fn by_value(mode: Mode, input: &Input) -> Operand {
    let Input { name, written, .. } = input;
    let parameter = parameter(input);
    let shadow = shadow(mode, input);
    let mut locals = TokenStream::new();
    let mut gradient = None;
    let request = match input.activity {
        Activity::Const => {
            let held = format_ident!("held_{}", name, span = Span::mixed_site());
            // The primal consumes the value; nobody drops it again.
            locals = quote! { let #held = ::core::mem::ManuallyDrop::new(#name); };
            quote! { enzyme_const &raw const #held; }
        }
        Activity::Active | Activity::ActiveOnly => {
            locals = quote! {
                let mut #shadow = <#written as ::enzyme::Differentiable>::ZERO;
            };
            gradient = Some(shadow.clone());
            quote! { enzyme_dup &raw const #name, &raw mut #shadow; }
        }
        activity => {
            let dup = dup(activity);
            quote! { #dup &raw const #name, &raw const #shadow; }
        }
    };
    Operand {
        checks: TokenStream::new(),
        locals,
        parameters: vec![quote! { #parameter: *const #written }],
        argument: quote! { #parameter.read() },
        request,
        gradient,
    }
}

fn thin(mode: Mode, input: &Input, pointer: &Pointer) -> Operand {
    let Input { name, activity, .. } = input;
    let Pointer { pointee, .. } = pointer;
    let parameter = parameter(input);
    let shadow = shadow(mode, input);
    let address = |variable: &Ident, mutable: bool| match (pointer.raw, mutable) {
        (true, _) => quote! { #variable },
        (false, true) => quote! { ::core::ptr::from_mut(#variable) },
        (false, false) => quote! { ::core::ptr::from_ref(#variable) },
    };
    let primal = address(name, pointer.mutable);
    let request = if *activity == Activity::Const {
        quote! { enzyme_const #primal; }
    } else {
        let dup = dup(*activity);
        let shadow = address(&shadow, pointer.mutable || mode == Mode::Reverse);
        quote! { #dup #primal, #shadow; }
    };
    let argument = match (pointer.raw, pointer.mutable) {
        (true, _) => quote! { #parameter },
        (false, true) => quote! { &mut *#parameter },
        (false, false) => quote! { &*#parameter },
    };
    let constness = constness(pointer);
    Operand {
        checks: checks(input, &shadow, pointer, length_checks(pointee)),
        locals: TokenStream::new(),
        parameters: vec![quote! { #parameter: *#constness #pointee }],
        argument,
        request,
        gradient: None,
    }
}

fn slice(mode: Mode, input: &Input, pointer: &Pointer) -> Operand {
    let Input { name, activity, .. } = input;
    let Pointer { pointee, .. } = pointer;
    let parameter = parameter(input);
    let length = format_ident!("{}_length", parameter, span = Span::mixed_site());
    let shadow = shadow(mode, input);
    let address = |variable: &Ident, mutable: bool| match (pointer.raw, mutable) {
        (true, true) => quote! { #variable.cast::<#pointee>().cast_mut() },
        (true, false) => quote! { #variable.cast::<#pointee>().cast_const() },
        (false, true) => quote! { #variable.as_mut_ptr() },
        (false, false) => quote! { #variable.as_ptr() },
    };
    let primal = address(name, pointer.mutable);
    let request = if *activity == Activity::Const {
        quote! { enzyme_const #primal; enzyme_const #name.len(); }
    } else {
        let dup = dup(*activity);
        let shadow = address(&shadow, pointer.mutable || mode == Mode::Reverse);
        quote! { #dup #primal, #shadow; enzyme_const #name.len(); }
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
        checks: checks(input, &shadow, pointer, length_checks(&sequence)),
        locals: TokenStream::new(),
        parameters: vec![
            quote! { #parameter: *#constness #pointee },
            quote! { #length: usize },
        ],
        argument,
        request,
        gradient: None,
    }
}

fn constness(pointer: &Pointer) -> TokenStream {
    if pointer.mutable {
        quote! { mut }
    } else {
        quote! { const }
    }
}

/// `lengths` applied to an input that has a shadow. What a raw pointer points to is the caller's affair.
fn checks(
    input: &Input,
    shadow: &Ident,
    pointer: &Pointer,
    lengths: Option<TokenStream>,
) -> TokenStream {
    let Some(lengths) = lengths.filter(|_| input.activity != Activity::Const && !pointer.raw)
    else {
        return TokenStream::new();
    };
    let Input { name, .. } = input;
    let (primal_name, shadow_name) = (name.to_string(), shadow.to_string());
    let (primal_label, shadow_label) = (hidden("primal_label"), hidden("shadow_label"));
    let (primal, shadowed) = (hidden("primal"), hidden("shadow"));
    quote! {
        {
            let (#primal_label, #shadow_label) = (#primal_name, #shadow_name);
            let (#primal, #shadowed) = (&*#name, &*#shadow);
            #lengths
        }
    }
}

/// Compares the lengths of `primal` and `shadow`, and of the slices and `Vec`s that the type says are inside.
fn length_checks(written: &Type) -> Option<TokenStream> {
    let (primal, shadow) = (hidden("primal"), hidden("shadow"));
    let inner = |item: &Type| {
        length_checks(item).map(|checks| {
            quote! {
                for (#primal, #shadow) in #primal.iter().zip(#shadow.iter()) {
                    #checks
                }
            }
        })
    };
    match (bare(written), element(written)) {
        (_, Some(item)) => {
            let (primal_label, shadow_label) = (hidden("primal_label"), hidden("shadow_label"));
            let inner = inner(item);
            Some(quote! {
                ::enzyme::__private::check_length(#primal_label, #primal.len(), #shadow_label, #shadow.len());
                #inner
            })
        }
        (Type::Array(array), None) => inner(&array.elem),
        (Type::Reference(reference), None) => length_checks(&reference.elem),
        _ => None,
    }
}
