//! Second stage: the attribute checked against the function, every mistake collected.

use crate::activity::{Activity, Mode};
use crate::diagnostics::{self as says, Mistakes};
use crate::parse::{list, Request};
use crate::shape::{bare, carries_no_derivative, holds_shared_reference, Shape};
use crate::signature::{name_anonymous_types, turbofish};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, ToTokens};
use syn::spanned::Spanned;
use syn::{FnArg, Generics, Ident, Pat, ReturnType, Signature, Type, Visibility};

/// A derivative function that can be written.
pub struct Derivative {
    pub mode: Mode,
    pub name: Ident,
    pub visibility: Visibility,
    /// Of the primal, its `impl Trait` arguments turned into type parameters.
    pub signature: Signature,
    /// How the derivative names its primal.
    pub primal: TokenStream,
    pub inputs: Vec<Input>,
    pub output: Option<Output>,
}

/// An argument of the primal and what the derivative does with it.
pub struct Input {
    pub name: Ident,
    pub written: Type,
    pub receiver: bool,
    pub shape: Shape,
    pub activity: Activity,
}

/// The return value of a primal that returns one.
pub struct Output {
    pub written: Type,
    pub activity: Activity,
}

impl Derivative {
    pub fn new(request: Request) -> syn::Result<Derivative> {
        let mut mistakes = Mistakes::default();
        check_request(&request, &mut mistakes);
        let mode = request.mode;
        let mut signature = request.function.signature;
        let explicit = turbofish(&signature.generics);
        name_anonymous_types(&mut signature);
        let output_type = returned(&signature);
        let needed = signature.inputs.len() + usize::from(output_type.is_some());
        if let Some(mistake) = miscount(&signature, needed, &request.activities) {
            return Err(mistakes.and_last(mistake));
        }
        let mut activities = request.activities.into_iter();
        let inputs: Vec<Input> = signature
            .inputs
            .iter()
            .zip(activities.by_ref())
            .enumerate()
            .map(|(position, (argument, (activity, span)))| {
                let input = Input::new(position, argument, activity);
                check_input(mode, &input, span, &mut mistakes);
                input
            })
            .collect();
        let output = output_type
            .zip(activities.next())
            .map(|(written, (activity, span))| {
                check_output(mode, &written, activity, span, &mut mistakes);
                Output { written, activity }
            });
        let associated = request.associated || inputs.iter().any(|input| input.receiver);
        let scope = associated.then(|| quote::quote! { Self:: });
        let function = &signature.ident;
        let primal = quote::quote! { #scope #function #explicit };
        mistakes.or(Derivative {
            mode,
            name: request.name,
            visibility: request.function.visibility,
            primal,
            signature,
            inputs,
            output,
        })
    }

    pub fn generics(&self) -> &Generics {
        &self.signature.generics
    }
}

impl Input {
    fn new(position: usize, argument: &FnArg, activity: Activity) -> Input {
        let (name, written, receiver) = match argument {
            FnArg::Receiver(receiver) => {
                let token = receiver.self_token;
                (Ident::new("self", token.span), &receiver.ty, true)
            }
            FnArg::Typed(typed) => {
                let name = match &*typed.pat {
                    Pat::Ident(pattern) => pattern.ident.clone(),
                    _ => format_ident!("argument_{position}", span = Span::mixed_site()),
                };
                (name, &typed.ty, false)
            }
        };
        Input {
            name,
            written: (**written).clone(),
            receiver,
            shape: Shape::of(written),
            activity,
        }
    }
}

/// What is wrong with the request whatever the types are.
fn check_request(request: &Request, mistakes: &mut Mistakes) {
    let signature = &request.function.signature;
    if request.name == signature.ident {
        let values = [("name", &*request.name.to_string())];
        mistakes.push(says::at(request.name.span(), says::NAME_TAKEN, &values));
    }
    if let Some(width) = &request.width {
        match width.base10_parse::<u32>() {
            Ok(0) => mistakes.push(says::at(width.span(), says::WIDTH_ZERO, &[])),
            Ok(1) => {}
            _ => mistakes.push(says::at(
                width.span(),
                says::WIDTH_UNSUPPORTED,
                &[("width", width.base10_digits())],
            )),
        }
    }
    if let Some(token) = &signature.asyncness {
        mistakes.push(says::at(token.span, says::ASYNC_FUNCTION, &[]));
    }
    if let Some(variadic) = &signature.variadic {
        mistakes.push(says::at(variadic.span(), says::VARIADIC_FUNCTION, &[]));
    }
    match &signature.output {
        ReturnType::Type(_, returned) if matches!(bare(returned), Type::ImplTrait(_)) => {
            mistakes.push(says::at(returned.span(), says::RETURN_IMPL_TRAIT, &[]));
        }
        ReturnType::Type(_, returned) if matches!(bare(returned), Type::Never(_)) => {
            mistakes.push(says::at(returned.span(), says::RETURN_NEVER, &[]));
        }
        _ => {}
    }
}

/// The type a function returns, if it is not `()`.
fn returned(signature: &Signature) -> Option<Type> {
    match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, written) => match bare(written) {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            other => Some(other.clone()),
        },
    }
}

fn miscount(
    signature: &Signature,
    needed: usize,
    given: &[(Activity, Span)],
) -> Option<syn::Error> {
    let inputs = signature.inputs.len();
    let plural = if needed == 1 {
        "activity"
    } else {
        "activities"
    };
    let last = if needed > inputs {
        " and 1 for the return value"
    } else {
        ""
    };
    let needs = format!("{needed} {plural} ({inputs} for the inputs{last})");
    let function = signature.ident.to_string();
    let count = given.len().to_string();
    let values = [
        ("function", &*function),
        ("needed", &*needs),
        ("given", &*count),
    ];
    match given.get(needed) {
        Some((_, span)) => Some(says::at(*span, says::ACTIVITY_SURPLUS, &values)),
        None if given.len() < needed => Some(says::at(
            Span::call_site(),
            says::ACTIVITIES_MISSING,
            &values,
        )),
        None => None,
    }
}

fn check_input(mode: Mode, input: &Input, span: Span, mistakes: &mut Mistakes) {
    let name = input.name.to_string();
    let written = source(&input.written);
    let expected = list(mode.input_activities());
    let values = [
        ("activity", input.activity.name()),
        ("attribute", mode.attribute()),
        ("expected", &*expected),
        ("name", &*name),
        ("type", &*written),
    ];
    let message = if !mode.input_activities().contains(&input.activity) {
        says::ACTIVITY_OF_OTHER_MODE
    } else if input.activity == Activity::Const {
        return;
    } else if carries_no_derivative(&input.written) {
        says::NO_DERIVATIVE
    } else {
        match (input.activity, &input.shape) {
            (Activity::Duplicated | Activity::DuplicatedOnly, Shape::Value) => {
                says::DUPLICATED_NEEDS_POINTER
            }
            (activity, shape) if activity.returns_gradient() && !matches!(shape, Shape::Value) => {
                says::ACTIVE_NEEDS_VALUE
            }
            (_, Shape::Unsized) => says::UNSIZED_POINTEE,
            (_, Shape::Thin(pointer) | Shape::Slice(pointer))
                if mode == Mode::Reverse && holds_shared_reference(&pointer.pointee) =>
            {
                says::SHARED_INSIDE_SHADOW
            }
            _ => return,
        }
    };
    mistakes.push(says::at(span, message, &values));
}

fn check_output(
    mode: Mode,
    written: &Type,
    activity: Activity,
    span: Span,
    mistakes: &mut Mistakes,
) {
    let expected = list(mode.return_activities());
    let text = source(written);
    let values = [
        ("activity", activity.name()),
        ("attribute", mode.attribute()),
        ("expected", &*expected),
        ("type", &*text),
    ];
    let message = if !mode.return_activities().contains(&activity) {
        says::ACTIVITY_NOT_OF_RETURN
    } else if activity == Activity::Const {
        return;
    } else if carries_no_derivative(written) {
        says::RETURN_NO_DERIVATIVE
    } else if matches!(Shape::of(written), Shape::Value) {
        return;
    } else {
        says::RETURN_NOT_OWNED
    };
    mistakes.push(says::at(span, message, &values));
}

/// A type as a person writes it.
fn source(written: &Type) -> String {
    let spaced = written.to_token_stream().to_string();
    [
        ("& ", "&"),
        ("< ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        (" ;", ";"),
        ("[ ", "["),
        (" ]", "]"),
        (":: ", "::"),
        (" ::", "::"),
        ("( ", "("),
        (" )", ")"),
        ("* ", "*"),
        ("' ", "'"),
    ]
    .iter()
    .fold(spaced, |text, (from, to)| text.replace(from, to))
}
