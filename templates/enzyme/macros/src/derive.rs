//! `#[derive(Differentiable)]`: a struct has the derivatives of its fields.

use crate::diagnostics as says;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Index, Member, parse_quote};

pub fn differentiable(item: TokenStream) -> syn::Result<TokenStream> {
    let DeriveInput {
        ident: name,
        mut generics,
        data,
        ..
    } = syn::parse2(item)?;
    let fields = match data {
        Data::Struct(data) => data.fields,
        Data::Enum(data) => return Err(says::at(data.enum_token.span, says::DERIVE_ENUM, &[])),
        Data::Union(data) => return Err(says::at(data.union_token.span, says::DERIVE_UNION, &[])),
    };
    for parameter in generics.type_params_mut() {
        parameter
            .bounds
            .push(parse_quote! { ::enzyme::Differentiable });
    }
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let members = members(&fields);
    let types: Vec<_> = fields.iter().map(|field| &field.ty).collect();
    // A field that has no derivative is reported at its type.
    let zeros = types.iter().map(|written| {
        quote_spanned! { written.span() => <#written as ::enzyme::Differentiable>::ZERO }
    });
    Ok(quote! {
        // SAFETY: no field of a type that has a derivative holds an address.
        unsafe impl #parameters ::enzyme::__private::Addressless for #name #arguments #conditions {
            #[inline]
            unsafe fn describe(at: *const Self, _: usize) {
                unsafe { <Self as ::enzyme::Differentiable>::describe(at) }
            }
        }

        // SAFETY: every field has a derivative of its own layout, for which zeros are valid.
        unsafe impl #parameters ::enzyme::Differentiable for #name #arguments #conditions {
            const ZERO: Self = Self { #(#members: #zeros),* };

            #[inline]
            fn accumulate(&mut self, other: Self) {
                #(<#types as ::enzyme::Differentiable>::accumulate(&mut self.#members, other.#members);)*
            }

            #[inline]
            unsafe fn describe(at: *const Self) {
                unsafe {
                    #(<#types as ::enzyme::Differentiable>::describe(&raw const (*at).#members);)*
                }
            }
        }
    })
}

fn members(fields: &Fields) -> Vec<TokenStream> {
    let member = |(position, field): (usize, &syn::Field)| {
        let index = || Member::Unnamed(Index::from(position));
        field
            .ident
            .clone()
            .map_or_else(index, Member::Named)
            .to_token_stream()
    };
    fields.iter().enumerate().map(member).collect()
}
