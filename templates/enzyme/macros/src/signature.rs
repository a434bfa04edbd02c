//! The signature of a derivative function, as seen by its callers.

use crate::activity::{Activity, Mode};
use crate::shape::{Pointer, Shape, bare};
use crate::validate::{Derivative, Input, Output};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, GenericParam, Generics, Ident, Signature, Type, TypePath, parse_quote};

/// Gives every `impl Trait` argument a type parameter, so that the derivative can name its type.
pub fn name_anonymous_types(signature: &mut Signature) {
    struct Names(Vec<GenericParam>);
    impl VisitMut for Names {
        fn visit_type_mut(&mut self, written: &mut Type) {
            visit_mut::visit_type_mut(self, written);
            if let Type::ImplTrait(anonymous) = written {
                let name = format_ident!("Impl{}", self.0.len(), span = Span::mixed_site());
                let bounds = &anonymous.bounds;
                self.0.push(parse_quote! { #name: #bounds });
                *written = parse_quote! { #name };
            }
        }
    }
    let mut names = Names(Vec::new());
    for argument in &mut signature.inputs {
        if let FnArg::Typed(typed) = argument {
            names.visit_type_mut(&mut typed.ty);
        }
    }
    signature.generics.params.extend(names.0);
}

/// The arguments that name this instance of a generic function; lifetimes are inferred.
pub fn turbofish(generics: &Generics) -> Option<TokenStream> {
    let mut names = generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(&parameter.ident),
            GenericParam::Const(parameter) => Some(&parameter.ident),
            GenericParam::Lifetime(_) => None,
        })
        .peekable();
    names.peek()?;
    Some(quote! { ::<#(#names),*> })
}

/// The names of an input's shadows, none if it has no shadow. Their hygiene keeps them apart from the
/// names of the user.
pub fn shadows(derivative: &Derivative, input: &Input) -> Vec<Ident> {
    let prefix = match derivative.mode {
        Mode::Forward => "b",
        Mode::Reverse => "d",
    };
    let count = match input.activity {
        Activity::Const | Activity::Active | Activity::ActiveOnly => 0,
        Activity::Dualv | Activity::DualvOnly => 1,
        Activity::Duplicated | Activity::DuplicatedOnly | Activity::Dual | Activity::DualOnly => {
            derivative.width
        }
    };
    let name = input.name.unraw();
    (0..count)
        .map(|lane| format_ident!("{prefix}{name}_{lane}", span = Span::mixed_site()))
        .collect()
}

/// The name of the argument that seeds the adjoint of the return value.
pub fn seed() -> Ident {
    Ident::new("dret", Span::mixed_site())
}

/// Everything before the body.
pub fn signature(derivative: &Derivative) -> TokenStream {
    let Derivative {
        name, visibility, ..
    } = derivative;
    let abi = &derivative.signature.abi;
    let unsafety = may_leave_unwritten(derivative)
        .then(|| quote! { unsafe })
        .or_else(|| derivative.signature.unsafety.map(|token| quote! { #token }));
    let mut generics = derivative.generics().clone();
    for bound in bounds(derivative) {
        generics.make_where_clause().predicates.push(bound);
    }
    let (parameters, _, conditions) = split(&generics);
    let arguments = arguments(derivative);
    let output = output_type(derivative);
    quote! {
        #visibility #unsafety #abi fn #name #parameters (#(#arguments),*) #output #conditions
    }
}

fn split(generics: &Generics) -> (TokenStream, TokenStream, TokenStream) {
    let (_, arguments, conditions) = generics.split_for_impl();
    let parameters = (!generics.params.is_empty()).then(|| {
        let parameters = &generics.params;
        quote! { <#parameters> }
    });
    (
        quote! { #parameters },
        quote! { #arguments },
        quote! { #conditions },
    )
}

/// A `…Only` shadow says that the primal's memory need not be written: reading it is the caller's risk.
fn may_leave_unwritten(derivative: &Derivative) -> bool {
    derivative
        .inputs
        .iter()
        .any(|input| input.activity.drops_primal() && !input.activity.returns_gradient())
}

fn arguments(derivative: &Derivative) -> Vec<TokenStream> {
    let mut arguments = Vec::new();
    for (argument, input) in derivative.signature.inputs.iter().zip(&derivative.inputs) {
        let Input { name, written, .. } = input;
        arguments.push(match argument {
            FnArg::Receiver(receiver) => quote! { #receiver },
            FnArg::Typed(_) => quote! { #name: #written },
        });
        let shadow_type = shadow_type(derivative.mode, input);
        for shadow in shadows(derivative, input) {
            arguments.push(quote! { #shadow: #shadow_type });
        }
    }
    if let Some(Output { written, .. }) = seeded(derivative) {
        let seed = seed();
        arguments.push(quote! { #seed: #written });
    }
    arguments
}

/// The type of the shadows of an input: that of the input, which reverse mode can write to.
fn shadow_type(mode: Mode, input: &Input) -> TokenStream {
    let written = &input.written;
    match &input.shape {
        Shape::Thin(pointer) if mode == Mode::Reverse => {
            let Pointer { pointee, .. } = pointer;
            mutable(pointer, &quote! { #pointee })
        }
        Shape::Slice(pointer) if mode == Mode::Reverse => {
            let Pointer { pointee, .. } = pointer;
            mutable(pointer, &quote! { [#pointee] })
        }
        _ => quote! { #written },
    }
}

fn mutable(pointer: &Pointer, pointee: &TokenStream) -> TokenStream {
    if pointer.raw {
        quote! { *mut #pointee }
    } else {
        quote! { &mut #pointee }
    }
}

/// The return value, if its adjoint is an argument of the derivative.
pub fn seeded(derivative: &Derivative) -> Option<&Output> {
    derivative
        .output
        .as_ref()
        .filter(|output| output.activity.returns_gradient())
}

/// The types that a derivative returns, in order. Several directions return arrays.
fn output_types(derivative: &Derivative) -> Vec<TokenStream> {
    let width = derivative.width;
    let mut types = Vec::new();
    if let Some(Output { written, activity }) = &derivative.output {
        let has_tangent = derivative.mode == Mode::Forward && *activity != Activity::Const;
        let values = usize::from(!activity.drops_primal()) + if has_tangent { width } else { 0 };
        if width > 1 && has_tangent {
            types.push(quote! { [#written; #values] });
        } else {
            types.extend((0..values).map(|_| quote! { #written }));
        }
    }
    let active = derivative.inputs.iter();
    types.extend(
        active
            .filter(|input| input.activity.returns_gradient())
            .map(|Input { written, .. }| {
                if width == 1 {
                    quote! { #written }
                } else {
                    quote! { [#written; #width] }
                }
            }),
    );
    types
}

fn output_type(derivative: &Derivative) -> Option<TokenStream> {
    match &output_types(derivative)[..] {
        [] => None,
        [single] => Some(quote! { -> #single }),
        several => Some(quote! { -> (#(#several),*) }),
    }
}

/// `T: Differentiable` for every type that is active by value, unless it is visibly made of floats.
fn bounds(derivative: &Derivative) -> Vec<syn::WherePredicate> {
    let inputs = derivative
        .inputs
        .iter()
        .filter(|input| matches!(input.shape, Shape::Value))
        .map(|input| (input.activity, &input.written));
    let output = derivative
        .output
        .iter()
        .map(|output| (output.activity, &output.written));
    let mut bounds: Vec<syn::WherePredicate> = Vec::new();
    for (activity, written) in inputs.chain(output) {
        if activity == Activity::Const || is_float(written) {
            continue;
        }
        let trait_path = quote_spanned! { written.span() => ::enzyme::Differentiable };
        let bound = parse_quote! { #written: #trait_path };
        if !bounds.contains(&bound) {
            bounds.push(bound);
        }
    }
    bounds
}

fn is_float(written: &Type) -> bool {
    match bare(written) {
        Type::Array(array) => is_float(&array.elem),
        other => is_scalar(other),
    }
}

/// Whether the type is visibly a single float.
pub fn is_scalar(written: &Type) -> bool {
    matches!(bare(written), Type::Path(TypePath { qself: None, path })
        if path.is_ident("f32") || path.is_ident("f64"))
}
