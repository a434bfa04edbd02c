//! The functions of `f64` and `f32` on dual numbers: each by its value and its derivative, from mathematics.

use crate::arithmetic::{Real, Single};
use std::cmp::Ordering;

macro_rules! functions {
    ($name:ident, $float:ident) => {
        impl $name {
            functions_of_one! {
                $name;
                x;
                sin: x.cos(),
                cos: -x.sin(),
                tan: 1.0 / x.cos().powi(2),
                asin: 1.0 / ((1.0 - x) * (1.0 + x)).sqrt(),
                acos: -1.0 / ((1.0 - x) * (1.0 + x)).sqrt(),
                atan: 1.0 / (1.0 + x * x),
                sinh: x.cosh(),
                cosh: x.sinh(),
                tanh: 1.0 / x.cosh().powi(2),
                asinh: 1.0 / (x * x + 1.0).sqrt(),
                acosh: 1.0 / ((x - 1.0) * (x + 1.0)).sqrt(),
                atanh: 1.0 / ((1.0 - x) * (1.0 + x)),
                exp: x.exp(),
                exp2: x.exp2() * std::f64::consts::LN_2,
                exp_m1: x.exp(),
                ln: 1.0 / x,
                ln_1p: 1.0 / (1.0 + x),
                log2: 1.0 / (x * std::f64::consts::LN_2),
                log10: 1.0 / (x * std::f64::consts::LN_10),
                sqrt: 0.5 / x.sqrt(),
                cbrt: 1.0 / (3.0 * x.cbrt().powi(2)),
                recip: -1.0 / (x * x),
                floor: 0.0,
                ceil: 0.0,
                round: 0.0,
                round_ties_even: 0.0,
                trunc: 0.0,
                fract: 1.0,
                signum: 0.0,
                to_degrees: 180.0 / std::f64::consts::PI,
                to_radians: std::f64::consts::PI / 180.0,
            }

            pub const INFINITY: $float = $float::INFINITY;

            pub fn abs(self) -> Self {
                self.kink(-self);
                self.by(self.value().abs(), f64::from(self.value().signum()))
            }

            pub fn powi(self, n: i32) -> Self {
                let x = f64::from(self.value());
                self.by(self.value().powi(n), f64::from(n) * x.powi(n - 1))
            }

            pub fn powf(self, y: Self) -> Self {
                let (x, n) = (f64::from(self.value()), f64::from(y.value()));
                let by_exponent = if y.magnitude() == 0.0 {
                    0.0
                } else {
                    x.powf(n) * x.ln()
                };
                self.by2(
                    y,
                    self.value().powf(y.value()),
                    [n * x.powf(n - 1.0), by_exponent],
                )
            }

            pub fn atan2(self, x: Self) -> Self {
                let (b, a) = (f64::from(self.value()), f64::from(x.value()));
                let square = a * a + b * b;
                self.by2(x, self.value().atan2(x.value()), [a / square, -b / square])
            }

            pub fn hypot(self, y: Self) -> Self {
                let (a, b) = (f64::from(self.value()), f64::from(y.value()));
                let length = a.hypot(b);
                self.by2(y, self.value().hypot(y.value()), [a / length, b / length])
            }

            pub fn log(self, base: Self) -> Self {
                let (x, b) = (f64::from(self.value()), f64::from(base.value()));
                let partials = [1.0 / (x * b.ln()), -x.ln() / (b * b.ln().powi(2))];
                self.by2(base, self.value().log(base.value()), partials)
            }

            pub fn copysign(self, sign: Self) -> Self {
                let (same, other) = (self.value().copysign(sign.value()), self.value());
                if other == 0.0 || sign.value() == 0.0 {
                    crate::run::spoil();
                }
                self.by(same, if same == other { 1.0 } else { -1.0 })
            }

            pub fn mul_add(self, a: Self, b: Self) -> Self {
                let sum = self * a + b;
                Self::new(
                    self.value().mul_add(a.value(), b.value()),
                    sum.derivative(),
                    sum.magnitude(),
                )
            }

            pub fn rem_euclid(self, divisor: Self) -> Self {
                let rest = self % divisor;
                let moved = if rest.value() < 0.0 {
                    rest + divisor.abs()
                } else {
                    rest
                };
                Self::new(
                    self.value().rem_euclid(divisor.value()),
                    moved.derivative(),
                    moved.magnitude(),
                )
            }

            pub fn div_euclid(self, divisor: Self) -> Self {
                Self::constant(self.value().div_euclid(divisor.value()))
            }

            pub fn sin_cos(self) -> (Self, Self) {
                (self.sin(), self.cos())
            }

            pub fn midpoint(self, other: Self) -> Self {
                self.by2(other, self.value().midpoint(other.value()), [0.5, 0.5])
            }

            pub fn max(self, other: Self) -> Self {
                self.kink(other);
                if self < other {
                    other
                } else {
                    self
                }
            }

            pub fn min(self, other: Self) -> Self {
                self.kink(other);
                if other < self {
                    other
                } else {
                    self
                }
            }

            pub fn clamp(self, low: Self, high: Self) -> Self {
                assert!(low <= high);
                self.max(low).min(high)
            }

            pub fn total_cmp(&self, other: &Self) -> Ordering {
                self.value().total_cmp(&other.value())
            }

            pub fn is_nan(self) -> bool {
                self.value().is_nan()
            }

            pub fn is_finite(self) -> bool {
                self.value().is_finite()
            }

            pub fn is_sign_negative(self) -> bool {
                self.value().is_sign_negative()
            }

            pub fn is_sign_positive(self) -> bool {
                self.value().is_sign_positive()
            }
        }
    };
}

macro_rules! functions_of_one {
    ($name:ident; $x:ident; $($function:ident: $partial:expr,)*) => {$(
        pub fn $function(self) -> Self {
            let $x = f64::from(self.value());
            self.by(self.value().$function(), $partial)
        }
    )*};
}

functions!(Real, f64);
functions!(Single, f32);

impl Real {
    pub fn to_bits(self) -> u64 {
        self.value().to_bits()
    }
}

impl Single {
    pub fn to_bits(self) -> u32 {
        self.value().to_bits()
    }
}
