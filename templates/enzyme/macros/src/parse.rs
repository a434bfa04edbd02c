//! First stage: the tokens of an attribute and of the item under it.

use crate::activity::{Activity, Mode};
use crate::diagnostics::{self, Mistakes};
use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitInt, Path, Signature, Token, Visibility};

/// An attribute on a function, as written.
pub struct Request {
    pub mode: Mode,
    pub name: Ident,
    /// Written as `Self::NAME`.
    pub associated: bool,
    pub width: Option<LitInt>,
    pub activities: Vec<(Activity, Span)>,
    pub function: Function,
}

/// A function, or the declaration of one in a trait; the body is of no interest.
pub struct Function {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub signature: Signature,
}

impl Request {
    pub fn parse(mode: Mode, attribute: TokenStream, item: TokenStream) -> syn::Result<Request> {
        let function = Parser::parse2(function, item).map_err(|error| {
            diagnostics::at(
                error.span(),
                diagnostics::NOT_A_FUNCTION,
                &[("attribute", mode.attribute())],
            )
        })?;
        let parser = |input: ParseStream| request(mode, function, input);
        Parser::parse2(parser, attribute)
    }
}

fn function(input: ParseStream) -> syn::Result<Function> {
    let attributes = Attribute::parse_outer(input)?;
    let visibility = input.parse()?;
    let signature = input.parse()?;
    input.parse::<TokenStream>()?;
    Ok(Function {
        attributes,
        visibility,
        signature,
    })
}

fn request(mode: Mode, function: Function, input: ParseStream) -> syn::Result<Request> {
    if input.is_empty() {
        let values = [("attribute", mode.attribute())];
        return Err(diagnostics::at(
            Span::call_site(),
            diagnostics::NAME_MISSING,
            &values,
        ));
    }
    let (name, associated) = name(input)?;
    let mut width = None;
    let mut activities = Vec::new();
    let mut mistakes = Mistakes::default();
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        if width.is_none() && activities.is_empty() && input.peek(LitInt) {
            width = Some(input.parse()?);
            continue;
        }
        match activity(mode, input) {
            Ok(activity) => activities.push(activity),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    mistakes.or(Request {
        mode,
        name,
        associated,
        width,
        activities,
        function,
    })
}

fn name(input: ParseStream) -> syn::Result<(Ident, bool)> {
    let path = Path::parse_mod_style(input)
        .map_err(|error| diagnostics::at(error.span(), diagnostics::NAME_INVALID, &[]))?;
    let invalid = diagnostics::at(path.span(), diagnostics::NAME_INVALID, &[]);
    let mut segments = path.segments.into_iter().map(|segment| segment.ident);
    match (segments.next(), segments.next(), segments.next()) {
        (Some(name), None, None) if path.leading_colon.is_none() && name != "Self" => {
            Ok((name, false))
        }
        (Some(scope), Some(name), None) if scope == "Self" => Ok((name, true)),
        _ => Err(invalid),
    }
}

fn activity(mode: Mode, input: ParseStream) -> syn::Result<(Activity, Span)> {
    let expected = list(mode.input_activities());
    if !input.peek(Ident::peek_any) {
        let span = input.span();
        // Past what is no activity, so that the mistakes after it are found too.
        while !input.is_empty() && !input.peek(Token![,]) {
            input.parse::<proc_macro2::TokenTree>()?;
        }
        return Err(diagnostics::at(
            span,
            diagnostics::ACTIVITY_EXPECTED,
            &[("expected", &expected)],
        ));
    }
    let name = input.call(Ident::parse_any)?;
    Activity::named(&name.to_string())
        .map(|activity| (activity, name.span()))
        .ok_or_else(|| {
            let values = [("name", &*name.to_string()), ("expected", &*expected)];
            diagnostics::at(name.span(), diagnostics::ACTIVITY_UNKNOWN, &values)
        })
}

/// The names of activities, for a message.
pub fn list(activities: &[Activity]) -> String {
    let names: Vec<_> = activities
        .iter()
        .map(|activity| format!("`{}`", activity.name()))
        .collect();
    let (last, others) = names.split_last().expect("every mode has activities");
    format!("{} or {last}", others.join(", "))
}
