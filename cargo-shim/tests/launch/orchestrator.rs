//! Where the orchestrator is found, in order, and what is said when it is nowhere.

use crate::sandbox::Sandbox;

/// A sandbox whose Node.js is `usr/bin/node`, without any orchestrator.
fn with_node(name: &str) -> Sandbox {
    Sandbox::new(name)
        .node("usr/bin/node", "v20.19.0")
        .point("PATH", "usr/bin")
}

fn script(sandbox: &Sandbox) -> String {
    sandbox.launch(&[]).swap_remove(1)
}

#[test]
fn prefers_the_home_that_is_named() {
    let sandbox = with_node("home")
        .orchestrator("my home")
        .orchestrator("prefix/share/cargo-enzyme")
        .point("CARGO_ENZYME_HOME", "my home");
    assert_eq!(script(&sandbox), "my home/dist/cargo-enzyme.mjs");
}

#[test]
fn uses_what_was_installed_with_the_shim_before_npm() {
    for home in [
        "prefix/bin",
        "prefix/share/cargo-enzyme",
        "prefix/lib/node_modules/cargo-enzyme",
    ] {
        let sandbox = with_node("installed")
            .orchestrator(home)
            .orchestrator("usr/lib/node_modules/cargo-enzyme");
        assert_eq!(script(&sandbox), format!("{home}/dist/cargo-enzyme.mjs"));
    }
}

#[test]
fn follows_a_symbolic_link_to_the_shim() {
    let sandbox = with_node("link").orchestrator("opt/share/cargo-enzyme");
    let bin = sandbox.root.join("opt/bin");
    let installed = sandbox.root.join("prefix/bin/cargo-enzyme");
    std::fs::create_dir_all(&bin).expect("a directory");
    std::fs::rename(&installed, bin.join("cargo-enzyme")).expect("a moved shim");
    std::os::unix::fs::symlink(bin.join("cargo-enzyme"), installed).expect("a link");
    assert_eq!(
        script(&sandbox),
        "opt/share/cargo-enzyme/dist/cargo-enzyme.mjs"
    );
}

#[test]
fn uses_the_global_package_of_the_prefix_of_node() {
    let sandbox = with_node("global").orchestrator("usr/lib/node_modules/cargo-enzyme");
    assert_eq!(
        script(&sandbox),
        "usr/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs"
    );
}

#[test]
fn uses_the_prefix_of_the_environment_before_the_one_of_node() {
    let sandbox = with_node("npm-variable")
        .orchestrator("usr/lib/node_modules/cargo-enzyme")
        .orchestrator("global/lib/node_modules/cargo-enzyme")
        .point("npm_config_prefix", "global");
    assert_eq!(
        script(&sandbox),
        "global/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs"
    );
}

#[test]
fn uses_the_prefix_of_npmrc() {
    let sandbox = with_node("npmrc")
        .orchestrator("ada/.npm-global/lib/node_modules/cargo-enzyme")
        .file("ada/.npmrc", "fund=false\nprefix=~/.npm-global\n")
        .point("HOME", "ada");
    assert_eq!(
        script(&sandbox),
        "ada/.npm-global/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs"
    );
}

#[test]
fn uses_the_repository_it_was_built_from_after_npms_packages() {
    let sandbox = Sandbox::with_repository("repository")
        .node("usr/bin/node", "v20.19.0")
        .point("PATH", "usr/bin")
        .orchestrator("clone");
    assert_eq!(script(&sandbox), "clone/dist/cargo-enzyme.mjs");
    let sandbox = sandbox.orchestrator("usr/lib/node_modules/cargo-enzyme");
    assert_eq!(
        script(&sandbox),
        "usr/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs"
    );
}

#[test]
fn asks_npm_last() {
    let sandbox = with_node("npm-root")
        .orchestrator("odd/cargo-enzyme")
        .program(
            "usr/bin/npm",
            "[ \"$1 $2\" = 'root -g' ] && echo \"${0%/usr/bin/npm}/odd\"",
        );
    assert_eq!(script(&sandbox), "odd/cargo-enzyme/dist/cargo-enzyme.mjs");
}

#[test]
fn says_that_the_home_has_no_orchestrator() {
    let sandbox = with_node("empty-home")
        .orchestrator("usr/lib/node_modules/cargo-enzyme")
        .point("CARGO_ENZYME_HOME", "clone");
    assert_eq!(
        sandbox.failure(&["enzyme", "test"]),
        "error: CARGO_ENZYME_HOME names a directory without the orchestrator of cargo enzyme\n  \
         searched: clone/dist/cargo-enzyme.mjs\n\
         help: unset CARGO_ENZYME_HOME, or set it to the directory that contains `dist`; \
         in a clone of the repository run `npm run build` there\n"
    );
}

#[test]
fn lists_every_place_once_when_the_orchestrator_is_nowhere() {
    let sandbox = with_node("nowhere").program("usr/bin/npm", "exit 1");
    let failure = sandbox.failure(&["enzyme", "test"]);
    let lines: Vec<&str> = failure.lines().collect();
    assert_eq!(
        lines[0],
        "error: the orchestrator of cargo enzyme (dist/cargo-enzyme.mjs) was not found"
    );
    assert_eq!(
        lines[1..5],
        [
            "  searched: prefix/bin/dist/cargo-enzyme.mjs",
            "  searched: prefix/share/cargo-enzyme/dist/cargo-enzyme.mjs",
            "  searched: prefix/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs",
            "  searched: usr/lib/node_modules/cargo-enzyme/dist/cargo-enzyme.mjs",
        ]
    );
    assert!(
        lines[5].ends_with("/elsewhere/dist/cargo-enzyme.mjs"),
        "{}",
        lines[5]
    );
    assert_eq!(
        lines[6],
        "  searched: `npm root -g`: `usr/bin/npm` ended with exit status: 1"
    );
    assert_eq!(
        lines[7],
        "help: run `npm install -g cargo-enzyme`, or set CARGO_ENZYME_HOME to the directory that contains `dist`"
    );
    assert_eq!(lines.len(), 8);
}

#[test]
fn says_that_npm_is_missing_when_it_would_have_asked_it() {
    let failure = with_node("no-npm").failure(&[]);
    assert!(
        failure.contains("searched: `npm root -g`: npm was not found on PATH\n"),
        "{failure}"
    );
}
