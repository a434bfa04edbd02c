// Libraries in C and C++ that are linked into a Rust program: with bitcode they are differentiated like Rust; machine
// code is refused, by the name that the user knows.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { at, built } from "../../scripts/repository.mjs";

const LLVM = "/usr/lib/llvm-22/bin";
/** Where other suites have built the same dependencies. */
const target = built("outside");

/** `cargo enzyme run` of the program; `plain` names the sources without bitcode. */
function run(plain, ...options) {
  return spawnSync("cargo", ["enzyme", "run", "--target-dir", target, ...options], {
    cwd: at("test", "package", "c-library"),
    env: { ...process.env, LLVM, PLAIN: plain },
    encoding: "utf8",
    timeout: 600_000,
    killSignal: "SIGKILL",
  });
}

for (const options of [[], ["--release"]]) {
  test(`a library with bitcode is differentiated, ${options[0] ?? "--dev"}`, () => {
    const { status, stdout, stderr } = run("", ...options);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^the gradients agree$/m);
  });
}

test("a function of C that is machine code is refused by its name, with what helps", () => {
  const { status, stderr } = run("chain.c");
  assert.notEqual(status, 0);
  assert.match(
    stderr,
    /src\/main\.rs:\d+:\d+: .*\[E003\]: 'chain_energy' touches active data and its body is not/,
  );
  assert.match(stderr, /help: .*clang -flto/);
});

test("a function of C++ that is machine code is refused by its demangled name", () => {
  const { status, stderr } = run("potential.cpp");
  assert.notEqual(status, 0);
  assert.match(stderr, /src\/main\.rs:\d+:\d+: .*\[E003\]: 'model::quartic\(double\)' touches active data/);
  assert.match(stderr, /c\/chain\.c:\d+:\d+: .*\[E003\]: 'potential_of' touches active data/);
});
