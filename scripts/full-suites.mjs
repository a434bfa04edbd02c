// Everything that `npm run test:full` runs: what takes too long for every change.

import { ofClosingLine } from "./counts.mjs";
import { provide } from "./debian.mjs";
import { debianToolchain, withToolchain } from "./debian-toolchain.mjs";
import { built } from "./repository.mjs";
import { tests } from "./suite.mjs";

/** @type {[string, import("./suite.mjs").Suite][]} */
export const fullSuites = [
  ["Debian's rustc 1.96", debianRust("1.96", 22, [])],
  ["Debian's rustc 1.85", debianRust("1.85", 19, ["0", "3"])],
];

/**
 * The Rust programs, compiled by a toolchain of Debian and linked by the system's lld.
 *
 * @param {string} release of Rust
 * @param {number} llvm its major
 * @param {string[]} words what to run of test/rust/run.mjs; all if empty
 * @returns {import("./suite.mjs").Suite}
 */
function debianRust(release, llvm, words) {
  return async (installation) => {
    await provide({ [`/usr/lib/llvm-${llvm}/bin/ld.lld`]: `lld-${llvm}` });
    const env = {
      ...withToolchain(installation.env, await debianToolchain(release)),
      CARGO_TARGET_DIR: built("debian-rust", release),
    };
    const command = ["node", "test/rust/run.mjs", ...words];
    return tests(`rust-${release}`, command, ofClosingLine, { env, minutes: 40 });
  };
}
