//! Second stage: the attribute checked against the function, every mistake collected.

use crate::activity::{Activity, Mode};
use crate::diagnostics::{self as says, Mistakes};
use crate::parse::{Request, list};
use crate::shape::{Shape, bare, carries_no_derivative, holds_shared_reference, returned};
use crate::signature::{name_anonymous_types, turbofish};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, FnArg, Generics, Ident, Pat, ReturnType, Signature, Type, Visibility};

/// A derivative function that can be written.
pub struct Derivative {
    pub mode: Mode,
    pub name: Ident,
    /// The number of directions, at least 1.
    pub width: usize,
    /// Attributes of the primal that hold for its derivative too.
    pub attributes: Vec<Attribute>,
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
        check_function(&request, &mut mistakes);
        let width = width(&request, &mut mistakes);
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
                let input = Input::new(position, argument, activity, &signature.generics);
                check_input(mode, width, &input, span, &mut mistakes);
                input
            })
            .collect();
        let output = output_type
            .zip(activities.next())
            .map(|(written, (activity, span))| {
                check_output(
                    mode,
                    &written,
                    &signature.generics,
                    activity,
                    span,
                    &mut mistakes,
                );
                Output { written, activity }
            });
        let associated = request.associated || names_self(&signature);
        let scope = associated.then(|| quote::quote! { Self:: });
        let function = &signature.ident;
        let primal = quote::quote! { #scope #function #explicit };
        mistakes.or(Derivative {
            mode,
            name: request.name,
            width,
            attributes: inherited(request.function.attributes),
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
    fn new(position: usize, argument: &FnArg, activity: Activity, generics: &Generics) -> Input {
        let (name, written) = match argument {
            FnArg::Receiver(receiver) => {
                let token = receiver.self_token;
                (Ident::new("self", token.span), &receiver.ty)
            }
            FnArg::Typed(typed) => {
                let name = match &*typed.pat {
                    Pat::Ident(pattern) => pattern.ident.clone(),
                    _ => format_ident!("argument_{position}", span = Span::mixed_site()),
                };
                (name, &typed.ty)
            }
        };
        Input {
            name,
            written: (**written).clone(),
            shape: Shape::of(written, generics),
            activity,
        }
    }
}

/// Whether the signature can only stand in an `impl` or a `trait`.
fn names_self(signature: &Signature) -> bool {
    struct Search(bool);
    impl<'a> Visit<'a> for Search {
        fn visit_ident(&mut self, name: &'a Ident) {
            self.0 |= name == "Self" || name == "self";
        }
    }
    let mut search = Search(false);
    search.visit_signature(signature);
    search.0
}

/// Where the primal is compiled and which lints are silent there.
fn inherited(attributes: Vec<Attribute>) -> Vec<Attribute> {
    let is_inherited = |attribute: &Attribute| {
        ["cfg", "allow", "warn", "deny", "forbid"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
    };
    attributes.into_iter().filter(is_inherited).collect()
}

fn width(request: &Request, mistakes: &mut Mistakes) -> usize {
    const LARGEST: usize = 1024;
    let Some(literal) = &request.width else {
        return 1;
    };
    match literal.base10_parse() {
        Ok(width @ 1..=LARGEST) => return width,
        Ok(0) => mistakes.push(says::at(literal.span(), says::WIDTH_ZERO, &[])),
        _ => mistakes.push(says::at(
            literal.span(),
            says::WIDTH_TOO_LARGE,
            &[
                ("width", literal.base10_digits()),
                ("largest", &LARGEST.to_string()),
            ],
        )),
    }
    1
}

/// What is wrong with the function whatever its types are.
fn check_function(request: &Request, mistakes: &mut Mistakes) {
    let signature = &request.function.signature;
    if request.name == signature.ident {
        let values = [("name", &*request.name.to_string())];
        mistakes.push(says::at(request.name.span(), says::NAME_TAKEN, &values));
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

fn check_input(mode: Mode, width: usize, input: &Input, span: Span, mistakes: &mut Mistakes) {
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
            (Activity::Dualv | Activity::DualvOnly, shape)
                if width > 1 && !shape.is_extensible() =>
            {
                says::DUALV_NEEDS_SLICE
            }
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
    generics: &Generics,
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
    } else if matches!(Shape::of(written, generics), Shape::Value) {
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
