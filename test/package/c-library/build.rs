//! Puts the library together by hand: `LLVM` is a folder of clang and llvm-ar, `PLAIN` names the sources that become
//! machine code instead of bitcode. Without `LLVM` there is no library: enough for lints, which link nothing.

use std::env;
use std::path::PathBuf;
use std::process::Command;

const SOURCES: [&str; 2] = ["chain.c", "potential.cpp"];

fn run(program: &str, parameters: &[&str]) {
    let status = Command::new(program).args(parameters).status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "{program} {parameters:?}"
    );
}

fn main() {
    println!("cargo:rerun-if-env-changed=LLVM");
    let Ok(llvm) = env::var("LLVM") else {
        return;
    };
    let plain = env::var("PLAIN").unwrap_or_default();
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    let archive = out.join("libmodel.a").display().to_string();
    let objects = SOURCES.map(|source| {
        let object = out.join(source).with_extension("o").display().to_string();
        let path = format!("c/{source}");
        let target = format!("--target={}", env::var("TARGET").unwrap());
        let mut parameters = vec![&target, "-O2", "-g", "-fPIC", "-c", &path, "-o", &object];
        if !plain.split(',').any(|name| name == source) {
            parameters.push("-flto=full");
        }
        run(&format!("{llvm}/clang"), &parameters);
        object
    });
    let _ = std::fs::remove_file(&archive);
    run(
        &format!("{llvm}/llvm-ar"),
        &["rcs", &archive, &objects[0], &objects[1]],
    );
    println!("cargo:rustc-link-search=native={}", out.display());
    println!("cargo:rustc-link-lib=static=model");
    println!("cargo:rerun-if-changed=c");
    println!("cargo:rerun-if-env-changed=PLAIN");
}
