// Gradients through crates of the registry, other packages of the workspace and C, in tests, documentation, and
// libraries that a program in C is linked with.
//
//   node run.mjs [--full]      --full: also optimised, and in a benchmark

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ofCargo } from "../../scripts/counts.mjs";
import { at, built } from "../../scripts/repository.mjs";

const MINUTES = 10;
const here = at("test", "reach");
const target = process.env.CARGO_TARGET_DIR ?? built("outside");
const full = process.argv.includes("--full");
const counts = [];

function run(program, parameters, cwd = here) {
  const env = { ...process.env, CARGO_TARGET_DIR: target };
  const limits = { timeout: MINUTES * 60_000, maxBuffer: 1 << 28 };
  const { status, ...output } = spawnSync(program, parameters, { cwd, env, encoding: "utf8", ...limits });
  const [stdout, stderr] = [output.stdout, output.stderr].map((text) => stripVTControlCharacters(text ?? ""));
  return { status, stdout, stderr };
}

/** @param {{ status: number | null, stdout: string, stderr: string }} ran */
function report(name, ran, { passed, failed: found }) {
  const failed = ran.status === 0 && passed > 0 ? found : Math.max(found, 1);
  if (failed > 0) console.log(ran.stdout, ran.stderr);
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  counts.push({ passed, failed });
}

/** The tests of cargo's command, of which there are so many kinds: programs of tests, and documentation. */
function tests(...options) {
  const ran = run("cargo", ["enzyme", "test", "--locked", "--no-fail-fast", ...options]);
  report(["tests", ...options].join(" "), ran, ofCargo(ran.stdout));
}

/** The value and the gradient of Rosenbrock's function at (1, 3). */
const EXPECTED = "400 -800 400\n";

/** A program in C, linked with the libraries that cargo builds. */
function libraries(profile, options) {
  const build = run("cargo", ["enzyme", "build", "--locked", "--package", "shared", ...options]);
  const folder = join(target, "enzyme", host(), profile);
  const programs = {
    cdylib: [join(folder, "libshared.so"), `-Wl,-rpath,${folder}`],
    staticlib: [join(folder, "libshared.a"), "-lm"],
  };
  mkdirSync(built("reach"), { recursive: true });
  for (const [kind, words] of Object.entries(programs)) {
    const program = built("reach", `${kind}-${profile}`);
    const linked = run("cc", ["host/host.c", "-o", program, ...words]);
    const ran = linked.status === 0 ? run(program, []) : linked;
    const passed = build.status === 0 && ran.stdout === EXPECTED;
    report(`${kind}, ${profile}`, passed ? ran : { ...ran, stderr: build.stderr + ran.stderr }, {
      passed: passed ? 1 : 0,
      failed: passed ? 0 : 1,
    });
  }
}

function host() {
  return run("rustc", ["-vV"]).stdout.match(/^host: (.+)$/m)?.[1] ?? "";
}

/** Each benchmark once: it checks its gradient itself. */
function benchmarks() {
  const ran = run("cargo", ["enzyme", "bench", "--locked", "--package", "timing", "--", "--test"]);
  const passed = ran.stdout.match(/^Success$/gm)?.length ?? 0;
  report("benchmarks", ran, { passed, failed: 0 });
}

tests();
libraries("debug", []);
if (full) {
  tests("--release");
  libraries("release", ["--release"]);
  benchmarks();
}

const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
