//! Last stage: the derivative function.

use crate::activity::{Activity, Mode};
use crate::operand::{Operand, dup, hidden};
use crate::shape::carries_no_derivative;
use crate::signature::{is_scalar, seed, signature};
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
    let attributes = &derivative.attributes;
    quote! {
        #[doc = #documentation]
        #(#attributes)*
        // Neither its arguments nor its bounds were chosen by a person.
        #[allow(clippy::too_many_arguments, clippy::multiple_bound_locations)]
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
    let directions = match derivative.width {
        1 => String::new(),
        width => format!(" in {width} directions"),
    };
    format!(
        "{mode}-mode derivative of `{primal}`{directions}: {}.",
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
        .map(|input| Operand::new(derivative, input))
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
    let mut moved: Vec<_> = operands
        .iter()
        .filter_map(|operand| operand.moved.clone())
        .collect();
    if let (Some(result), Some(output)) = (&result, &derivative.output) {
        if output.activity != Activity::Const {
            let place = &result.place;
            moved.push((quote! { #place.as_ptr() }, output.written.clone()));
        }
    }
    // What the type of a scalar says the code says too.
    let descriptions = moved
        .iter()
        .filter(|(_, written)| !is_scalar(written))
        .map(|(at, written)| quote! { <#written as ::enzyme::Differentiable>::describe(#at); });
    let lent = operands.iter().filter_map(|operand| operand.lent.clone());
    let places = result.iter().map(|result| {
        let place = &result.place;
        quote! { #place.as_ptr(), 1 }
    });
    let lent: Vec<_> = lent.chain(places).collect();
    let mut call = quote! { #primal(#(#arguments),*) };
    if let Some(ReturnValue { place, .. }) = &result {
        call = quote! { #place.write(#call) };
    }

    let entry = match derivative.mode {
        Mode::Forward => quote! { __enzyme_fwddiff_void },
        Mode::Reverse => quote! { __enzyme_autodiff_void },
    };
    let width = match derivative.width {
        1 => None,
        width => Some(quote! { enzyme_width #width; }),
    };
    let result_locals = result.iter().map(|result| &result.locals);
    let result_request = result.iter().map(|result| &result.request);
    let mut outputs: Vec<_> = result
        .iter()
        .flat_map(|result| result.outputs.clone())
        .collect();
    outputs.extend(
        operands
            .iter()
            .map(|operand| &operand.gradients[..])
            .filter(|gradients| !gradients.is_empty())
            .map(directions),
    );
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
            #[allow(unused_imports)]
            use ::enzyme::__private::{Known as _, Unknown as _};
            ::enzyme::__request!(
                #entry,
                (|#(#parameters),*| unsafe {
                    #((&::enzyme::__private::Lent(#lent)).describe();)*
                    #(#descriptions)*
                    #call;
                }) as fn(#(#kinds),*);
                #width
                #(#requests)*
                #(#result_request)*
            );
            #returned
        }
    }
}

/// One value a direction: itself, or an array of several.
fn directions(values: &[Ident]) -> TokenStream {
    match values {
        [single] => quote! { #single },
        several => quote! { [#(#several),*] },
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
        let dup = dup(*activity);
        let adjoints: Vec<_> = (0..derivative.width)
            .map(|lane| hidden(&format!("adjoint_{lane}")))
            .collect();
        let shadows = |initial: TokenStream| quote! { #(let mut #adjoints = #initial;)* };
        let duplicated = quote! { #dup &raw mut #value #(, &raw mut #adjoints)*; };
        let (shadows, request) = match (derivative.mode, activity) {
            (_, Activity::Const) if carries_no_derivative(written) => {
                (TokenStream::new(), quote! { enzyme_const &raw mut #value; })
            }
            // A result that varies but whose derivative nobody asks for: its shadow stays unread.
            (_, Activity::Const) => (
                shadows(quote! { ::core::mem::MaybeUninit::<#written>::zeroed() }),
                duplicated,
            ),
            (Mode::Reverse, _) => {
                let seed = seed();
                (shadows(quote! { #seed }), duplicated)
            }
            (Mode::Forward, _) => (
                shadows(quote! { <#written as ::enzyme::Differentiable>::ZERO }),
                duplicated,
            ),
        };
        let primal = (!activity.drops_primal()).then(|| quote! { #value.assume_init() });
        let has_tangent = derivative.mode == Mode::Forward && *activity != Activity::Const;
        let tangents = adjoints
            .iter()
            .filter(|_| has_tangent)
            .map(|adjoint| quote! { #adjoint });
        let mut outputs: Vec<_> = primal.into_iter().chain(tangents).collect();
        if has_tangent && derivative.width > 1 {
            outputs = vec![quote! { [#(#outputs),*] }];
        }
        ReturnValue {
            locals: quote! {
                let mut #value = ::core::mem::MaybeUninit::<#written>::uninit();
                #shadows
            },
            // A reference of its own: writing it changes nothing that the primal has read.
            parameter: quote! { #place: &mut ::core::mem::MaybeUninit<#written> },
            place,
            request,
            outputs,
        }
    }
}
