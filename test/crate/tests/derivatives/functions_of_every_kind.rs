//! Attributes on functions of every kind.

use crate::close::assert_close;
use enzyme::{autodiff_forward, autodiff_reverse};

struct Spring {
    stiffness: f64,
    weights: Vec<f64>,
}

impl Spring {
    #[autodiff_reverse(energy_gradient, Const, Duplicated, Active)]
    #[autodiff_reverse(energy_of_both, Duplicated, Duplicated, Active)]
    #[autodiff_forward(energy_tangent, Dual, Dual, Dual)]
    fn energy(&self, x: &[f64]) -> f64 {
        let weighted: f64 = x.iter().zip(&self.weights).map(|(x, w)| w * x * x).sum();
        0.5 * self.stiffness * weighted
    }

    #[autodiff_reverse(Self::unit_gradient, Active, Active)]
    fn unit(x: f64) -> f64 {
        x.cos()
    }

    #[autodiff_reverse(joined_gradient, Active, Active)]
    fn joined(x: f64) -> <Self as Number>::Of {
        x * x
    }

    #[autodiff_forward(stretch_tangent, Dual, Dual)]
    fn stretch(&mut self, by: f64) {
        self.stiffness *= by;
    }

    #[autodiff_reverse(consumed_gradient, Const, Active, Active)]
    fn consumed(self, x: f64) -> f64 {
        self.stiffness * x * x
    }
}

trait Number {
    type Of;
}
impl Number for Spring {
    type Of = f64;
}

#[test]
fn methods() {
    let spring = Spring {
        stiffness: 2.0,
        weights: vec![1.0, 3.0],
    };
    let mut dx = [0.0; 2];
    assert_eq!(spring.energy_gradient(&[1.0, 2.0], &mut dx, 1.0), 13.0);
    assert_eq!(dx, [2.0, 12.0]);
    let mut d_spring = Spring {
        stiffness: 0.0,
        weights: vec![0.0; 2],
    };
    spring.energy_of_both(&mut d_spring, &[1.0, 2.0], &mut dx, 1.0);
    assert_eq!(
        (d_spring.stiffness, &d_spring.weights[..]),
        (6.5, &[1.0, 4.0][..])
    );
    let direction = Spring {
        stiffness: 1.0,
        weights: vec![0.0; 2],
    };
    assert_eq!(
        spring.energy_tangent(&direction, &[1.0, 2.0], &[1.0, 0.0]),
        (13.0, 8.5)
    );
    assert_close(Spring::unit_gradient(0.5, 1.0).1, -0.5_f64.sin());
    assert_eq!(Spring::joined_gradient(3.0, 1.0), (9.0, 6.0));
    let (mut spring, mut direction) = (spring, direction);
    spring.stretch_tangent(&mut direction, 3.0, 1.0);
    assert_eq!((spring.stiffness, direction.stiffness), (6.0, 5.0));
    assert_eq!(spring.consumed_gradient(3.0, 1.0), (54.0, 36.0));
}

trait Potential {
    fn scale(&self) -> f64;

    #[autodiff_reverse(value_gradient, Const, Active, Active)]
    fn value(&self, x: f64) -> f64 {
        self.scale() * x * x
    }

    #[autodiff_reverse(required_gradient, Const, Duplicated, Active)]
    fn required(&self, x: &[f64]) -> f64;
}

struct Harmonic;
impl Potential for Harmonic {
    fn scale(&self) -> f64 {
        0.5
    }
    fn required(&self, x: &[f64]) -> f64 {
        self.scale() * x[0] * x[1]
    }
}

struct Quartic(f64);
impl Potential for Quartic {
    fn scale(&self) -> f64 {
        self.0
    }
    fn value(&self, x: f64) -> f64 {
        self.0 * x.powi(4)
    }
    fn required(&self, x: &[f64]) -> f64 {
        self.0 * x[0].powi(4)
    }
    // The derivative is a method as any other.
    fn required_gradient(&self, x: &[f64], dx: &mut [f64], seed: f64) -> f64 {
        dx[0] += seed * 4.0 * self.0 * x[0].powi(3) + 1000.0;
        self.required(x)
    }
}

#[test]
fn trait_methods() {
    assert_eq!(Harmonic.value_gradient(3.0, 1.0), (4.5, 3.0));
    assert_eq!(Quartic(2.0).value_gradient(3.0, 1.0), (162.0, 216.0));
    let mut dx = [0.0; 2];
    assert_eq!(Harmonic.required_gradient(&[2.0, 6.0], &mut dx, 1.0), 6.0);
    assert_eq!(dx, [3.0, 1.0]);
    let potentials: [&dyn Potential; 2] = [&Harmonic, &Quartic(2.0)];
    let slopes = potentials.map(|potential| potential.value_gradient(3.0, 1.0).1);
    assert_eq!(slopes, [3.0, 216.0]);
    dx = [0.0; 2];
    potentials[1].required_gradient(&[1.0], &mut dx[..1], 1.0);
    assert_eq!(dx, [1008.0, 0.0]);
}

#[autodiff_reverse(dot_gradient, Duplicated, Const, Active)]
fn dot<T, const N: usize>(x: &[f64; N], weights: &[T; N]) -> f64
where
    T: Copy + Into<f64>,
{
    x.iter()
        .zip(weights)
        .map(|(x, w)| x * x * (*w).into())
        .sum()
}

#[autodiff_reverse(applied_gradient, Const, Active, Active)]
fn applied(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x) * x
}

#[autodiff_reverse(generic_gradient, Active, Active)]
fn generic<T: enzyme::Differentiable + std::ops::Mul<Output = T>>(x: T) -> T {
    x * x
}

#[autodiff_reverse(lent_gradient, Const, Active, Active)]
fn lent<M: Potential + ?Sized>(potential: &M, x: f64) -> f64 {
    potential.value(x)
}

#[test]
fn generic_functions() {
    let mut dx = [0.0; 3];
    assert_eq!(
        dot_gradient(&[1.0, 2.0, 3.0], &mut dx, &[1.0_f32, 0.5, 2.0], 1.0),
        21.0
    );
    assert_eq!(dx, [2.0, 2.0, 12.0]);
    let mut dx = [0.0];
    assert_eq!(dot_gradient(&[3.0], &mut dx, &[2_u8], 1.0), 18.0);
    assert_eq!(dx, [12.0]);
    let scale = 2.0;
    assert_eq!(applied_gradient(|v| scale * v, 3.0, 1.0), (18.0, 12.0));
    assert_eq!(generic_gradient(3.0_f64, 1.0), (9.0, 6.0));
    assert_eq!(generic_gradient(3.0_f32, 1.0), (9.0, 6.0));
    assert_eq!(lent_gradient(&Harmonic, 3.0, 1.0), (4.5, 3.0));
    let potential: &dyn Potential = &Quartic(2.0);
    assert_eq!(lent_gradient(potential, 3.0, 1.0), (162.0, 216.0));
}

#[autodiff_reverse(exported_gradient, Active, Active)]
extern "C" fn exported(x: f64) -> f64 {
    x * x * x
}

#[autodiff_reverse(unchecked_gradient, Duplicated, Const, Active)]
unsafe fn unchecked(x: *const f64, n: usize) -> f64 {
    (0..n).map(|i| unsafe { *x.add(i) }.powi(2)).sum()
}

#[autodiff_reverse(raw_gradient, Duplicated, Duplicated)]
#[autodiff_forward(raw_tangents, 2, Dualv, Dualv)]
unsafe fn raw(x: *const [f64], y: *mut f64) {
    unsafe { *y = (&*x).iter().product() };
}

#[test]
fn other_calling_conventions_and_raw_pointers() {
    let exported: extern "C" fn(f64, f64) -> (f64, f64) = exported_gradient;
    assert_eq!(exported(2.0, 1.0), (8.0, 12.0));
    let (x, mut dx) = ([1.0, 2.0], [0.0; 2]);
    let gradient: unsafe fn(*const f64, *mut f64, usize, f64) -> f64 = unchecked_gradient;
    assert_eq!(
        unsafe { gradient(x.as_ptr(), dx.as_mut_ptr(), 2, 1.0) },
        5.0
    );
    assert_eq!(dx, [2.0, 4.0]);
    let (x, mut dx, mut y, mut dy) = ([3.0, 4.0], [0.0; 2], 0.0, 1.0);
    unsafe { raw_gradient(&raw const x, &raw mut dx, &raw mut y, &raw mut dy) };
    assert_eq!((dx, y, dy), ([4.0, 3.0], 12.0, 0.0));
    let (tangents, mut dy) = ([1.0, 0.0, 0.0, 1.0], [0.0; 2]);
    unsafe {
        raw_tangents(
            &raw const x,
            &raw const tangents,
            &raw mut y,
            dy.as_mut_ptr(),
        )
    };
    assert_eq!(dy, [4.0, 3.0]);
}

#[test]
fn nested_functions() {
    #[autodiff_reverse(inner_gradient, Active, Active)]
    fn inner(x: f64) -> f64 {
        #[autodiff_reverse(innermost_gradient, Active, ActiveOnly)]
        fn innermost(x: f64) -> f64 {
            x * x * x
        }
        innermost_gradient(x, 1.0) + innermost(1.0)
    }
    assert_eq!(inner_gradient(2.0, 1.0), (13.0, 12.0));
}

#[derive(Clone, Copy, Debug, PartialEq, enzyme::Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, enzyme::Differentiable)]
struct Segment<T>(Point, [T; 2]);

#[autodiff_reverse(area_gradient, Active, Active)]
#[autodiff_forward(area_tangent, Dual, Dual)]
fn area(p: Point) -> f64 {
    p.x * p.y
}

#[autodiff_reverse(mirror_gradient, Active, Active, Active)]
#[autodiff_forward(mirror_tangent, Dual, Dual, Dual)]
fn mirror(segment: Segment<f32>, by: (f64, f32)) -> Segment<f32> {
    let Segment(Point { x, y }, [a, b]) = segment;
    Segment(Point { x: y * by.0, y: x }, [b, a * by.1])
}

#[autodiff_reverse(length_gradient, Duplicated, Active)]
fn length(p: &Point) -> f64 {
    p.x.hypot(p.y)
}

#[test]
fn structs_and_tuples() {
    assert_eq!(
        area_gradient(Point { x: 3.0, y: 4.0 }, 1.0),
        (12.0, Point { x: 4.0, y: 3.0 })
    );
    assert_eq!(
        area_tangent(Point { x: 3.0, y: 4.0 }, Point { x: 1.0, y: 0.0 }),
        (12.0, 4.0)
    );
    let segment = Segment(Point { x: 1.0, y: 2.0 }, [3.0, 4.0]);
    let value = Segment(Point { x: 20.0, y: 1.0 }, [4.0, 300.0]);
    let seed = Segment(Point { x: 1.0, y: 2.0 }, [3.0, 4.0]);
    let (got, d_segment, d_by) = mirror_gradient(segment, (10.0, 100.0), seed);
    assert_eq!(got, value);
    assert_eq!(d_segment, Segment(Point { x: 2.0, y: 10.0 }, [400.0, 3.0]));
    assert_eq!(d_by, (2.0, 12.0));
    let (got, tangent) = mirror_tangent(segment, seed, (10.0, 100.0), (1.0, 1.0));
    assert_eq!(got, value);
    assert_eq!(tangent, Segment(Point { x: 22.0, y: 1.0 }, [4.0, 303.0]));
    let mut shadow = Point { x: 0.0, y: 0.0 };
    assert_eq!(
        length_gradient(&Point { x: 3.0, y: 4.0 }, &mut shadow, 1.0),
        5.0
    );
    assert_close(shadow.x, 0.6);
    assert_close(shadow.y, 0.8);
}

mod hidden {
    #[enzyme::autodiff_reverse(seen_gradient, Active, Active)]
    pub(super) fn seen(x: f64) -> f64 {
        x * x
    }

    #[enzyme::autodiff_reverse(absent_gradient, Active, Active)]
    #[cfg(any())]
    pub fn absent(x: Missing) -> f64 {
        x
    }
}

#[test]
fn the_derivative_is_as_visible_as_its_primal() {
    assert_eq!(hidden::seen(3.0), 9.0);
    assert_eq!(hidden::seen_gradient(3.0, 1.0), (9.0, 6.0));
}

#[autodiff_reverse(optional_gradient, Const, Active, Active)]
fn optional(scale: Option<&f64>, x: f64) -> f64 {
    scale.copied().unwrap_or(1.0) * x * x
}

type Real = f64;
type Data<'a> = &'a [f64];

#[autodiff_reverse(aliased_gradient, Const, Active, Active)]
fn aliased(data: Data, x: Real) -> Real {
    data.iter().sum::<f64>() * x
}

#[test]
fn aliases_and_options() {
    assert_eq!(optional_gradient(Some(&2.0), 3.0, 1.0), (18.0, 12.0));
    assert_eq!(optional_gradient(None, 3.0, 1.0), (9.0, 6.0));
    assert_eq!(aliased_gradient(&[1.0, 2.0], 3.0, 1.0), (9.0, 3.0));
}

#[autodiff_reverse(rows_gradient, Duplicated, Active)]
fn rows(x: &[Vec<f64>]) -> f64 {
    x.iter().flatten().map(|v| v * v).sum()
}

fn panic_message(f: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let payload = std::panic::catch_unwind(f).expect_err("no panic");
    payload.downcast_ref::<String>().expect("a message").clone()
}

#[test]
fn lengths_of_shadows_are_checked() {
    let inner = || rows_gradient(&[vec![1.0; 2]], &mut [vec![0.0; 3]], 1.0);
    let message = panic_message(|| {
        inner();
    });
    assert_eq!(
        message,
        "`dx_0` has length 3, but `x` has length 2: a shadow is as long as its primal"
    );
    let spring = Spring {
        stiffness: 2.0,
        weights: vec![1.0, 3.0],
    };
    let message = panic_message(|| {
        spring.energy_gradient(&[1.0, 2.0], &mut [0.0; 1], 1.0);
    });
    assert!(
        message.starts_with("`dx_0` has length 1, but `x` has length 2"),
        "{message}"
    );
    #[autodiff_forward(sum_tangents, 3, Dualv, Dual)]
    fn sum(x: &[f64]) -> f64 {
        x.iter().sum()
    }
    let message = panic_message(|| {
        sum_tangents(&[1.0, 2.0], &[0.0; 5]);
    });
    assert_eq!(
        message,
        "`bx_0` has length 5, but `x` has length 2: a shadow of 3 directions is 3 times as long as its primal"
    );
}
