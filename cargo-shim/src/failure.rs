//! What a person reads when the orchestrator cannot be started.

use std::fmt;

/// The exit code of every failure of this program, the one that cargo uses for its own.
pub const EXIT_CODE: u8 = 101;

/// A cause, the places that were searched, and the command that mends it.
#[derive(Debug, PartialEq)]
pub struct Failure {
    pub cause: String,
    pub search: Vec<String>,
    pub help: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "error: {}", self.cause)?;
        for place in &self.search {
            writeln!(out, "  searched: {place}")?;
        }
        writeln!(out, "help: {}", self.help)
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn prints_cause_search_and_help_in_that_order() {
        let failure = Failure {
            cause: "Node.js was not found".into(),
            search: vec!["/usr/bin: no `node`".into()],
            help: "install it".into(),
        };
        assert_eq!(
            failure.to_string(),
            "error: Node.js was not found\n  searched: /usr/bin: no `node`\nhelp: install it\n"
        );
    }
}
