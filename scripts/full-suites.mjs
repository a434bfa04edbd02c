// Everything that `npm run test:full` runs: what takes too long for every change.

import { ofClosingLine } from "./counts.mjs";
import { provide } from "./debian.mjs";
import { debianToolchain, withToolchain } from "./debian-toolchain.mjs";
import { at, built } from "./repository.mjs";
import { check, tests, together } from "./suite.mjs";

/**
 * Cases that are refused, by name, at opt-level 0 of LLVM 19: it leaves heights of B-trees as pointers (E008) and calls
 * through pointers (E005) that LLVM 22 resolves.
 */
const REFUSED_ON_19 = ["btree_map", "btree_map_large", "btree_map_collect", "labelled_values"]
  .map((name) => `-collections::${name}::`)
  .join(",");

/** Before LLVM 22 derivatives take no allocator that marks its blocks. */
const ON_19 = { CASES: REFUSED_ON_19, PLAIN_ALLOCATOR: "1" };

/** @type {[string, import("./suite.mjs").Suite][][]} groups, as in suites.mjs */
export const fullSuites = [
  [["Debian's rustc 1.96", onDebian("1.96", 22, rustPrograms("1.96", [], {}))]],
  [["Debian's rustc 1.85", onDebian("1.85", 19, rustPrograms("1.85", ["0", "3"], ON_19))]],
  [["generated crate, Rust 1.85", onDebian("1.85", 19, generatedCrate)]],
  [["lints of the reach", lintsOfReach]],
];

/**
 * A suite with a toolchain of Debian, the programs of which are linked by the system's lld.
 *
 * @param {string} release of Rust
 * @param {number} llvm its major
 * @param {(env: NodeJS.ProcessEnv) => Promise<import("./suite.mjs").Outcome>} suite
 * @returns {import("./suite.mjs").Suite}
 */
function onDebian(release, llvm, suite) {
  return async ({ env }) => {
    await provide({ [`/usr/lib/llvm-${llvm}/bin/ld.lld`]: `lld-${llvm}` });
    const target = { CARGO_TARGET_DIR: built("debian-rust", release) };
    return suite({ ...withToolchain(env, await debianToolchain(release)), ...target });
  };
}

/**
 * @param {string} release
 * @param {string[]} words what to run of test/rust/run.mjs; all if empty
 * @param {NodeJS.ProcessEnv} variables which cases, see test/rust/src/case.rs, and how
 */
function rustPrograms(release, words, variables) {
  const command = ["node", "test/rust/run.mjs", ...words];
  return (env) =>
    tests(`rust-${release}`, command, ofClosingLine, { env: { ...env, ...variables }, minutes: 60 });
}

/** The oldest Rust that the crate says it takes. */
function generatedCrate(env) {
  const packages = ["enzyme", "enzyme-macros"].flatMap((name) => ["--package", name]);
  const plain = ["cargo", "check", "--locked", ...packages];
  const derivatives = ["node", "test/crate/run.mjs", "derivatives"];
  return together([
    () => check("the generated crate, Rust 1.85", plain, { cwd: at("test", "crate"), env }),
    () => tests("crate-1.85", derivatives, ofClosingLine, { env, minutes: 30 }),
  ]);
}

/** Here, since its dependencies take long to check. */
function lintsOfReach() {
  const words = ["--workspace", "--all-targets", "--locked", "--target-dir", built("clippy")];
  const command = ["cargo", "clippy", ...words, "--", "-D", "warnings"];
  return check("cargo clippy test/reach", command, { cwd: at("test", "reach"), minutes: 10 });
}
