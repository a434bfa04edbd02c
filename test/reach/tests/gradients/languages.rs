//! Through other packages of the workspace, one of which is in C and C++.

use crate::close::assert_close;
use member::Hooke;

#[test]
fn through_a_member_of_the_workspace() {
    let law = Hooke { stiffness: 3.0 };
    let stored = |x: &[f64]| member::stored(x, &law);
    let gradient = enzyme::gradient(stored, &[0.0, 1.5, 2.0]);
    assert_close(&gradient, &[-1.5, 3.0, -1.5], 1e-14);
}

#[test]
fn through_a_library_in_c() {
    let gradient = enzyme::gradient(native::norm, &[3.0, 4.0, 12.0]);
    assert_close(&gradient, &[3.0 / 13.0, 4.0 / 13.0, 12.0 / 13.0], 1e-14);
}

#[test]
fn through_a_library_in_cpp() {
    let gradient = enzyme::gradient(native::double_well, &[2.0, 0.5, -1.0]);
    assert_close(&gradient, &[24.0, -1.5, 0.0], 1e-14);
}
