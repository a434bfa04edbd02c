//! Runs every case of `cases/` and checks its derivatives: see `check/`.
//!
//! Prints a line for each check that fails and, at the end, `N passed, N failed`: a test for each case and
//! mode. The name of the case that is running goes to the standard error, so that a crash has a name.
//! With the argument `exceptions` it prints only the modes that cases do not have, and why.

#[macro_use]
mod case;
#[macro_use]
mod protocol;
mod cases;
mod check;
mod differences;
mod memory;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

fn main() -> std::process::ExitCode {
    let cases = cases::all();
    if std::env::args().nth(1).as_deref() == Some("exceptions") {
        print_exceptions(&cases);
        return std::process::ExitCode::SUCCESS;
    }
    std::panic::set_hook(Box::new(|_| {})); // A panic of a case is reported with its name.
    let (mut passed, mut failed) = (0, 0);
    for case in &cases {
        eprintln!("{}", case.name);
        for (mode, complaints) in check::check(case) {
            if complaints.is_empty() {
                passed += 1;
            } else {
                failed += 1;
            }
            for complaint in complaints {
                println!("{mode:?} {}: {complaint}", case.name);
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    std::process::ExitCode::from(u8::from(failed > 0 || cases.is_empty()))
}

fn print_exceptions(cases: &[case::Case]) {
    for case in cases {
        for case::Exception {
            mode,
            instead,
            reason,
        } in case.exceptions
        {
            println!("{} {mode:?} {instead:?}: {reason}", case.name);
        }
    }
}
