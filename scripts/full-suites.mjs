// Everything that `npm run test:full` runs: what takes too long for every change.

import { ofClosingLine } from "./counts.mjs";
import { provide } from "./debian.mjs";
import { debianToolchain, withToolchain } from "./debian-toolchain.mjs";
import { built } from "./repository.mjs";
import { tests } from "./suite.mjs";

/**
 * Cases that are refused, by name, at opt-level 0 of LLVM 19: it leaves heights of B-trees as pointers (E008) and calls
 * through pointers (E005) that LLVM 22 resolves.
 */
const REFUSED_ON_19 = ["btree_map", "btree_map_large", "btree_map_collect", "labelled_values"]
  .map((name) => `-collections::${name}::`)
  .join(",");

/** @type {[string, import("./suite.mjs").Suite][]} */
export const fullSuites = [
  ["Debian's rustc 1.96", debianRust("1.96", 22, [])],
  ["Debian's rustc 1.85", debianRust("1.85", 19, ["0", "3"], REFUSED_ON_19)],
];

/**
 * The Rust programs, compiled by a toolchain of Debian and linked by the system's lld.
 *
 * @param {string} release of Rust
 * @param {number} llvm its major
 * @param {string[]} words what to run of test/rust/run.mjs; all if empty
 * @param {string} [cases] which cases, see test/rust/src/case.rs
 * @returns {import("./suite.mjs").Suite}
 */
function debianRust(release, llvm, words, cases) {
  return async (installation) => {
    await provide({ [`/usr/lib/llvm-${llvm}/bin/ld.lld`]: `lld-${llvm}` });
    const env = {
      ...withToolchain(installation.env, await debianToolchain(release)),
      CARGO_TARGET_DIR: built("debian-rust", release),
      ...(cases === undefined ? {} : { CASES: cases }),
    };
    const command = ["node", "test/rust/run.mjs", ...words];
    return tests(`rust-${release}`, command, ofClosingLine, { env, minutes: 60 });
  };
}
