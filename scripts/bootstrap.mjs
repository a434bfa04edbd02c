// From a clone to a `cargo enzyme` that runs: the packages of npm, the bundle, the launcher.

import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import { provide } from "./debian.mjs";
import { run } from "./program.mjs";
import { at, built, root } from "./repository.mjs";

/**
 * Sets up what is missing or older than its sources.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} the environment in which `cargo enzyme` is the one of this repository
 */
export async function bootstrap() {
  if (modified(at("node_modules", ".package-lock.json")) < modified(at("package-lock.json"))) {
    await run("npm", ["ci", "--no-audit", "--no-fund"]);
  }
  await run("npm", ["run", "--silent", "build"]);
  await provide({ cc: "g++" });
  await run("cargo", [
    "build",
    "--quiet",
    "--release",
    "--locked",
    "--manifest-path",
    at("cargo-shim", "Cargo.toml"),
    "--target-dir",
    built("cargo-shim"),
  ]);
  mkdirSync(built("bin"), { recursive: true });
  copyFileSync(built("cargo-shim", "release", "cargo-enzyme"), built("bin", "cargo-enzyme"));
  return {
    ...process.env,
    PATH: `${built("bin")}${delimiter}${process.env.PATH ?? ""}`,
    CARGO_ENZYME_HOME: root,
  };
}

/** When a file was last written, in milliseconds; 0 if there is none. */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await bootstrap();
