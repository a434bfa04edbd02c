//! A function that is known to the pass by name: of what its calls consist.

use crate::diagnostics::{self as says, Mistakes};
use crate::shape::{Pointer, Shape, bare, carries_no_derivative, returned};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use std::sync::atomic::{AtomicUsize, Ordering};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, GenericParam, Generics, Ident, ItemFn, Pat, Signature, Type};

/// The function under the attribute.
pub struct Registered {
    pub item: ItemFn,
    pub parameters: Vec<Parameter>,
    /// What it returns, unless `()`.
    pub result: Option<Type>,
}

/// One argument.
pub struct Parameter {
    pub name: Ident,
    pub shadow: Ident,
    pub length: Ident,
    pub written: Type,
    pub role: Role,
}

/// What a derivative does with an argument.
pub enum Role {
    Constant,
    /// By value, with a gradient or a tangent of its type.
    Value,
    /// Behind a reference, with a shadow.
    Thin(Pointer),
    Slice(Pointer),
}

impl Registered {
    /// `attribute` is its name, for messages.
    pub fn parse(item: TokenStream, attribute: &str) -> syn::Result<Registered> {
        let not_a_function = |error: syn::Error| {
            says::at(
                error.span(),
                says::NOT_A_FUNCTION_WITH_BODY,
                &[("attribute", attribute)],
            )
        };
        let item: ItemFn = syn::parse2(item).map_err(not_a_function)?;
        let mut mistakes = Mistakes::default();
        check(&item.sig, attribute, &mut mistakes);
        let generics = item.sig.generics.clone();
        let parameters = item
            .sig
            .inputs
            .iter()
            .enumerate()
            .filter_map(|(position, argument)| match argument {
                FnArg::Receiver(_) => None,
                FnArg::Typed(typed) => {
                    let constant = typed.attrs.iter().any(is_marker);
                    let name = match &*typed.pat {
                        Pat::Ident(pattern) => pattern.ident.unraw(),
                        _ => format_ident!("argument_{position}"),
                    };
                    Some(Parameter::new(&name, &typed.ty, constant, &generics))
                }
            })
            .collect();
        let result = returned(&item.sig);
        mistakes.or(Registered {
            item,
            parameters,
            result,
        })
    }

    /// The result, if it has a derivative.
    pub fn active_result(&self) -> Option<&Type> {
        self.result
            .as_ref()
            .filter(|written| !carries_no_derivative(written))
    }

    /// Whether a call leaves nothing behind but its result.
    pub fn is_repeatable(&self) -> bool {
        self.parameters.iter().all(|one| !one.is_mutable())
    }
}

fn check(signature: &Signature, attribute: &str, mistakes: &mut Mistakes) {
    let function = signature.ident.to_string();
    let values = [("attribute", attribute), ("function", &*function)];
    for parameter in &signature.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            mistakes.push(says::at(
                parameter.span(),
                says::REGISTERED_GENERIC,
                &values,
            ));
        }
    }
    for argument in &signature.inputs {
        match argument {
            FnArg::Receiver(receiver) => {
                mistakes.push(says::at(receiver.span(), says::REGISTERED_METHOD, &values));
            }
            FnArg::Typed(typed) if matches!(bare(&typed.ty), Type::ImplTrait(_)) => {
                mistakes.push(says::at(typed.ty.span(), says::REGISTERED_GENERIC, &values));
            }
            FnArg::Typed(_) => {}
        }
    }
    if let Some(token) = &signature.asyncness {
        mistakes.push(says::at(token.span, says::ASYNC_FUNCTION, &[]));
    }
    if let Some(token) = &signature.constness {
        mistakes.push(says::at(token.span, says::REGISTERED_CONST, &values));
    }
}

/// Keeps a function that is registered apart from others with the same body, which rustc would merge with it:
/// functions of different sections are different.
pub fn kept_apart(function: &Ident) -> TokenStream {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let package = std::env::var("CARGO_CRATE_NAME").unwrap_or_default();
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let section = format!(
        ".text.registered.{package}.{version}.{count}.{}",
        function.unraw()
    );
    quote! { #[cfg_attr(target_os = "linux", unsafe(link_section = #section))] }
}

/// Says that an argument has no derivative.
fn is_marker(attribute: &Attribute) -> bool {
    attribute.path().is_ident("constant")
}

/// The signature without marks, which mean something to the attributes only.
pub fn remove_markers(signature: &mut Signature) {
    for argument in &mut signature.inputs {
        if let FnArg::Typed(typed) = argument {
            typed.attrs.retain(|attribute| !is_marker(attribute));
        }
    }
}

/// Whether another attribute is still to read the marks.
pub fn has_other_rules(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let name = attribute
            .path()
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        matches!(
            name.as_deref(),
            Some("custom_reverse" | "custom_forward" | "inactive")
        )
    })
}

impl Parameter {
    fn new(name: &Ident, written: &Type, constant: bool, generics: &Generics) -> Parameter {
        let hidden = |suffix: &str| format_ident!("{name}{suffix}", span = Span::mixed_site());
        let role = if constant || carries_no_derivative(written) {
            Role::Constant
        } else {
            match Shape::of(written, generics) {
                Shape::Value => Role::Value,
                Shape::Unsized => Role::Constant,
                Shape::Thin(pointer) if pointer.raw => Role::Constant,
                Shape::Slice(pointer) if pointer.raw => Role::Constant,
                Shape::Thin(pointer) => Role::Thin(pointer),
                Shape::Slice(pointer) => Role::Slice(pointer),
            }
        };
        Parameter {
            name: hidden(""),
            shadow: hidden("_shadow"),
            length: hidden("_length"),
            written: written.clone(),
            role,
        }
    }

    pub fn is_mutable(&self) -> bool {
        let is_mutable = match bare(&self.written) {
            Type::Reference(reference) => reference.mutability.is_some(),
            Type::Ptr(_) => true,
            _ => false,
        };
        is_mutable
            || matches!(&self.role, Role::Thin(pointer) | Role::Slice(pointer) if pointer.mutable)
    }

    pub fn has_memory(&self) -> bool {
        matches!(self.role, Role::Thin(_) | Role::Slice(_))
    }

    /// As a parameter of the kernel: thin pointers and lengths.
    pub fn flat(&self, with_shadow: bool) -> TokenStream {
        let Parameter {
            name,
            shadow,
            length,
            written,
            ..
        } = self;
        let pointee = match &self.role {
            Role::Constant | Role::Value => written,
            Role::Thin(pointer) | Role::Slice(pointer) => &pointer.pointee,
        };
        let shadow = with_shadow.then(|| quote! { , #shadow: *mut #pointee });
        let length = matches!(self.role, Role::Slice(_)).then(|| quote! { , #length: usize });
        quote! { #name: *mut #pointee #shadow #length }
    }

    /// What the kernel hands to a function that takes this argument as it is written.
    pub fn argument(&self) -> TokenStream {
        let Parameter { name, length, .. } = self;
        match &self.role {
            Role::Constant | Role::Value => quote! { #name.read() },
            Role::Thin(Pointer { mutable: true, .. }) => quote! { &mut *#name },
            Role::Thin(_) => quote! { &*#name },
            Role::Slice(Pointer { mutable: true, .. }) => {
                quote! { ::core::slice::from_raw_parts_mut(#name, #length) }
            }
            Role::Slice(_) => quote! { ::core::slice::from_raw_parts(#name, #length) },
        }
    }

    /// What the kernel is called with by the function of the user, after a local variable if needed.
    pub fn passed(&self, own: &TokenStream) -> (TokenStream, TokenStream) {
        let Parameter { name, written, .. } = self;
        match &self.role {
            Role::Constant => (
                quote! { let mut #name = ::core::mem::ManuallyDrop::new(#own); },
                quote! { (&raw mut #name).cast::<#written>() },
            ),
            // The kernel reads it: a value with a derivative is `Copy`.
            Role::Value => (
                quote! {
                    let mut #name: #written = #own;
                    <#written as ::enzyme::Differentiable>::describe(&raw const #name);
                },
                quote! { &raw mut #name },
            ),
            Role::Thin(Pointer { mutable: true, .. }) => {
                (TokenStream::new(), quote! { ::core::ptr::from_mut(#own) })
            }
            Role::Thin(_) => (
                TokenStream::new(),
                quote! { ::core::ptr::from_ref(#own).cast_mut() },
            ),
            Role::Slice(Pointer { mutable: true, .. }) => {
                (TokenStream::new(), quote! { #own.as_mut_ptr(), #own.len() })
            }
            Role::Slice(_) => (
                TokenStream::new(),
                quote! { #own.as_ptr().cast_mut(), #own.len() },
            ),
        }
    }
}
