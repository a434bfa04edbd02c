//! Last stage: the derivative function.

use crate::activity::{Activity, Mode};
use crate::operand::{dup, hidden, Operand};
use crate::shape::carries_no_derivative;
use crate::signature::{seed, seeded, signature};
use crate::validate::{Derivative, Output};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

/// The derivative as an item that stands beside its primal.
pub fn derivative_function(derivative: &Derivative) -> TokenStream {
    let documentation = documentation(derivative);
    let signature = signature(derivative);
    let body = body(derivative);
    // A panic about lengths should point at the caller, which other ABIs do not allow.
    let track_caller = derivative
        .signature
        .abi
        .is_none()
        .then(|| quote! { #[track_caller] });
    quote! {
        #[doc = #documentation]
        #track_caller
        #signature {
            #body
        }
    }
}

fn documentation(derivative: &Derivative) -> String {
    let mode = match derivative.mode {
        Mode::Forward => "Forward",
        Mode::Reverse => "Reverse",
    };
    let mut activities: Vec<_> = derivative
        .inputs
        .iter()
        .map(|input| format!("`{}` {}", input.name, input.activity.name()))
        .collect();
    if let Some(output) = &derivative.output {
        activities.push(format!("return value {}", output.activity.name()));
    }
    let primal = &derivative.signature.ident;
    format!(
        "{mode}-mode derivative of `{primal}`: {}.",
        activities.join(", ")
    )
}

/// The request, between the variables that it works on and the results it leaves in them.
///
/// What the pass differentiates is a closure without captures, as a function pointer: unlike a nested
/// function it may name `Self` and the generics around it.
fn body(derivative: &Derivative) -> TokenStream {
    let operands: Vec<_> = derivative
        .inputs
        .iter()
        .map(|input| Operand::new(derivative.mode, input))
        .collect();
    let result = derivative
        .output
        .as_ref()
        .map(|output| ReturnValue::new(derivative, output));

    let checks = operands.iter().map(|operand| &operand.checks);
    let locals = operands.iter().map(|operand| &operand.locals);
    let requests = operands.iter().map(|operand| &operand.request);
    let mut parameters: Vec<_> = operands
        .iter()
        .flat_map(|operand| &operand.parameters)
        .collect();
    parameters.extend(result.iter().map(|result| &result.parameter));
    let kinds = parameters.iter().map(|_| quote! { _ });
    let primal = &derivative.primal;
    let arguments = operands.iter().map(|operand| &operand.argument);
    let mut call = quote! { #primal(#(#arguments),*) };
    if let Some(ReturnValue { place, .. }) = &result {
        call = quote! { #place.write(#call) };
    }

    let entry = match derivative.mode {
        Mode::Forward => quote! { __enzyme_fwddiff_void },
        Mode::Reverse => quote! { __enzyme_autodiff_void },
    };
    let result_locals = result.iter().map(|result| &result.locals);
    let result_request = result.iter().map(|result| &result.request);
    let mut outputs: Vec<_> = result
        .iter()
        .flat_map(|result| result.outputs.clone())
        .collect();
    outputs.extend(operands.iter().filter_map(|operand| {
        operand
            .gradient
            .as_ref()
            .map(|gradient| quote! { #gradient })
    }));
    let returned = match &outputs[..] {
        [] => None,
        [single] => Some(quote! { #single }),
        several => Some(quote! { (#(#several),*) }),
    };
    quote! {
        #(#checks)*
        #(#locals)*
        #(#result_locals)*
        unsafe {
            ::enzyme::__request!(
                #entry,
                (|#(#parameters),*| unsafe { #call; }) as fn(#(#kinds),*);
                #(#requests)*
                #(#result_request)*
            );
            #returned
        }
    }
}

/// The pieces of the body that belong to the return value.
struct ReturnValue {
    locals: TokenStream,
    parameter: TokenStream,
    /// Where the differentiated function leaves the result.
    place: Ident,
    request: TokenStream,
    outputs: Vec<TokenStream>,
}

impl ReturnValue {
    fn new(derivative: &Derivative, output: &Output) -> ReturnValue {
        let Output { written, activity } = output;
        let (value, place) = (hidden("value"), hidden("place"));
        let uninitialised =
            quote! { let mut #value = ::core::mem::MaybeUninit::<#written>::uninit(); };
        let primal = (!activity.drops_primal()).then(|| quote! { #value.assume_init() });
        let dup = dup(*activity);
        let adjoint = hidden("adjoint");
        let (shadow, request, tangent) = match (derivative.mode, activity) {
            (_, Activity::Const) if carries_no_derivative(written) => {
                (None, quote! { enzyme_const #value.as_mut_ptr(); }, None)
            }
            // A result that varies but whose derivative nobody asks for: its shadow stays unread.
            (_, Activity::Const) => (
                Some(quote! { let mut #adjoint = ::core::mem::MaybeUninit::<#written>::zeroed(); }),
                quote! { enzyme_dup #value.as_mut_ptr(), #adjoint.as_mut_ptr(); },
                None,
            ),
            (Mode::Reverse, _) => {
                let seed = seeded(derivative).map(|_| seed());
                (
                    Some(quote! { let mut #adjoint = #seed; }),
                    quote! { #dup #value.as_mut_ptr(), &raw mut #adjoint; },
                    None,
                )
            }
            (Mode::Forward, _) => (
                Some(quote! { let mut #adjoint = <#written as ::enzyme::Differentiable>::ZERO; }),
                quote! { #dup #value.as_mut_ptr(), &raw mut #adjoint; },
                Some(quote! { #adjoint }),
            ),
        };
        ReturnValue {
            locals: quote! { #uninitialised #shadow },
            parameter: quote! { #place: *mut #written },
            place,
            request,
            outputs: primal.into_iter().chain(tangent).collect(),
        }
    }
}
