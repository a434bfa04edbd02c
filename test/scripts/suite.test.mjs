import assert from "node:assert/strict";
import { test } from "node:test";
import { ofClosingLine, ofVitest } from "../../scripts/counts.mjs";
import { check, reportedTests, tests } from "../../scripts/suite.mjs";

const shell = (script) => ["sh", "-c", script];

test("a check passes if the program ends with 0 and prints what is expected", async () => {
  const outcome = await check("self-check", shell("echo Hello, world"), { expected: "Hello, world\n" });
  assert.deepEqual(outcome, { passed: 1, failed: 0, complaints: [] });
});

test("a check fails with the end of the log if the program prints something else", async () => {
  const { passed, failed, complaints } = await check("self-check", shell("echo Hello"), {
    expected: "world",
  });
  assert.deepEqual([passed, failed], [0, 1]);
  assert.match(complaints[0], /^self-check: did not print "world"\n {2}\| Hello\n/);
});

test("a check fails if the program fails, though it printed what is expected", async () => {
  const { failed, complaints } = await check("self-check", shell("echo ok; exit 3"), { expected: "ok" });
  assert.equal(failed, 1);
  assert.match(complaints[0], /`sh -c echo ok; exit 3` ended with 3/);
});

test("tests are what the runner counts", async () => {
  const outcome = await tests("self-tests", shell("echo 4 passed, 0 failed"), ofClosingLine);
  assert.deepEqual(outcome, { passed: 4, failed: 0, complaints: [] });
});

test("failed tests are counted as they are, with the log", async () => {
  const outcome = await tests("self-tests", shell("echo 4 passed, 2 failed; exit 1"), ofClosingLine);
  assert.deepEqual([outcome.passed, outcome.failed, outcome.complaints.length], [4, 2, 1]);
});

test("a runner that crashes after its tests passed is one failure", async () => {
  const outcome = await tests("self-tests", shell("echo 4 passed, 0 failed; kill -SEGV $$"), ofClosingLine);
  assert.deepEqual([outcome.passed, outcome.failed], [4, 1]);
  assert.match(outcome.complaints[0], /was ended by SIGSEGV/);
});

test("a runner that runs nothing is one failure", async () => {
  const outcome = await tests("self-tests", shell("true"), ofClosingLine);
  assert.deepEqual([outcome.passed, outcome.failed], [0, 1]);
  assert.match(outcome.complaints[0], /^self-tests: ran no test\n/);
});

test("a runner that is not installed is one failure", async () => {
  const outcome = await tests("self-tests", ["no-such-runner"], ofClosingLine);
  assert.deepEqual([outcome.passed, outcome.failed], [0, 1]);
  assert.match(outcome.complaints[0], /`no-such-runner` cannot be run: not installed/);
});

test("a runner that hangs is ended with its children and is one failure", async () => {
  const outcome = await tests("self-tests", shell("sleep 60 & wait"), ofClosingLine, { minutes: 0.005 });
  assert.deepEqual([outcome.passed, outcome.failed], [0, 1]);
  assert.match(outcome.complaints[0], /was ended after 0\.005 minutes/);
});

test("the report of an earlier run does not count", async () => {
  const text = '{"numPassedTests": 3, "numFailedTests": 0}';
  const first = await reportedTests("self-report", (file) => shell(`echo '${text}' > '${file}'`), ofVitest);
  assert.deepEqual([first.passed, first.failed], [3, 0]);
  const second = await reportedTests("self-report", () => shell("true"), ofVitest);
  assert.deepEqual([second.passed, second.failed], [0, 1]);
});
