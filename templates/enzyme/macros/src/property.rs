//! Attributes on functions without a body in Rust: `#[inactive]` and `#[derivative_of]` on a block of foreign
//! functions; `#[derivative_of]` on a function.

use crate::diagnostics as says;
use crate::registered::kept_apart;
use crate::signature::is_scalar;
use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use std::ffi::CString;
use syn::spanned::Spanned;
use syn::{FnArg, ForeignItem, ForeignItemFn, Item, ItemForeignMod, LitStr, ReturnType, Signature};

/// `None` if the item is no foreign block.
pub fn inactive_block(item: &TokenStream) -> Option<TokenStream> {
    let block: ItemForeignMod = syn::parse2(item.clone()).ok()?;
    let registrations = functions(&block).map(|ForeignItemFn { sig, .. }| {
        let function = sig.ident;
        let name = format_ident!("__enzyme_inactivefn_{function}");
        quote! {
            #[used]
            #[allow(non_upper_case_globals)]
            static #name: ::enzyme::__private::Registration<1> =
                ::enzyme::__private::Registration([#function as *const ()]);
        }
    });
    Some(quote! { #block #(#registrations)* })
}

pub fn derivative_of(attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let like: LitStr =
        syn::parse2(attribute).map_err(|error| syn::Error::new(error.span(), says::LIKE_WHAT))?;
    let Ok(text) = CString::new(like.value()) else {
        return Err(syn::Error::new(like.span(), says::LIKE_WHAT));
    };
    let text = syn::LitCStr::new(&text, like.span());
    match syn::parse2(item) {
        Ok(Item::ForeignMod(block)) => {
            let registrations = functions(&block)
                .map(|function| registration(&function.sig, &text))
                .collect::<syn::Result<Vec<_>>>()?;
            Ok(quote! { #block #(#registrations)* })
        }
        Ok(Item::Fn(function)) => {
            let registration = registration(&function.sig, &text)?;
            let apart = kept_apart(&function.sig.ident);
            Ok(quote! { #apart #[inline(never)] #function #registration })
        }
        Ok(other) => Err(syn::Error::new(other.span(), says::LIKE_ON_WHAT)),
        Err(error) => Err(syn::Error::new(error.span(), says::LIKE_ON_WHAT)),
    }
}

fn functions(block: &ItemForeignMod) -> impl Iterator<Item = ForeignItemFn> + '_ {
    block.items.iter().filter_map(|item| match item {
        ForeignItem::Fn(function) => Some(function.clone()),
        // syn does not know functions that are declared `safe`.
        ForeignItem::Verbatim(tokens) => {
            let is_safe =
                |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "safe");
            let declared = tokens.clone().into_iter().filter(|token| !is_safe(token));
            syn::parse2(declared.collect()).ok()
        }
        _ => None,
    })
}

fn registration(signature: &Signature, text: &syn::LitCStr) -> syn::Result<TokenStream> {
    let function = &signature.ident;
    for argument in &signature.inputs {
        match argument {
            FnArg::Typed(typed) if is_scalar(&typed.ty) => {}
            other => return Err(syn::Error::new(other.span(), says::LIKE_FLOATS)),
        }
    }
    match &signature.output {
        ReturnType::Type(_, written) if is_scalar(written) => {}
        other => {
            let span = if matches!(other, ReturnType::Default) {
                function.span()
            } else {
                other.span()
            };
            return Err(syn::Error::new(span, says::LIKE_FLOATS));
        }
    }
    let name = format_ident!("__enzyme_function_like_{function}");
    Ok(quote! {
        #[used]
        #[allow(non_upper_case_globals)]
        static #name: ::enzyme::__private::FunctionLike =
            ::enzyme::__private::FunctionLike(#function as *const (), #text.as_ptr());
    })
}
