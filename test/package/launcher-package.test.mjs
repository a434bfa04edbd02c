// The launcher's package: what is in it, and that it runs an npm package that was installed elsewhere.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, test } from "node:test";
import { at } from "../../scripts/repository.mjs";

const directory = mkdtempSync(join(tmpdir(), "cargo-enzyme-launcher-"));
const manifest = ["--manifest-path", at("cargo-shim", "Cargo.toml"), "--allow-dirty"];

function run(program, parameters, env = process.env) {
  return execFileSync(program, parameters, {
    cwd: directory,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

after(() => rmSync(directory, { recursive: true, force: true }));

test("the package holds the sources, the licences and a readme", () => {
  const files = run("cargo", ["package", "--quiet", "--list", ...manifest])
    .trim()
    .split("\n");
  const sources = ["failure", "main", "node", "orchestrator", "path"].map((name) => `src/${name}.rs`);
  const texts = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "Cargo.lock", "Cargo.toml"];
  const byCargo = new Set([".cargo_vcs_info.json", "Cargo.toml.orig"]);
  assert.deepEqual(files.filter((file) => !byCargo.has(file)).sort(), [...sources, ...texts].sort());
});

test("installed by cargo, it runs the global package of npm's prefix", () => {
  const target = join(directory, "target");
  run("cargo", ["package", "--quiet", "--no-verify", ...manifest, "--target-dir", target]);
  const unpacked = join(directory, "unpacked");
  mkdirSync(unpacked);
  run("tar", ["xzf", join(target, "package", "cargo-enzyme-0.1.0.crate"), "-C", unpacked]);
  const root = join(directory, "cargo");
  const source = join(unpacked, "cargo-enzyme-0.1.0");
  run("cargo", ["install", "--quiet", "--locked", "--path", source, "--root", root, "--target-dir", target]);

  const prefix = join(directory, "npm");
  const home = join(prefix, "lib", "node_modules", "cargo-enzyme");
  mkdirSync(join(home, "dist"), { recursive: true });
  cpSync(at("dist", "cargo-enzyme.mjs"), join(home, "dist", "cargo-enzyme.mjs"));
  cpSync(at("templates"), join(home, "templates"), { recursive: true });
  cpSync(at("llvm-pass"), join(home, "llvm-pass"), { recursive: true });
  writeFileSync(join(home, "package.json"), "{}");
  const { CARGO_ENZYME_HOME: _, ...outside } = process.env;
  const path = [join(root, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...outside, PATH: path, npm_config_prefix: prefix };
  assert.match(run("cargo", ["enzyme", "--version"], env), /^cargo-enzyme 0\.1\.0/);
});
