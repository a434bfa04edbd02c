// The npm package: what is in it, and that the quick start of README.md works with nothing else.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { built, root } from "../../scripts/repository.mjs";

const directory = mkdtempSync(join(tmpdir(), "cargo-enzyme-package-"));
const prefix = join(directory, "prefix");
/** Everything but what would lead `cargo enzyme` back to this repository. */
const { CARGO_ENZYME_HOME: _, CARGO_ENZYME_PASS_SOURCE: __, ...outside } = process.env;
const env = {
  ...outside,
  PATH: `${join(prefix, "bin")}${delimiter}${process.env.PATH}`,
  // Where other suites have built the same dependencies.
  CARGO_TARGET_DIR: built("outside"),
};

/** @returns {string} what the program prints */
function run(program, parameters, cwd = directory) {
  return execFileSync(program, parameters, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The files that git tracks below a folder. */
function tracked(folder) {
  return execFileSync("git", ["ls-files", folder], { cwd: root, encoding: "utf8" }).trim().split("\n");
}

/** A code block of a page in a language, counted from 0. */
function block(language, page = "README.md", index = 0) {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))];
  assert.ok(blocks[index], `${page} has a block of ${language}`);
  return blocks[index][1];
}

let tarball;
let packed;

before(() => {
  const report = run("npm", ["pack", "--json", "--silent", "--pack-destination", directory], root);
  const [{ filename, files }] = JSON.parse(report);
  tarball = join(directory, filename);
  packed = files.map(({ path }) => path).sort();
});

after(() => rmSync(directory, { recursive: true, force: true }));

test("the package holds the bundle, the pass, the templates, the licences and the documentation for users", () => {
  const sources = tracked("llvm-pass").filter((file) => !file.startsWith("llvm-pass/test/"));
  const others = [
    "package.json",
    "README.md",
    "CHANGELOG.md",
    "docs/errors.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
  ];
  assert.deepEqual(
    packed,
    [
      ...sources,
      ...tracked("templates"),
      ...tracked("docs/guide"),
      ...others,
      "dist/cargo-enzyme.mjs",
    ].sort(),
  );
});

test("the package needs no other package", () => {
  const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  assert.deepEqual([dependencies, optionalDependencies, peerDependencies], [undefined, undefined, undefined]);
});

test("installed into an empty prefix, it gives a cargo subcommand and a right gradient", () => {
  mkdirSync(prefix);
  run("npm", ["install", "--silent", "--global", "--offline", "--prefix", prefix, tarball]);
  assert.deepEqual(readdirSync(join(prefix, "bin")), ["cargo-enzyme"]);
  assert.match(run("cargo", ["enzyme", "--version"]), /^cargo-enzyme 0\./);

  run("cargo", ["new", "--quiet", "--vcs", "none", "cubes"]);
  const crate = join(directory, "cubes");
  run("cargo", ["enzyme", "init", "--quiet"], crate);
  writeFileSync(join(crate, "src", "main.rs"), block("rust"));
  const answer = block("text");
  assert.equal(run("cargo", ["enzyme", "run", "--quiet"], crate), answer);
  assert.equal(run("cargo", ["enzyme", "run", "--quiet", "--release"], crate), answer);
  run("cargo", ["check", "--quiet"], crate);
});

test("as a dev-dependency it gives derivatives to the tests of a library", () => {
  run("cargo", ["new", "--quiet", "--vcs", "none", "--lib", "springs"]);
  const crate = join(directory, "springs");
  run("cargo", ["enzyme", "init", "--quiet", "--dev"], crate);
  mkdirSync(join(crate, "tests"));
  writeFileSync(join(crate, "tests", "force.rs"), block("rust", join("docs", "guide", "quick-start.md"), 1));
  assert.match(
    run("cargo", ["enzyme", "test", "--quiet", "--test", "force"], crate),
    /^test result: ok\. 1 passed/m,
  );
  run("cargo", ["check", "--quiet", "--tests"], crate);
});
