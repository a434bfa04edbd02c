//! A directory of its own with a shim, fake programs, and an environment that holds nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// A shim that was not built from this repository, so that a bundle here is not found.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| build(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("elsewhere")))
}

/// Builds the shim from a copy of its sources in `repository`.
fn build(repository: &Path) -> PathBuf {
    let copy = repository.join("cargo-shim");
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(copy.join("src")).expect("a directory for the copy");
    fs::copy(source.join("Cargo.toml"), copy.join("Cargo.toml")).expect("the manifest");
    for file in fs::read_dir(source.join("src")).expect("the sources") {
        let file = file.expect("a source");
        fs::copy(file.path(), copy.join("src").join(file.file_name())).expect("a copied source");
    }
    let target = copy.join("target");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--manifest-path"])
        .arg(copy.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()
        .expect("cargo");
    assert!(status.success(), "building the copy ended with {status}");
    target.join("debug/cargo-enzyme")
}

pub struct Sandbox {
    pub root: PathBuf,
    variables: Vec<(String, String)>,
}

impl Sandbox {
    /// An empty directory called `name`, with the shim in `prefix/bin`.
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        if root.exists() {
            fs::remove_dir_all(&root).expect("room for the sandbox");
        }
        fs::create_dir_all(root.join("prefix/bin")).expect("a prefix");
        // A target directory given as `../build` would be there in every path that the shim prints.
        let root = root.canonicalize().expect("the sandbox");
        fs::copy(shim(), root.join("prefix/bin/cargo-enzyme")).expect("an installed shim");
        let path = root.join("path").display().to_string();
        Self {
            root,
            variables: Vec::new(),
        }
        .set("PATH", &path)
    }

    /// The same, with a shim that was built from a repository in the sandbox, `clone`.
    pub fn with_repository(name: &str) -> Self {
        let sandbox = Self::new(name);
        let built = build(&sandbox.root.join("clone"));
        fs::copy(built, sandbox.root.join("prefix/bin/cargo-enzyme")).expect("an installed shim");
        sandbox
    }

    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// As [`Self::set`], with a path in the sandbox as the value.
    pub fn point(self, name: &str, place: &str) -> Self {
        let value = self.root.join(place).display().to_string();
        self.set(name, &value)
    }

    /// A shell script that may be executed.
    pub fn program(self, place: &str, script: &str) -> Self {
        let sandbox = self.file(place, &format!("#!/bin/sh\n{script}\n"));
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(sandbox.root.join(place), executable).expect("an executable file");
        sandbox
    }

    /// A Node.js of that version, which prints its own path and its arguments, one a line, and ends with 7.
    pub fn node(self, place: &str, version: &str) -> Self {
        self.program(
            place,
            &format!("[ \"$1\" = --version ] && {{ echo {version}; exit; }}\nprintf '%s\\n' \"$0\" \"$@\"\nexit 7"),
        )
    }

    /// An orchestrator in `home`.
    pub fn orchestrator(self, home: &str) -> Self {
        self.file(&format!("{home}/dist/cargo-enzyme.mjs"), "")
    }

    pub fn file(self, place: &str, text: &str) -> Self {
        let file = self.root.join(place);
        fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
        fs::write(file, text).expect("a file");
        self
    }

    /// Runs the shim with the variables of the sandbox and no others.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let shim = self.root.join("prefix/bin/cargo-enzyme");
        let variables = self.variables.iter().map(|(name, value)| (name, value));
        Command::new(shim)
            .args(arguments)
            .env_clear()
            .envs(variables)
            .output()
            .expect("the shim")
    }

    /// What the fake Node.js was started with: its path, then the script and the arguments, relative to the sandbox.
    pub fn launch(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(7),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let root = format!("{}/", self.root.display());
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().map(|line| line.replace(&root, "")).collect()
    }

    /// What the shim says when it fails.
    pub fn failure(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(101));
        assert!(output.stdout.is_empty(), "stdout belongs to cargo");
        let root = format!("{}/", self.root.display());
        String::from_utf8(output.stderr)
            .expect("text")
            .replace(&root, "")
    }
}
