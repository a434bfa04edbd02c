//! Several directions per call agree with one at a time.

use crate::close::assert_close;
use enzyme::{autodiff_forward, autodiff_reverse};

#[autodiff_forward(one, Dual, Dual, Dual)]
#[autodiff_forward(three, 3, Dual, Dual, Dual)]
#[autodiff_forward(sixteen, 16, Dualv, Const, DualOnly)]
#[autodiff_reverse(reverse, Duplicated, Active, Active)]
fn model(x: &[f64], t: f64) -> f64 {
    let mut state = t;
    for (i, v) in x.iter().enumerate() {
        state = if i % 2 == 0 {
            (state * v).sin()
        } else {
            state + v.exp() * t
        };
    }
    state
}

const X: [f64; 4] = [0.3, -0.7, 1.1, 0.2];

#[test]
fn three_directions() {
    let directions = [
        [1.0, 0.0, 0.5, 0.0],
        [0.0, -2.0, 0.0, 1.0],
        [0.1, 0.2, 0.3, 0.4],
    ];
    let [a, b, c] = &directions;
    let got = three(&X, a, b, c, 0.9, 1.0, 0.0, -1.0);
    for (lane, dt) in [1.0, 0.0, -1.0].into_iter().enumerate() {
        let (value, tangent) = one(&X, &directions[lane], 0.9, dt);
        assert_eq!(got[0], value);
        assert_close(got[lane + 1], tangent);
    }
}

#[test]
fn sixteen_directions_end_to_end() {
    let mut directions = [0.0; 64];
    for lane in 0..16 {
        directions[4 * lane + lane % 4] = 1.0 + lane as f64;
    }
    let got = sixteen(&X, &directions, 0.9);
    let mut dx = [0.0; 4];
    reverse(&X, &mut dx, 0.9, 1.0);
    for lane in 0..16 {
        assert_close(got[lane], dx[lane % 4] * (1.0 + lane as f64));
    }
}
