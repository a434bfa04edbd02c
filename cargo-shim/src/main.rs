//! `cargo-enzyme`: finds Node.js and the orchestrator, and becomes it.
//!
//! Arguments, environment, streams, exit code and signals are those of the orchestrator. When there
//! is nothing to become, one `error:` with its `help:` goes to stderr and the exit code is
//! [`failure::EXIT_CODE`].

mod failure;
mod node;
mod orchestrator;
mod path;

use failure::Failure;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    launch().unwrap_or_else(|failure| {
        eprint!("{failure}");
        ExitCode::from(failure::EXIT_CODE)
    })
}

/// Runs the orchestrator with the arguments of this process.
fn launch() -> Result<ExitCode, Failure> {
    let node = node::find()?;
    let script = orchestrator::find(&node)?;
    let mut command = Command::new(&node);
    command.arg(script).args(std::env::args_os().skip(1));
    become_command(command).map_err(|error| node::cannot_run(&node, &error))
}

/// Replaces this process, so that a signal or an exit code needs no forwarding.
#[cfg(unix)]
fn become_command(mut command: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Waits for the orchestrator and repeats its exit code.
#[cfg(not(unix))]
fn become_command(mut command: Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    std::process::exit(status.code().unwrap_or(i32::from(failure::EXIT_CODE)))
}
