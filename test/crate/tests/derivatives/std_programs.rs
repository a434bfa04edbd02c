//! Twelve programs in the style of `std::autodiff`: each compiles there with `use std::autodiff::*` in place of
//! its first line.

mod rosenbrock_in_forward_mode {
    use enzyme::*;

    #[autodiff_forward(df, Dual, Dual, Dual)]
    fn rosenbrock(x: f64, y: f64) -> f64 {
        (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2)
    }

    #[test]
    fn main() {
        assert_eq!(df(1.0, 1.0, 3.0, 0.0), (400.0, -800.0));
        assert_eq!(df(1.0, 0.0, 3.0, 1.0), (400.0, 400.0));
    }
}

mod rosenbrock_in_reverse_mode {
    use enzyme::*;

    #[autodiff_reverse(df, Active, Active, Active)]
    fn rosenbrock(x: f64, y: f64) -> f64 {
        (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2)
    }

    #[test]
    fn main() {
        let (output, dx, dy) = df(1.0, 3.0, 1.0);
        assert_eq!((output, dx, dy), (400.0, -800.0, 400.0));
    }
}

mod square_through_pointers {
    use enzyme::*;

    #[autodiff_reverse(df, Duplicated, Duplicated)]
    fn f(x: &[f64; 2], out: &mut f64) {
        *out = x[0] * x[0] + x[1] * x[0];
    }

    #[test]
    fn main() {
        let (x, mut dx, mut out, mut d_out) = ([2.0, 3.0], [0.0; 2], 0.0, 1.0);
        df(&x, &mut dx, &mut out, &mut d_out);
        assert_eq!((out, dx), (10.0, [7.0, 2.0]));
    }
}

mod second_order {
    use enzyme::*;

    #[autodiff_forward(hf, Dual, Dual, Dual, Dual)]
    fn gradient(x: &[f64; 2], dx: &mut [f64; 2], out: &mut f64, d_out: &mut f64) {
        df(x, dx, out, d_out);
    }

    #[autodiff_reverse(df, Duplicated, Duplicated)]
    fn f(x: &[f64; 2], out: &mut f64) {
        *out = x[0] * x[0] + x[1] * x[0];
    }

    #[test]
    fn main() {
        let (x, bx) = ([2.0, 3.0], [1.0, 0.0]);
        let (mut dx, mut h, mut out, mut b_out) = ([0.0; 2], [0.0; 2], 0.0, 0.0);
        let (mut d_out, mut bd_out) = (1.0, 0.0);
        hf(
            &x,
            &bx,
            &mut dx,
            &mut h,
            &mut out,
            &mut b_out,
            &mut d_out,
            &mut bd_out,
        );
        assert_eq!((dx, h), ([7.0, 2.0], [2.0, 1.0]));
    }
}

mod several_attributes {
    use enzyme::*;

    #[autodiff_reverse(d_both, Duplicated, Duplicated, Active)]
    #[autodiff_reverse(d_first, Duplicated, Const, Active)]
    #[autodiff_forward(b_second, Const, Dual, DualOnly)]
    pub fn dot(x: &[f32], y: &[f32]) -> f32 {
        x.iter().zip(y.iter()).map(|(x, y)| x * y).sum()
    }

    #[test]
    fn main() {
        let (x, y) = ([1.0, 2.0], [3.0, 4.0]);
        let (mut dx, mut dy) = ([0.0; 2], [0.0; 2]);
        assert_eq!(d_both(&x, &mut dx, &y, &mut dy, 1.0), 11.0);
        assert_eq!((dx, dy), (y, x));
        assert_eq!(d_first(&x, &mut dx, &y, 1.0), 11.0);
        assert_eq!(dx, [6.0, 8.0]);
        assert_eq!(b_second(&x, &y, &[0.0, 1.0]), 2.0);
    }
}

mod four_tangents {
    use enzyme::*;

    #[autodiff_forward(square_4, 4, Dual, DualOnly)]
    #[autodiff_forward(square_5, 4, Dual, Dual)]
    fn square(x: f64) -> f64 {
        x * x
    }

    #[test]
    fn main() {
        assert_eq!(square_4(3.0, 1.0, 2.0, 3.0, 4.0), [6.0, 12.0, 18.0, 24.0]);
        assert_eq!(
            square_5(3.0, 1.0, 2.0, 3.0, 4.0),
            [9.0, 6.0, 12.0, 18.0, 24.0]
        );
    }
}

mod four_tangents_end_to_end {
    use enzyme::*;

    #[autodiff_forward(dsquare, 4, Dualv, Dualv)]
    fn square(x: &[f64], y: &mut [f64]) {
        for (x, y) in x.iter().zip(y) {
            *y = x * x;
        }
    }

    #[test]
    fn main() {
        let (x, mut y, mut by) = ([1.0, 2.0], [0.0; 2], [0.0; 8]);
        dsquare(
            &x,
            &[1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 2.0],
            &mut y,
            &mut by,
        );
        assert_eq!(by, [2.0, 0.0, 0.0, 4.0, 2.0, 4.0, 4.0, 8.0]);
    }
}

mod generic_functions {
    use enzyme::*;
    use std::ops::Mul;

    #[autodiff_reverse(d_square, Duplicated, Active)]
    fn square<T: Mul<Output = T> + Copy>(x: &T) -> f64
    where
        T: Into<f64>,
    {
        (*x * *x).into()
    }

    #[test]
    fn main() {
        let (mut dx, mut dy) = (0.0_f64, 0.0_f32);
        assert_eq!(d_square(&3.0, &mut dx, 1.0), 9.0);
        assert_eq!(d_square(&3.0_f32, &mut dy, 1.0), 9.0);
        assert_eq!((dx, dy), (6.0, 6.0));
    }
}

mod trait_methods {
    use enzyme::*;

    trait MyTrait {
        #[autodiff_reverse(df, Const, Active, Active)]
        fn f(&self, x: f64) -> f64;
    }

    struct Doubler(f64);
    impl MyTrait for Doubler {
        fn f(&self, x: f64) -> f64 {
            self.0 * x.powi(2)
        }
    }

    #[test]
    fn main() {
        assert_eq!(Doubler(2.0).df(3.0, 1.0), (18.0, 12.0));
    }
}

mod nested_functions {
    use enzyme::*;

    fn compute() -> (f64, f64) {
        #[autodiff_forward(d_inner, Dual, DualOnly)]
        fn inner(x: f64) -> f64 {
            3.0 * x * x.sin()
        }
        (inner(1.5), d_inner(1.5, 1.0))
    }

    #[test]
    fn main() {
        let (value, slope) = compute();
        assert!((value - 4.488_727_439_718_245).abs() < 1e-14);
        assert!((slope - 3.310_802_367_316_826_5).abs() < 1e-14);
    }
}

mod c_functions_and_raw_pointers {
    use enzyme::*;

    #[autodiff_reverse(d_square, Duplicated, Active)]
    pub unsafe extern "C" fn square(x: *const f64) -> f64 {
        unsafe { *x * *x }
    }

    #[test]
    fn main() {
        let (x, mut dx) = (3.0, 0.0);
        assert_eq!(unsafe { d_square(&x, &mut dx, 1.0) }, 9.0);
        assert_eq!(dx, 6.0);
    }
}

mod gradient_descent {
    use enzyme::*;

    #[autodiff_reverse(d_loss, Duplicated, Const, Const, ActiveOnly)]
    fn loss(line: &[f64], xs: &[f64], ys: &[f64]) -> f64 {
        let errors = xs.iter().zip(ys).map(|(x, y)| line[0] + line[1] * x - y);
        errors.map(|e| e * e).sum::<f64>() / xs.len() as f64
    }

    #[test]
    fn main() {
        let (xs, ys) = ([0.0, 1.0, 2.0, 3.0], [1.0, 3.0, 5.0, 7.0]);
        let mut line = vec![0.0; 2];
        for _ in 0..2000 {
            let mut gradient = vec![0.0; 2];
            d_loss(&line, &mut gradient, &xs, &ys, 1.0);
            line.iter_mut()
                .zip(&gradient)
                .for_each(|(p, g)| *p -= 0.1 * g);
        }
        assert!(
            (line[0] - 1.0).abs() < 1e-9 && (line[1] - 2.0).abs() < 1e-9,
            "{line:?}"
        );
    }
}
