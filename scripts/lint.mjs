// Formatting, lints and types of everything that is not C++.

import { cpSync, rmSync } from "node:fs";
import { at, built } from "./repository.mjs";
import { check, together } from "./suite.mjs";

const CRATES = [
  "cargo-shim",
  "examples/square",
  "examples/el-nino",
  "examples/ball-bearings",
  "examples/beetles",
  "examples/electron-mobility",
  "benchmarks/idle",
  "benchmarks/gradients",
  "benchmarks/gradients/counter",
  "test/package/c-library",
  "test/random/crate",
  "test/crate",
  "test/crate/ecosystem",
  "test/crate/mistakes",
];

/** The crates that `cargo enzyme init` writes, relative to `templates`. */
const TEMPLATES = ["enzyme", "enzyme/macros"];

/** As `cargo enzyme` sets it. */
const WITH_PASS = { RUSTFLAGS: "--cfg enzyme" };

/** @type {import("./suite.mjs").Suite} */
export async function lint() {
  return together([
    () => check("biome", ["npm", "run", "--silent", "lint"]),
    () => check("bodies of library functions", ["node", at("scripts", "library.mjs"), "--check"]),
    () => check("tsc", ["npm", "run", "--silent", "typecheck"]),
    ...CRATES.flatMap((crate) => [format(crate, at(crate)), clippy(crate, at(crate), ["--locked"])]),
    format("test/reach", at("test", "reach"), ["--all"]),
    ...templates(),
  ]);
}

/** In a copy, as a user has them: cargo would leave a lock file in the original. */
function templates() {
  const copy = built("templates");
  rmSync(copy, { recursive: true, force: true });
  cpSync(at("templates"), copy, { recursive: true });
  const all = ["--all-features"];
  return TEMPLATES.flatMap((crate) => [
    format(crate, `${copy}/${crate}`),
    clippy(crate, `${copy}/${crate}`, []),
    // What is compiled only under `cargo enzyme`, and with the types of other crates.
    clippy(`${crate} with the pass`, `${copy}/${crate}`, all, WITH_PASS),
    documentation(crate, `${copy}/${crate}`, all),
  ]);
}

const format =
  (name, cwd, parameters = []) =>
  () =>
    check(`cargo fmt ${name}`, ["cargo", "fmt", "--check", ...parameters], { cwd });

/** Every link leads somewhere, and nothing else is warned of. The flags are those of the dependencies, checked before. */
function documentation(name, cwd, parameters) {
  const env = { ...process.env, RUSTDOCFLAGS: "-D warnings", ...WITH_PASS };
  const command = ["cargo", "doc", "--no-deps", "--target-dir", built("clippy-enzyme"), ...parameters];
  return () => check(`cargo doc ${name}`, command, { cwd, env });
}

/** Beside the bounds of the crate itself, no warning is accepted. */
function clippy(name, cwd, parameters, variables = {}) {
  const directory = built(variables.RUSTFLAGS === undefined ? "clippy" : "clippy-enzyme");
  const command = ["cargo", "clippy", "--all-targets", "--target-dir", directory, ...parameters];
  const env = { ...process.env, ...variables };
  return () => check(`cargo clippy ${name}`, [...command, "--", "-D", "warnings"], { cwd, env });
}
