//! The orchestrator: the Node.js program that does the work.
//!
//! It lives in a *home*, a directory with `dist/cargo-enzyme.mjs` and the sources of the pass and of
//! the generated crate. Homes are tried in this order:
//!
//! 1. `CARGO_ENZYME_HOME`, and then nothing else;
//! 2. what was installed with this program: its own directory, `../share/cargo-enzyme`,
//!    `../lib/node_modules/cargo-enzyme`;
//! 3. npm's global packages, where npm keeps them unless told otherwise: under the prefix of the
//!    environment, or of `.npmrc`, or of Node.js itself;
//! 4. the repository that this program was built from;
//! 5. what `npm root -g` says. Asking costs more than everything above, so it comes last.

use crate::failure::Failure;
use crate::path;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the home to use; nothing else is tried then.
const OVERRIDE: &str = "CARGO_ENZYME_HOME";

/// The name of the npm package, and so of its directory.
const PACKAGE: &str = "cargo-enzyme";

/// The file to run, in the first home that has it. `node` tells where npm keeps global packages.
pub fn find(node: &Path) -> Result<PathBuf, Failure> {
    if let Some(home) = variable(OVERRIDE) {
        let script = script_in(Path::new(&home));
        return if script.is_file() {
            Ok(script)
        } else {
            Err(home_without_script(&script))
        };
    }
    let mut search = Vec::new();
    let likely = installed_homes()
        .into_iter()
        .chain(npm_homes(node))
        .chain([source_home()]);
    for home in likely {
        let script = script_in(&home);
        if script.is_file() {
            return Ok(script);
        }
        let place = script.display().to_string();
        if !search.contains(&place) {
            search.push(place);
        }
    }
    match npm_root(node) {
        Ok(root) => {
            let script = script_in(&root.join(PACKAGE));
            if script.is_file() {
                return Ok(script);
            }
            search.push(format!("{} (`npm root -g`)", script.display()));
        }
        Err(reason) => search.push(format!("`npm root -g`: {reason}")),
    }
    Err(Failure {
        cause: "the orchestrator of cargo enzyme (dist/cargo-enzyme.mjs) was not found".into(),
        search,
        help: format!("run `npm install -g {PACKAGE}`, or set {OVERRIDE} to the directory that contains `dist`"),
    })
}

fn script_in(home: &Path) -> PathBuf {
    home.join("dist").join("cargo-enzyme.mjs")
}

fn home_without_script(script: &Path) -> Failure {
    Failure {
        cause: format!("{OVERRIDE} names a directory without the orchestrator of cargo enzyme"),
        search: vec![script.display().to_string()],
        help: format!(
            "unset {OVERRIDE}, or set it to the directory that contains `dist`; in a clone of the repository run `npm run build` there"
        ),
    }
}

/// Homes beside this program, both where it was called and where a symbolic link leads.
fn installed_homes() -> Vec<PathBuf> {
    let Ok(program) = env::current_exe() else {
        return Vec::new();
    };
    let resolved = program.canonicalize().unwrap_or_else(|_| program.clone());
    let directories = [program, resolved]
        .into_iter()
        .filter_map(|file| Some(file.parent()?.to_owned()));
    directories
        .flat_map(|directory| {
            let prefix = directory
                .parent()
                .map_or_else(|| directory.clone(), Path::to_owned);
            [
                directory,
                prefix.join("share").join(PACKAGE),
                global_home(&prefix),
            ]
        })
        .collect()
}

/// Where npm puts the package under `prefix`.
fn global_home(prefix: &Path) -> PathBuf {
    let modules = if cfg!(windows) {
        prefix.join("node_modules")
    } else {
        prefix.join("lib").join("node_modules")
    };
    modules.join(PACKAGE)
}

fn npm_homes(node: &Path) -> Vec<PathBuf> {
    let configured = ["npm_config_prefix", "NPM_CONFIG_PREFIX"]
        .into_iter()
        .filter_map(variable)
        .map(PathBuf::from);
    let written = variable("HOME").and_then(|home| {
        let text = fs::read_to_string(Path::new(&home).join(".npmrc")).ok()?;
        prefix_of_npmrc(&text, &home.to_string_lossy())
    });
    let resolved = node.canonicalize().ok();
    let of_node = [Some(node), resolved.as_deref()]
        .into_iter()
        .flatten()
        .filter_map(prefix_of_program);
    configured
        .chain(written)
        .chain(of_node)
        .map(|prefix| global_home(&prefix))
        .collect()
}

/// `/usr` for `/usr/bin/node`; on Windows, where npm needs no `bin`, the directory itself.
fn prefix_of_program(program: &Path) -> Option<PathBuf> {
    let directory = program.parent()?;
    if cfg!(windows) {
        Some(directory)
    } else {
        directory.parent()
    }
    .map(Path::to_owned)
}

/// The `prefix = …` line of an `.npmrc`, with `~` and `${HOME}` replaced.
fn prefix_of_npmrc(text: &str, home: &str) -> Option<PathBuf> {
    let value = text.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "prefix").then(|| value.trim().trim_matches('"'))
    })?;
    let expanded = match value.strip_prefix("~/") {
        Some(rest) => format!("{home}/{rest}"),
        None => value.replace("${HOME}", home),
    };
    (!expanded.is_empty()).then(|| expanded.into())
}

fn source_home() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// Asks npm, the one beside `node` if there is one.
fn npm_root(node: &Path) -> Result<PathBuf, String> {
    let beside = node.parent().map(Path::to_owned);
    let npm = beside
        .into_iter()
        .chain(path::directories())
        .find_map(|directory| path::program_in(&directory, "npm"))
        .ok_or("npm was not found on PATH")?;
    let output = Command::new(&npm)
        .args(["root", "-g"])
        .output()
        .map_err(|error| format!("cannot run `{}`: {error}", npm.display()))?;
    let root = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !root.is_empty() {
        Ok(root.into())
    } else {
        Err(format!("`{}` ended with {}", npm.display(), output.status))
    }
}

fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{prefix_of_npmrc, script_in};
    use std::path::{Path, PathBuf};

    #[test]
    fn runs_the_bundle_of_a_home() {
        assert_eq!(
            script_in(Path::new("/h")),
            PathBuf::from("/h/dist/cargo-enzyme.mjs")
        );
    }

    #[test]
    fn reads_the_prefix_of_npmrc() {
        let read = |text| prefix_of_npmrc(text, "/home/ada");
        assert_eq!(
            read("audit=false\nprefix = /opt/npm\n"),
            Some("/opt/npm".into())
        );
        assert_eq!(
            read("prefix=~/.npm-global"),
            Some("/home/ada/.npm-global".into())
        );
        assert_eq!(read("prefix=\"${HOME}/npm\""), Some("/home/ada/npm".into()));
    }

    #[test]
    fn reads_no_prefix_from_other_keys() {
        for text in [
            "",
            "init-prefix=/x",
            "; prefix=/x",
            "# prefix=/x",
            "prefix=",
            "prefix",
        ] {
            assert_eq!(prefix_of_npmrc(text, "/home/ada"), None, "{text}");
        }
    }
}
