//! What is registered for a kernel with a `#[custom_forward]`.

use crate::custom::{properties, with_shadows};
use crate::registered::{Parameter, Registered, Role};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

pub fn forward_rule(rule: &Path, function: &Registered) -> TokenStream {
    let lifetimes: Vec<_> = function.item.sig.generics.params.iter().collect();
    let flat = with_shadows(function);
    let (mut types, mut arguments, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in &function.parameters {
        let Parameter {
            name,
            shadow,
            length,
            written,
            role,
        } = parameter;
        types.push(quote! { #written });
        arguments.push(parameter.argument());
        let tangent = match role {
            Role::Constant => continue,
            Role::Value => quote! { ::enzyme::__private::tangent_of(#name, #shadow) },
            Role::Thin(pointer) | Role::Slice(pointer) => {
                let is_slice = matches!(role, Role::Slice(_));
                let pointee = &pointer.pointee;
                let count = if is_slice {
                    quote! { #length }
                } else {
                    quote! { 1 }
                };
                open.push(quote! {
                    let mut #shadow =
                        ::enzyme::__private::Shadow::<#pointee>::new(#name, #shadow, #count, false);
                });
                match (is_slice, pointer.mutable) {
                    (true, true) => quote! { #shadow.all() },
                    (false, true) => quote! { #shadow.single() },
                    (true, false) => quote! { #shadow.read() },
                    (false, false) => quote! { &#shadow.read()[0] },
                }
            }
        };
        types.push(quote! { #written });
        arguments.push(tangent);
    }
    let (returned, pattern, write) = match (&function.result, function.active_result()) {
        (Some(written), Some(_)) => (
            quote! { (#written, #written) },
            quote! { (value, tangent) },
            quote! {
                ::enzyme::__private::put_tangent(place.as_mut_ptr(), place_shadow, tangent);
                place.write(value);
            },
        ),
        (Some(written), None) => (
            quote! { #written },
            quote! { value },
            quote! { place.write(value); },
        ),
        (None, _) => (quote! { () }, quote! { () }, quote! {}),
    };
    let checked = quote_spanned! { rule.span() => let rule: fn(#(#types),*) -> #returned = #rule; };
    let properties = properties(function);
    quote! {
        #[allow(unused_variables, unused_mut, clippy::let_unit_value, clippy::too_many_arguments)]
        unsafe fn __tangent<#(#lifetimes),*>(#flat) {
            unsafe {
                #(#open)*
                #checked
                let #pattern = rule(#(#arguments),*);
                #write
            }
        }

        #[used]
        #[allow(non_upper_case_globals)]
        static __enzyme_register_derivative: ::enzyme::__private::Registration<2> =
            ::enzyme::__private::Registration([__kernel as *const (), __tangent as *const ()]);

        #properties
    }
}
