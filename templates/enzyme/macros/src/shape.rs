//! What a written type says about how a value crosses to the pass.

use syn::visit::{self, Visit};
use syn::{
    GenericArgument, Generics, PathArguments, ReturnType, Signature, TraitBoundModifier, Type,
    TypeParamBound, TypePath, TypeReference, WherePredicate,
};

/// How an argument crosses the raw protocol, which carries thin pointers and lengths only.
#[derive(Clone)]
pub enum Shape {
    /// By value, behind a pointer to a local variable.
    Value,
    /// A reference or pointer to a type of known size.
    Thin(Pointer),
    /// A reference or pointer to a slice: the pointer and the length.
    Slice(Pointer),
    /// A reference or pointer to something else: behind a pointer to a local variable.
    Unsized,
}

/// The outer layer of `&T`, `&mut T`, `*const T` or `*mut T`.
#[derive(Clone)]
pub struct Pointer {
    pub raw: bool,
    pub mutable: bool,
    /// `T`, or the element if it is a slice.
    pub pointee: Type,
    /// It may be a fat pointer, which the protocol cannot carry: `T` is `Self` or `?Sized`.
    pub maybe_unsized: bool,
}

impl Shape {
    /// `generics` are those of the function.
    pub fn of(written: &Type, generics: &Generics) -> Shape {
        let (raw, mutable, pointee) = match bare(written) {
            Type::Reference(reference) => (false, reference.mutability.is_some(), &reference.elem),
            Type::Ptr(pointer) => (true, pointer.mutability.is_some(), &pointer.elem),
            _ => return Shape::Value,
        };
        let pointer = |pointee: &Type| Pointer {
            raw,
            mutable,
            pointee: pointee.clone(),
            maybe_unsized: maybe_unsized(pointee, generics),
        };
        match bare(pointee) {
            Type::Slice(slice) => Shape::Slice(pointer(&slice.elem)),
            Type::TraitObject(_) => Shape::Unsized,
            Type::Path(path) if path.path.is_ident("str") => Shape::Unsized,
            pointee => Shape::Thin(pointer(pointee)),
        }
    }

    /// Whether a shadow of the same type can hold several tangents end to end.
    pub fn is_extensible(&self) -> bool {
        match self {
            Shape::Slice(_) => true,
            Shape::Thin(pointer) => pointer.raw,
            Shape::Value | Shape::Unsized => false,
        }
    }
}

/// Whether a name stands for a type whose size the function does not know.
fn maybe_unsized(pointee: &Type, generics: &Generics) -> bool {
    let Type::Path(path) = bare(pointee) else {
        return false;
    };
    let Some(name) = path.path.get_ident() else {
        return false;
    };
    let relaxes = |bound: &TypeParamBound| {
        matches!(bound, TypeParamBound::Trait(bound)
            if matches!(bound.modifier, TraitBoundModifier::Maybe(_)))
    };
    let declared = generics
        .type_params()
        .any(|parameter| parameter.ident == *name && parameter.bounds.iter().any(relaxes));
    let conditions = generics.where_clause.iter().flat_map(|all| &all.predicates);
    let conditioned = conditions.clone().any(|condition| {
        matches!(condition, WherePredicate::Type(condition)
            if *bare(&condition.bounded_ty) == *pointee && condition.bounds.iter().any(relaxes))
    });
    name == "Self" || declared || conditioned
}

/// The type without the parentheses and invisible groups around it.
pub fn bare(written: &Type) -> &Type {
    match written {
        Type::Paren(paren) => bare(&paren.elem),
        Type::Group(group) => bare(&group.elem),
        other => other,
    }
}

const WITHOUT_DERIVATIVE: &[&str] = &[
    "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64",
    "u128", "usize", "String",
];

/// Whether the type visibly carries no derivative; a name that is not the language's may carry one.
pub fn carries_no_derivative(written: &Type) -> bool {
    match bare(written) {
        Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|name| WITHOUT_DERIVATIVE.iter().any(|known| name == known)),
        Type::Reference(reference) => carries_no_derivative(&reference.elem),
        Type::Ptr(pointer) => carries_no_derivative(&pointer.elem),
        Type::Slice(slice) => carries_no_derivative(&slice.elem),
        Type::Array(array) => carries_no_derivative(&array.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(carries_no_derivative),
        Type::BareFn(_) | Type::Never(_) => true,
        _ => false,
    }
}

/// The type a function returns, if it is not `()`.
pub fn returned(signature: &Signature) -> Option<Type> {
    match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, written) => match bare(written) {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            other => Some(other.clone()),
        },
    }
}

/// Whether a shared reference lies inside the type, where a shadow would have to be written.
pub fn holds_shared_reference(written: &Type) -> bool {
    struct Search(bool);
    impl Visit<'_> for Search {
        fn visit_type_reference(&mut self, reference: &TypeReference) {
            self.0 |= reference.mutability.is_none();
            visit::visit_type_reference(self, reference);
        }
        // The arguments of a function type are not inside its value.
        fn visit_type_bare_fn(&mut self, _: &syn::TypeBareFn) {}
    }
    let mut search = Search(false);
    search.visit_type(written);
    search.0
}

/// The element type, if the type is a slice or a `Vec`: something whose shadow can have another length.
pub fn element(written: &Type) -> Option<&Type> {
    match bare(written) {
        Type::Slice(slice) => Some(&slice.elem),
        Type::Path(TypePath { qself: None, path }) => {
            let last = path.segments.last()?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                return None;
            };
            match arguments.args.first()? {
                GenericArgument::Type(element) if last.ident == "Vec" => Some(element),
                _ => None,
            }
        }
        _ => None,
    }
}
