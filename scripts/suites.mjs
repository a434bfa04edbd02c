// Everything that `npm test` runs.

import { readdirSync } from "node:fs";
import { ofCargo, ofClosingLine, ofTap, ofVitest } from "./counts.mjs";
import { lint } from "./lint.mjs";
import { passTests } from "./pass-tests.mjs";
import { at, built } from "./repository.mjs";
import { check, reportedTests, tests, together } from "./suite.mjs";

/** Random programs of every change: twelve an opt-level. */
const FEW = ["--count", "60", "--batch", "12"];

/** LLVM majors on which the pass is tested by itself. */
const MAJORS = [22, 19];

/**
 * Groups of suites. Those of one group run side by side: much of each is done by one processor, and they share no folder.
 *
 * @type {[string, import("./suite.mjs").Suite][][]}
 */
export const suites = [
  [
    ["lint", lint],
    ["orchestrator", orchestrator],
  ],
  [["scripts", () => tests("scripts", node("test/scripts"), ofTap)]],
  [["launcher", launcher]],
  ...MAJORS.map((major) => [[`pass, LLVM ${major}`, passTests(major)]]),
  [["Rust programs", rustPrograms]],
  [["random programs", randomPrograms]],
  [
    ["generated crate", generatedCrate],
    ["reach", reach],
  ],
  [
    [
      "guide",
      ({ env }) => tests("guide", ["node", "test/guide/run.mjs"], ofClosingLine, { env, minutes: 20 }),
    ],
    ["examples", examples],
  ],
  [["packages", ({ env }) => tests("packages", node("test/package"), ofTap, { env })]],
];

/** Node's own test runner, on all of a folder. */
function node(folder) {
  const files = readdirSync(at(folder)).filter((name) => name.endsWith(".test.mjs"));
  return ["node", "--test", "--test-reporter=tap", ...files.map((name) => at(folder, name))];
}

function launcher() {
  const manifest = at("cargo-shim", "Cargo.toml");
  const command = [
    "cargo",
    "test",
    "--locked",
    "--manifest-path",
    manifest,
    "--target-dir",
    built("cargo-shim"),
  ];
  return tests("launcher", command, ofCargo);
}

function rustPrograms({ env, full }) {
  const command = ["node", "test/rust/run.mjs", ...(full ? ["--full"] : [])];
  return tests("rust", command, ofClosingLine, { env, minutes: full ? 90 : 25 });
}

function randomPrograms({ env }) {
  const command = ["node", "test/random/run.mjs", ...FEW, "--fresh", "--shrink", "2"];
  return tests("random", command, ofClosingLine, { env, minutes: 20 });
}

function reach({ env, full }) {
  const command = ["node", "test/reach/run.mjs", ...(full ? ["--full"] : [])];
  return tests("reach", command, ofClosingLine, { env, minutes: full ? 40 : 20 });
}

function orchestrator({ env }) {
  const vitest = ["npx", "vitest", "run", "--reporter=default", "--reporter=json"];
  const command = (report) => [...vitest, `--outputFile.json=${report}`];
  return reportedTests("orchestrator", command, ofVitest, { env, minutes: 20 });
}

/** Where the tests of the generated crate and the examples are built: what several of them use is compiled once. */
const withExamples = (env) => ({ ...env, CARGO_TARGET_DIR: built("examples") });

function generatedCrate({ env, full }) {
  const command = ["node", "test/crate/run.mjs", ...(full ? ["--full"] : [])];
  return tests("crate", command, ofClosingLine, { env: withExamples(env), minutes: 20 });
}

/** What an example prints last. */
const EXAMPLES = {
  square: "Hello, world 9 6!\n",
  "el-nino": "\nall checks passed\n",
  "ball-bearings": "\nall checks passed\n",
  beetles: "\nall checks passed\n",
  "electron-mobility": "\nall checks passed\n",
};

function examples({ env }) {
  const command = ["cargo", "enzyme", "run", "--release", "--locked"];
  const example = ([name, expected]) => {
    const options = { cwd: at("examples", name), env: withExamples(env), expected };
    return () => check(`example ${name}`, command, options);
  };
  return together(Object.entries(EXAMPLES).map(example));
}
