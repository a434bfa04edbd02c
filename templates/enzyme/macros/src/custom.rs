//! `#[custom_reverse]`, `#[custom_forward]` and `#[inactive]`: what the pass is told of a function by name.
//!
//! The function becomes a call of a *kernel*, which is never inlined, and into and out of which everything
//! goes through memory: nothing that the optimiser learns of its body can replace a call of it. The kernel is
//! registered with functions of the same form that call those of the user.

use crate::diagnostics as says;
use crate::diagnostics::Mistakes;
use crate::forward_rule::forward_rule;
use crate::registered::{Parameter, Registered, Role, has_other_rules, kept_apart, remove_markers};
use crate::signature::is_scalar;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{FnArg, Ident, Pat, Path, Token, Type};

/// `augmented = PATH, reverse = PATH`.
struct ReverseRule {
    augmented: Path,
    reverse: Path,
}

impl Parse for ReverseRule {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let (mut augmented, mut reverse) = (None, None);
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            let place = match &*key.to_string() {
                "augmented" => &mut augmented,
                "reverse" => &mut reverse,
                _ => return Err(syn::Error::new(key.span(), says::RULE_UNKNOWN_KEY)),
            };
            input.parse::<Token![=]>()?;
            *place = Some(input.parse()?);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        match (augmented, reverse) {
            (Some(augmented), Some(reverse)) => Ok(ReverseRule { augmented, reverse }),
            _ => Err(input.error(says::RULE_INCOMPLETE)),
        }
    }
}

pub fn reverse(attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let rule = mistakes.take(syn::parse2(attribute));
    let function = mistakes.take(Registered::parse(item, "custom_reverse"));
    match mistakes.or(rule.zip(function))? {
        Some((rule, function)) => Ok(with_kernel(&function, &reverse_rule(&rule, &function))),
        None => Ok(TokenStream::new()),
    }
}

pub fn forward(attribute: TokenStream, item: TokenStream) -> syn::Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let path = syn::parse2::<Path>(attribute)
        .map_err(|error| syn::Error::new(error.span(), says::FORWARD_RULE_PATH));
    let rule = mistakes.take(path);
    let function = mistakes.take(Registered::parse(item, "custom_forward"));
    match mistakes.or(rule.zip(function))? {
        Some((rule, function)) => Ok(with_kernel(&function, &forward_rule(&rule, &function))),
        None => Ok(TokenStream::new()),
    }
}

pub fn inactive(item: TokenStream) -> syn::Result<TokenStream> {
    let mut function = Registered::parse(item, "inactive")?;
    for parameter in &mut function.parameters {
        parameter.role = Role::Constant;
    }
    let registration = quote! {
        #[used]
        #[allow(non_upper_case_globals)]
        static __enzyme_inactivefn: ::enzyme::__private::Registration<1> =
            ::enzyme::__private::Registration([__kernel as *const ()]);
    };
    Ok(with_kernel(&function, &registration))
}

/// The function of the user as a call of its kernel, with the items that speak of the kernel.
fn with_kernel(function: &Registered, registration: &TokenStream) -> TokenStream {
    let Registered {
        item,
        parameters,
        result,
    } = function;
    let (attributes, visibility, signature, block) =
        (&item.attrs, &item.vis, &item.sig, &item.block);
    let mut body = signature.clone();
    body.ident = Ident::new("__body", body.ident.span());
    body.abi = None;
    remove_markers(&mut body);
    // Under the names of the user: what they are bound to is taken apart in the body.
    let mut outer = signature.clone();
    if !has_other_rules(attributes) {
        remove_markers(&mut outer);
    }
    let mut own = Vec::new();
    for (argument, parameter) in outer.inputs.iter_mut().zip(parameters) {
        let FnArg::Typed(typed) = argument else {
            continue;
        };
        let name = match &*typed.pat {
            Pat::Ident(pattern) => pattern.ident.clone(),
            _ => parameter.name.clone(),
        };
        *typed.pat = syn::parse_quote! { #name };
        own.push(quote! { #name });
    }
    let apart = kept_apart(&signature.ident);
    let lifetimes: Vec<_> = signature.generics.params.iter().collect();
    let flat = parameters.iter().map(|one| one.flat(false));
    let arguments = parameters.iter().map(Parameter::argument);
    let (locals, passed): (Vec<_>, Vec<_>) = parameters
        .iter()
        .zip(&own)
        .map(|(one, own)| one.passed(own))
        .unzip();
    let place = place(result.as_ref());
    let call = quote! { __body(#(#arguments),*) };
    let call = match result {
        Some(_) => quote! { place.write(#call); },
        None => quote! { #call; },
    };
    let (value, pass_value, take_value) = match result {
        Some(written) => {
            let described = function
                .active_result()
                .filter(|written| !is_scalar(written));
            let describe = described.map(|written| {
                quote! { <#written as ::enzyme::Differentiable>::describe(value.as_ptr()); }
            });
            (
                quote! { let mut value = ::core::mem::MaybeUninit::<#written>::uninit(); },
                quote! { &mut value },
                quote! { #describe value.assume_init() },
            )
        }
        None => (quote! {}, quote! {}, quote! {}),
    };
    quote! {
        #(#attributes)*
        #visibility #outer {
            #body #block

            #apart
            #[inline(never)]
            #[allow(clippy::too_many_arguments)]
            unsafe fn __kernel<#(#lifetimes),*>(#(#flat,)* #place) {
                unsafe { #call }
            }

            #registration

            #[allow(unused_unsafe, unused_mut)]
            unsafe {
                #(#locals)*
                #value
                __kernel(#(#passed,)* #pass_value);
                #take_value
            }
        }
    }
}

/// The last parameter of a kernel, if the function returns something.
fn place(result: Option<&Type>) -> Option<TokenStream> {
    result.map(|written| quote! { place: &mut ::core::mem::MaybeUninit<#written>, })
}

/// The parameters of a function that is registered for a kernel.
pub fn with_shadows(function: &Registered) -> TokenStream {
    let flat = function.parameters.iter().map(|one| one.flat(true));
    let place = place(function.result.as_ref());
    let shadow = function
        .result
        .iter()
        .map(|written| quote! { place_shadow: *mut #written, });
    quote! { #(#flat,)* #place #(#shadow)* }
}

/// What the pass may do with a kernel and its rules: pass memory without a derivative, and, if a call leaves
/// nothing behind but its result, call it once for each direction.
pub fn properties(function: &Registered) -> TokenStream {
    let repeatable = function.is_repeatable().then(|| {
        quote! {
            #[used]
            #[allow(non_upper_case_globals)]
            static __enzyme_repeatable: ::enzyme::__private::Registration<1> =
                ::enzyme::__private::Registration([__kernel as *const ()]);
        }
    });
    quote! {
        #[used]
        #[allow(non_upper_case_globals)]
        static __enzyme_shadow_or_primal: ::enzyme::__private::Registration<1> =
            ::enzyme::__private::Registration([__kernel as *const ()]);

        #repeatable
    }
}

/// The adjoints of memory in which a rule writes, and what is done with them afterwards.
struct Adjoints {
    open: Vec<TokenStream>,
    handed: Vec<TokenStream>,
    types: Vec<TokenStream>,
    close: Vec<TokenStream>,
}

fn adjoints(function: &Registered) -> Adjoints {
    let memory = || function.parameters.iter().filter(|one| one.has_memory());
    // Shared references may name the same memory, the mutable references to their shadows may not.
    let apart = memory().filter(|one| !one.is_mutable()).count() > 1;
    let mut adjoints = Adjoints {
        open: vec![],
        handed: vec![],
        types: vec![],
        close: vec![],
    };
    for parameter in memory() {
        let Parameter {
            name,
            shadow,
            length,
            ..
        } = parameter;
        let apart = apart && !parameter.is_mutable();
        let (pointee, length, handed) = match &parameter.role {
            Role::Slice(pointer) => (
                &pointer.pointee,
                quote! { #length },
                quote! { #shadow.all() },
            ),
            Role::Thin(pointer) => (&pointer.pointee, quote! { 1 }, quote! { #shadow.single() }),
            Role::Constant | Role::Value => continue,
        };
        adjoints.types.push(match &parameter.role {
            Role::Slice(_) => quote! { &mut [#pointee] },
            _ => quote! { &mut #pointee },
        });
        adjoints.open.push(quote! {
            let mut #shadow = ::enzyme::__private::Shadow::<#pointee>::new(#name, #shadow, #length, #apart);
        });
        adjoints.handed.push(handed);
        adjoints.close.push(quote! { #shadow.close(); });
    }
    adjoints
}

fn reverse_rule(rule: &ReverseRule, function: &Registered) -> TokenStream {
    let ReverseRule { augmented, reverse } = rule;
    let parameters = &function.parameters;
    let lifetimes: Vec<_> = function.item.sig.generics.params.iter().collect();
    let flat = with_shadows(function);
    let inputs: Vec<_> = parameters.iter().map(|one| &one.written).collect();
    let arguments = parameters.iter().map(Parameter::argument);
    let (returned, pattern, write) = match &function.result {
        Some(written) => (
            quote! { (#written, Tape) },
            quote! { (value, tape) },
            quote! { place.write(value); },
        ),
        None => (quote! { Tape }, quote! { tape }, quote! {}),
    };
    let active = function.active_result();
    let seed_type: Vec<_> = active.iter().map(|written| quote! { #written, }).collect();
    let seed: Vec<_> = active
        .iter()
        .map(|_| quote! { ::enzyme::__private::take_seed(place.as_mut_ptr(), place_shadow), })
        .collect();
    let Adjoints {
        open,
        handed,
        types,
        close,
    } = adjoints(function);
    let values: Vec<_> = parameters
        .iter()
        .filter(|one| matches!(one.role, Role::Value))
        .collect();
    let gradient_types: Vec<_> = values.iter().map(|one| &one.written).collect();
    let gradient_type = match &gradient_types[..] {
        [single] => quote! { #single },
        several => quote! { (#(#several),*) },
    };
    let names: Vec<_> = values.iter().map(|one| &one.name).collect();
    let shadows = values.iter().map(|one| &one.shadow);
    let gradients: Vec<_> = (0..values.len())
        .map(|i| quote::format_ident!("gradient_{i}"))
        .collect();
    let gradient_pattern = match &gradients[..] {
        [single] => quote! { #single },
        several => quote! { (#(#several),*) },
    };
    let tape_of = quote! {
        // The tape that one function leaves is the one that the other takes.
        #[allow(clippy::too_many_arguments, clippy::type_complexity)]
        fn __tape_of<#(#lifetimes,)* Tape>(_: fn(#(#inputs),*) -> #returned, at: *mut ()) -> *mut Tape {
            at.cast()
        }
    };
    // What does not fit is reported at the path.
    let checked_augmented = quote_spanned! { augmented.span() => __tape_of(#augmented, tape) };
    let checked_reverse = quote_spanned! { reverse.span() =>
        let reverse: fn(#(#types,)* #(#seed_type)* _) -> #gradient_type = #reverse;
    };
    let properties = properties(function);
    quote! {
        #tape_of

        #[allow(unused_variables, clippy::too_many_arguments)]
        unsafe fn __augmented<#(#lifetimes),*>(#flat) -> *mut () {
            unsafe {
                let #pattern = #augmented(#(#arguments),*);
                #write
                ::std::boxed::Box::into_raw(::std::boxed::Box::new(tape)).cast()
            }
        }

        #[allow(unused_variables, unused_mut, clippy::let_unit_value, clippy::too_many_arguments)]
        unsafe fn __reverse<#(#lifetimes),*>(#flat tape: *mut ()) {
            unsafe {
                let tape = *::std::boxed::Box::from_raw(#checked_augmented);
                #(#open)*
                #checked_reverse
                let #gradient_pattern = reverse(#(#handed,)* #(#seed)* tape);
                #(#close)*
                #(::enzyme::__private::add_gradient(#names, #shadows, #gradients);)*
            }
        }

        #[used]
        #[allow(non_upper_case_globals)]
        static __enzyme_register_gradient: ::enzyme::__private::Registration<3> =
            ::enzyme::__private::Registration([
                __kernel as *const (),
                __augmented as *const (),
                __reverse as *const (),
            ]);

        #properties
    }
}
