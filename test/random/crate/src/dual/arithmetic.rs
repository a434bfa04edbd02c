//! A number and its derivative in one direction.
//!
//! Beside the derivative goes a magnitude: the sum of the absolute values of the terms that any order of
//! summation adds up to the derivative. Rounding in either computation is a small part of it.

use crate::run;
use std::cmp::Ordering;
use std::ops::{
    Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign,
};

/// What a partial derivative may be wrong by in itself: `1 - tanh²` has no relative precision near 1.
const FLOOR: f64 = 1e-4;

macro_rules! dual_number {
    ($name:ident, $float:ident) => {
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $name {
            value: $float,
            derivative: f64,
            magnitude: f64,
        }

        impl $name {
            /// A number with a derivative that is given.
            pub fn new(value: $float, derivative: f64, magnitude: f64) -> Self {
                run::count();
                Self { value, derivative, magnitude }
            }

            /// A number that does not depend on the input.
            pub fn constant(value: $float) -> Self {
                Self { value, derivative: 0.0, magnitude: 0.0 }
            }

            pub fn value(self) -> $float {
                self.value
            }

            pub fn derivative(self) -> f64 {
                self.derivative
            }

            pub fn magnitude(self) -> f64 {
                self.magnitude
            }

            /// The value of a function of this number, by its derivative.
            pub(crate) fn by(self, value: $float, partial: f64) -> Self {
                Self::new(value, times(partial, self.derivative), (partial.abs() + FLOOR) * self.magnitude)
            }

            /// The value of a function of two numbers, by its partial derivatives.
            pub(crate) fn by2(self, other: Self, value: $float, [first, second]: [f64; 2]) -> Self {
                let (a, b) = (self.by(value, first), other.by(value, second));
                Self::new(value, a.derivative + b.derivative, a.magnitude + b.magnitude)
            }

            /// This or the other, whose values are compared: at a kink neither derivative is the right one.
            pub(crate) fn kink(self, other: Self) {
                if self.value == other.value && self.derivative != other.derivative {
                    run::spoil();
                }
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                self.by2(other, self.value + other.value, [1.0, 1.0])
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                self.by2(other, self.value - other.value, [1.0, -1.0])
            }
        }

        impl Mul for $name {
            type Output = Self;
            fn mul(self, other: Self) -> Self {
                self.by2(other, self.value * other.value, [f64::from(other.value), f64::from(self.value)])
            }
        }

        impl Div for $name {
            type Output = Self;
            fn div(self, other: Self) -> Self {
                let (a, b) = (f64::from(self.value), f64::from(other.value));
                self.by2(other, self.value / other.value, [1.0 / b, -a / (b * b)])
            }
        }

        impl Rem for $name {
            type Output = Self;
            fn rem(self, other: Self) -> Self {
                let quotient = f64::from((self.value / other.value).trunc());
                self.by2(other, self.value % other.value, [1.0, -quotient])
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                self.by(-self.value, -1.0)
            }
        }

        by_reference!($name Add add, Sub sub, Mul mul, Div div, Rem rem);
        in_place!($name AddAssign add_assign +, SubAssign sub_assign -, MulAssign mul_assign *,
            DivAssign div_assign /, RemAssign rem_assign %);

        impl Neg for &$name {
            type Output = $name;
            fn neg(self) -> $name {
                -*self
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.value == other.value
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                self.value.partial_cmp(&other.value)
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
                // As the standard library does: from -0.0.
                numbers.fold(Self::constant(-0.0), |total, number| total + number)
            }
        }

        impl<'a> std::iter::Sum<&'a $name> for $name {
            fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
                numbers.copied().sum()
            }
        }

        impl std::iter::Product for $name {
            fn product<I: Iterator<Item = Self>>(numbers: I) -> Self {
                numbers.fold(Self::constant(1.0), |total, number| total * number)
            }
        }

        impl<'a> std::iter::Product<&'a $name> for $name {
            fn product<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
                numbers.copied().product()
            }
        }

        from_integers!($name $float: u8 i8 u16 i16);
    };
}

/// A derivative of zero is zero, whatever it is multiplied by.
fn times(partial: f64, derivative: f64) -> f64 {
    if derivative == 0.0 {
        0.0
    } else {
        partial * derivative
    }
}

macro_rules! by_reference {
    ($name:ident $($operation:ident $method:ident),*) => {$(
        impl $operation<&$name> for $name {
            type Output = $name;
            fn $method(self, other: &$name) -> $name {
                $operation::$method(self, *other)
            }
        }
        impl $operation<$name> for &$name {
            type Output = $name;
            fn $method(self, other: $name) -> $name {
                $operation::$method(*self, other)
            }
        }
        impl $operation<&$name> for &$name {
            type Output = $name;
            fn $method(self, other: &$name) -> $name {
                $operation::$method(*self, *other)
            }
        }
    )*};
}

macro_rules! in_place {
    ($name:ident $($operation:ident $method:ident $operator:tt),*) => {$(
        impl $operation for $name {
            fn $method(&mut self, other: Self) {
                *self = *self $operator other;
            }
        }
        impl $operation<&$name> for $name {
            fn $method(&mut self, other: &Self) {
                *self = *self $operator *other;
            }
        }
    )*};
}

macro_rules! from_integers {
    ($name:ident $float:ident: $($integer:ident)*) => {$(
        impl From<$integer> for $name {
            fn from(integer: $integer) -> Self {
                Self::constant($float::from(integer))
            }
        }
    )*};
}

dual_number!(Real, f64);
dual_number!(Single, f32);
from_integers!(Real f64: i32 u32);

impl From<Single> for Real {
    fn from(single: Single) -> Self {
        single.to_real()
    }
}

impl Single {
    pub fn to_real(self) -> Real {
        Real::new(f64::from(self.value), self.derivative, self.magnitude)
    }
}

impl Real {
    pub fn to_single(self) -> Single {
        Single::new(self.value as f32, self.derivative, self.magnitude)
    }
}

/// A literal of type `f64`.
pub fn real(value: f64) -> Real {
    Real::constant(value)
}

/// A literal of type `f32`.
pub fn single(value: f32) -> Single {
    Single::constant(value)
}
