//! The Node.js that runs the orchestrator.

use crate::failure::Failure;
use crate::path;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the Node.js to use, a file or a name on `PATH`; nothing else is tried then.
const OVERRIDE: &str = "CARGO_ENZYME_NODE";

/// The oldest release that the orchestrator runs on.
const OLDEST: Version = Version {
    major: 20,
    minor: 19,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    major: u32,
    minor: u32,
}

impl Version {
    /// Reads what `node --version` prints: `v20.19.0`.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().strip_prefix('v')?.split('.');
        Some(Self {
            major: parts.next()?.parse().ok()?,
            minor: parts.next()?.parse().ok()?,
        })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)
    }
}

/// The first Node.js that is new enough: the override, or else the `node` programs of `PATH` in order.
pub fn find() -> Result<PathBuf, Failure> {
    let override_ = env::var_os(OVERRIDE).filter(|value| !value.is_empty());
    let mut rejections = Vec::new();
    for candidate in candidates(override_.as_deref()) {
        match judge(&candidate) {
            Ok(()) => return Ok(candidate),
            Err(reason) => rejections.push(format!("{}: {reason}", candidate.display())),
        }
    }
    Err(not_found(override_.as_ref(), rejections))
}

fn candidates(override_: Option<&OsStr>) -> Vec<PathBuf> {
    match override_ {
        Some(program) if path::is_explicit(program) => vec![program.into()],
        Some(name) => on_path(&name.to_string_lossy()),
        None => on_path("node"),
    }
}

fn on_path(name: &str) -> Vec<PathBuf> {
    let directories = path::directories();
    directories
        .iter()
        .filter_map(|directory| path::program_in(directory, name))
        .collect()
}

/// Says why `program` cannot run the orchestrator.
fn judge(program: &Path) -> Result<(), String> {
    if !path::is_program(program) {
        return Err("not a program".into());
    }
    let output = Command::new(program)
        .arg("--version")
        .output()
        .map_err(|error| format!("cannot be run: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match Version::parse(&text) {
        Some(version) if version >= OLDEST => Ok(()),
        Some(_) => Err(format!("{}, too old", text.trim())),
        None => Err(format!(
            "`--version` printed {:?}, {}",
            text.trim(),
            output.status
        )),
    }
}

fn not_found(override_: Option<&OsString>, rejections: Vec<String>) -> Failure {
    let too_old = rejections
        .iter()
        .any(|rejection| rejection.ends_with("too old"));
    let state = if too_old {
        "is too old"
    } else {
        "was not found"
    };
    let (cause, place, help) = match override_ {
        Some(program) => (
            format!("the Node.js that {OVERRIDE} names {state}: cargo enzyme needs {OLDEST} or newer"),
            format!("{OVERRIDE}={}", program.to_string_lossy()),
            format!("unset {OVERRIDE}, or set it to a Node.js that is {OLDEST} or newer"),
        ),
        None => (
            format!("Node.js {state}: cargo enzyme needs {OLDEST} or newer"),
            format!("PATH={}", env::var_os("PATH").unwrap_or_default().to_string_lossy()),
            format!("install it from https://nodejs.org/ or your distribution, or set {OVERRIDE} to its path"),
        ),
    };
    let search = if rejections.is_empty() {
        vec![place]
    } else {
        rejections
    };
    Failure {
        cause,
        search,
        help,
    }
}

/// A Node.js that answered `--version` a moment ago and now does not start.
pub fn cannot_run(node: &Path, error: &io::Error) -> Failure {
    Failure {
        cause: format!("cannot run `{}`: {error}", node.display()),
        search: Vec::new(),
        help: format!("set {OVERRIDE} to another Node.js, {OLDEST} or newer"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Version, OLDEST};

    #[test]
    fn reads_releases_and_prereleases() {
        assert_eq!(
            Version::parse("v20.19.0\n"),
            Some(Version {
                major: 20,
                minor: 19
            })
        );
        assert_eq!(
            Version::parse("v24.0.0-nightly2025"),
            Some(Version {
                major: 24,
                minor: 0
            })
        );
    }

    #[test]
    fn reads_nothing_from_other_words() {
        for text in ["", "20.19.0", "v20", "node: not found", "vx.y.z"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }

    #[test]
    fn orders_by_number_and_not_by_digit() {
        let at = |text| Version::parse(text).expect("a version");
        assert!(at("v20.18.3") < OLDEST);
        assert!(at("v9.99.0") < OLDEST);
        assert!(at("v20.19.0") >= OLDEST);
        assert!(at("v22.0.0") >= OLDEST);
        assert!(at("v100.1.0") >= OLDEST);
    }
}
