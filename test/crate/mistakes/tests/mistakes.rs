//! Every program in `programs` is refused by the compiler with the message beside it, word for word.
//! `TRYBUILD=overwrite cargo test` writes what is said today.

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("tests/programs/*.rs");
}
