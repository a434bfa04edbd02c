// The tests of the pass under `opt` and `clang`, with the tools of one LLVM major.

import { ofLit } from "./counts.mjs";
import { provide } from "./debian.mjs";
import { answer, run } from "./program.mjs";
import { at, built } from "./repository.mjs";
import { reportedTests } from "./suite.mjs";

/** With the LLVM that is not the one of rustc, unless all is asked for. */
const ENDS = "0,3";

/**
 * @param {number} major
 * @returns {import("./suite.mjs").Suite}
 */
export const passTests = (major) => async (installation) => {
  const llvm = `/usr/lib/llvm-${major}`;
  await provide({
    [`${llvm}/include/llvm/IR/PassManager.h`]: `llvm-${major}-dev`,
    [`${llvm}/bin/opt`]: `llvm-${major}`,
    [`${llvm}/bin/FileCheck`]: `llvm-${major}-tools`,
    [`${llvm}/bin/clang`]: `clang-${major}`,
    "/usr/lib/llvm-22/bin/lit": "llvm-22-tools",
    python3: "python3",
    cmake: "cmake",
    ninja: "ninja-build",
    "c++": "g++",
  });
  const ours = major === (await majorOfRustc());
  const plugin = ours ? installation.plugin : await build(major, llvm);
  const levels = ours || installation.full ? [] : [`-Dlevels=${ENDS}`];
  const lit = ["/usr/lib/llvm-22/bin/lit", "-v", "-j2", `-Dplugin=${plugin}`, `-Dllvm=${llvm}`, ...levels];
  const command = (report) => [...lit, "--output", report, at("llvm-pass", "test")];
  return reportedTests(`pass-${major}`, command, ofLit);
};

async function majorOfRustc() {
  const version = await answer("rustc", ["-vV"]);
  return Number(version.match(/^LLVM version: (\d+)/m)?.[1]);
}

/** The plugin for an LLVM that is not the one of rustc. */
async function build(major, llvm) {
  const directory = built(`llvm-pass-${major}`);
  const options = ["-DCMAKE_BUILD_TYPE=Release", `-DLLVM_DIR=${llvm}/lib/cmake/llvm`];
  await run("cmake", [
    "-G",
    "Ninja",
    "-S",
    at("llvm-pass"),
    "-B",
    directory,
    ...options,
    "--log-level=WARNING",
  ]);
  await run("cmake", ["--build", directory]);
  return `${directory}/libCargoEnzyme.so`;
}
