import assert from "node:assert/strict";
import { test } from "node:test";
import { ofCargo, ofClosingLine, ofLit, ofTap, ofVitest, sum } from "../../scripts/counts.mjs";

test("cargo test: every test program counts", () => {
  const output = `running 2 tests
test a ... ok
test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 30 tests
test result: ok. 30 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
`;
  assert.deepEqual(ofCargo(output), { passed: 31, failed: 1 });
});

test("cargo test: a build that failed counts nothing", () => {
  assert.deepEqual(ofCargo("error: could not compile `a`\n"), { passed: 0, failed: 0 });
});

test("vitest: a file that cannot be loaded is a failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "passed", assertionResults: [{ status: "passed" }] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "failed", assertionResults: [] },
    ],
  };
  assert.deepEqual(ofVitest(JSON.stringify(report)), { passed: 5, failed: 2 });
});

test("lit: whatever neither passed nor was ruled out has failed", () => {
  const codes = [
    "PASS",
    "PASS",
    "FLAKYPASS",
    "FAIL",
    "TIMEOUT",
    "UNRESOLVED",
    "XPASS",
    "UNSUPPORTED",
    "EXCLUDED",
  ];
  const report = { tests: codes.map((code) => ({ code })) };
  assert.deepEqual(ofLit(JSON.stringify(report)), { passed: 3, failed: 4 });
});

test("TAP: cancelled tests have failed", () => {
  assert.deepEqual(ofTap("# tests 9\n# pass 6\n# fail 2\n# cancelled 1\n"), { passed: 6, failed: 3 });
});

test("closing line: the last one counts, and only alone on its line", () => {
  const output =
    "3 passed, 1 failed\n  9 passed, 9 failed\n12 passed, 0 failed\nrust: 7 passed, 7 failed in 2 s\n";
  assert.deepEqual(ofClosingLine(output), { passed: 12, failed: 0 });
});

test("sums", () => {
  const all = [
    { passed: 1, failed: 2 },
    { passed: 10, failed: 20 },
  ];
  assert.deepEqual(sum(all), { passed: 11, failed: 22 });
  assert.deepEqual(sum([]), { passed: 0, failed: 0 });
});
