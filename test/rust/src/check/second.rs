//! Forward over reverse: the gradient is that of reverse mode, to round-off; the Hessian times a direction is that
//! of finite differences of the gradient, within their error; the Hessian is symmetric, to round-off; both are added
//! to what was there, and nothing beside it is written; no memory is left behind.

use super::guarded::Guarded;
use super::{check_memory, close, compare, direction, gradient, largest, same_all_bits};
use crate::case::{Case, Second};
use crate::differences::along;

pub fn check(second: Second, case: &Case, x: &[f64], complaints: &mut Vec<String>) {
    let tolerance = case.precision.tolerance().modes;
    let expected = gradient(case, x);
    let scale = largest(&expected).max(1.0);
    let (u, v) = (direction(x.len(), 0), direction(x.len(), 1));
    let [of_u, of_v] = [&u, &v].map(|direction| {
        let (dx, product) = call(second, x, direction, 0.0, complaints);
        for (i, (got, expected)) in dx.iter().zip(&expected).enumerate() {
            close(
                &format!("gradient[{i}]"),
                *got,
                *expected,
                tolerance * scale,
                complaints,
            );
        }
        product
    });
    let estimates = along(|x| gradient(case, x), x, &u, case.precision);
    compare(
        "Hessian times direction",
        &of_u,
        &estimates,
        largest(&expected),
        case.precision,
        complaints,
    );

    let terms = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>();
    let (vhu, uhv) = (terms(&v, &of_u), terms(&u, &of_v));
    let size: f64 = vhu
        .iter()
        .chain(&uhv)
        .map(|t| t.abs())
        .sum::<f64>()
        .max(1e-3 * scale);
    close(
        "v H u and u H v",
        vhu.iter().sum(),
        uhv.iter().sum(),
        tolerance * size,
        complaints,
    );

    let (dx, product) = call(second, x, &u, 3.0, complaints);
    for (i, (got, expected)) in dx.iter().zip(&expected).enumerate() {
        close(
            &format!("dx[{i}] after 3"),
            *got,
            expected + 3.0,
            8.0 * tolerance * scale,
            complaints,
        );
    }
    let scale = largest(&of_u).max(1.0);
    for (i, (got, expected)) in product.iter().zip(&of_u).enumerate() {
        close(
            &format!("product[{i}] after 3"),
            *got,
            expected + 3.0,
            8.0 * tolerance * scale,
            complaints,
        );
    }
    let (mut dx, mut product) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    check_memory(complaints, || {
        second(x, &u, &mut dx, &mut product);
        dx.first().copied().unwrap_or(0.0)
    });
}

/// The gradient and the product, added to memory that was `start`.
fn call(
    second: Second,
    x: &[f64],
    direction: &[f64],
    start: f64,
    complaints: &mut Vec<String>,
) -> (Vec<f64>, Vec<f64>) {
    let (mut dx, mut product) = (Guarded::new(x.len(), start), Guarded::new(x.len(), start));
    let (input, tangent) = (x.to_vec(), direction.to_vec());
    second(&input, &tangent, dx.slice(), product.slice());
    same_all_bits("x after the call", &input, x, complaints);
    same_all_bits(
        "the direction after the call",
        &tangent,
        direction,
        complaints,
    );
    (dx.open(complaints), product.open(complaints))
}
