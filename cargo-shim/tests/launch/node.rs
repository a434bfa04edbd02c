//! Which Node.js is used, and what is said when there is none.

use crate::sandbox::Sandbox;

fn with_orchestrator(name: &str) -> Sandbox {
    Sandbox::new(name)
        .orchestrator("home")
        .point("CARGO_ENZYME_HOME", "home")
}

const SCRIPT: &str = "home/dist/cargo-enzyme.mjs";

#[test]
fn passes_arguments_and_exit_code_through() {
    let sandbox = with_orchestrator("arguments").node("path/node", "v20.19.0");
    let launch = sandbox.launch(&["enzyme", "build", "--features=a b", "", "--", "-x"]);
    assert_eq!(
        launch,
        [
            "path/node",
            SCRIPT,
            "enzyme",
            "build",
            "--features=a b",
            "",
            "--",
            "-x"
        ]
    );
}

#[test]
fn dies_by_the_signal_of_the_orchestrator() {
    use std::os::unix::process::ExitStatusExt;
    let sandbox = with_orchestrator("signal").program(
        "path/node",
        "[ \"$1\" = --version ] && { echo v22.1.0; exit; }\nkill -TERM $$",
    );
    assert_eq!(sandbox.run(&["enzyme"]).status.signal(), Some(15));
}

#[test]
fn prefers_the_override() {
    let sandbox = with_orchestrator("override")
        .node("path/node", "v22.0.0")
        .node("other/my node", "v20.19.5")
        .point("CARGO_ENZYME_NODE", "other/my node");
    assert_eq!(sandbox.launch(&[]), ["other/my node", SCRIPT]);
}

#[test]
fn looks_for_an_override_without_a_slash_on_path() {
    let sandbox = with_orchestrator("override-name")
        .node("path/node", "v22.0.0")
        .node("path/node24", "v24.0.0")
        .set("CARGO_ENZYME_NODE", "node24");
    assert_eq!(sandbox.launch(&[]), ["path/node24", SCRIPT]);
}

#[test]
fn passes_over_a_node_that_is_too_old() {
    let sandbox = with_orchestrator("two-nodes");
    let path = format!("{0}/old:{0}/new", sandbox.root.display());
    let sandbox = sandbox
        .set("PATH", &path)
        .node("old/node", "v18.19.0")
        .node("new/node", "v20.19.0");
    assert_eq!(sandbox.launch(&[]), ["new/node", SCRIPT]);
}

#[test]
fn says_that_node_is_missing() {
    let sandbox = with_orchestrator("no-node").set("PATH", "/nowhere:/void");
    assert_eq!(
        sandbox.failure(&["enzyme", "build"]),
        "error: Node.js was not found: cargo enzyme needs 20.19 or newer\n  \
         searched: PATH=/nowhere:/void\n\
         help: install it from https://nodejs.org/ or your distribution, or set CARGO_ENZYME_NODE to its path\n"
    );
}

#[test]
fn says_that_node_is_too_old() {
    let sandbox = with_orchestrator("old-node").node("path/node", "v20.18.3");
    assert_eq!(
        sandbox.failure(&["enzyme", "build"]),
        "error: Node.js is too old: cargo enzyme needs 20.19 or newer\n  \
         searched: path/node: v20.18.3, too old\n\
         help: install it from https://nodejs.org/ or your distribution, or set CARGO_ENZYME_NODE to its path\n"
    );
}

#[test]
fn says_that_the_override_is_wrong_though_path_has_a_node() {
    let sandbox = with_orchestrator("wrong-override")
        .node("path/node", "v22.0.0")
        .file("notes/node", "not a program")
        .point("CARGO_ENZYME_NODE", "notes/node");
    assert_eq!(
        sandbox.failure(&[]),
        "error: the Node.js that CARGO_ENZYME_NODE names was not found: cargo enzyme needs 20.19 or newer\n  \
         searched: notes/node: not a program\n\
         help: unset CARGO_ENZYME_NODE, or set it to a Node.js that is 20.19 or newer\n"
    );
}

#[test]
fn says_what_a_broken_node_printed() {
    let sandbox = with_orchestrator("broken-node").program("path/node", "echo oops; exit 3");
    let failure = sandbox.failure(&[]);
    assert!(
        failure.contains("searched: path/node: `--version` printed \"oops\", exit status: 3\n"),
        "{failure}"
    );
}
