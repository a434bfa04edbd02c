//! The lengths of shadows, compared with those of their primals before anything is computed.

use crate::activity::Activity;
use crate::operand::hidden;
use crate::shape::{Pointer, bare, element};
use crate::signature::shadows;
use crate::validate::{Derivative, Input};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

/// Checks of an input that has shadows. What a raw pointer points to is the caller's affair.
pub fn checks(
    derivative: &Derivative,
    input: &Input,
    pointer: &Pointer,
    pointee: &Type,
) -> TokenStream {
    if pointer.raw {
        return TokenStream::new();
    }
    let directions = match input.activity {
        Activity::Dualv | Activity::DualvOnly => derivative.width,
        _ => 1,
    };
    let Some(comparison) = comparison(pointee, directions) else {
        return TokenStream::new();
    };
    let Input { name, .. } = input;
    let primal_name = name.to_string();
    let (primal_label, shadow_label) = (hidden("primal_label"), hidden("shadow_label"));
    let (primal, shadowed) = (hidden("primal"), hidden("shadow"));
    let shadows = shadows(derivative, input);
    let shadow_names = shadows.iter().map(ToString::to_string);
    quote! {
        #({
            let (#primal_label, #shadow_label) = (#primal_name, #shadow_names);
            let (#primal, #shadowed) = (&*#name, &*#shadows);
            #comparison
        })*
    }
}

/// Compares `primal` with `shadow`, which holds so many `directions` end to end, and the slices and `Vec`s
/// that the type says are inside.
fn comparison(written: &Type, directions: usize) -> Option<TokenStream> {
    let (primal, shadow) = (hidden("primal"), hidden("shadow"));
    let repeated = (directions > 1).then(|| quote! { .cycle() });
    let inner = |item: &Type| {
        comparison(item, 1).map(|comparison| {
            quote! {
                for (#primal, #shadow) in #primal.iter()#repeated.zip(#shadow.iter()) {
                    #comparison
                }
            }
        })
    };
    match (bare(written), element(written)) {
        (_, Some(item)) => {
            let (primal_label, shadow_label) = (hidden("primal_label"), hidden("shadow_label"));
            let inner = inner(item);
            Some(quote! {
                ::enzyme::__private::check_directions(
                    #directions, #primal_label, #primal.len(), #shadow_label, #shadow.len()
                );
                #inner
            })
        }
        (Type::Array(array), None) => inner(&array.elem),
        (Type::Reference(reference), None) => comparison(&reference.elem, directions),
        _ => None,
    }
}
