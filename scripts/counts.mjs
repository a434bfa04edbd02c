// How many tests passed and failed, read from what each kind of test runner leaves behind.

/** @typedef {{ passed: number, failed: number }} Counts */

/** @returns {Counts} of `cargo test`, summed over its test programs */
export function ofCargo(output) {
  const lines = [...output.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)];
  return sum(lines.map(([, passed, failed]) => ({ passed: Number(passed), failed: Number(failed) })));
}

/** @returns {Counts} of vitest's JSON report */
export function ofVitest(report) {
  const { numPassedTests, numFailedTests, testResults = [] } = JSON.parse(report);
  // A file that cannot be loaded has failed without having a failed test.
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** @returns {Counts} of lit's JSON report */
export function ofLit(report) {
  const codes = JSON.parse(report).tests.map((test) => test.code);
  const passed = codes.filter((code) => code === "PASS" || code === "FLAKYPASS" || code === "XFAIL");
  const uncounted = codes.filter((code) => code === "UNSUPPORTED" || code === "EXCLUDED");
  return { passed: passed.length, failed: codes.length - passed.length - uncounted.length };
}

/** @returns {Counts} of the closing lines of `node --test` in the form of TAP */
export function ofTap(output) {
  const number = (word) => Number(output.match(new RegExp(`^# ${word} (\\d+)$`, "m"))?.[1] ?? 0);
  return { passed: number("pass"), failed: number("fail") + number("cancelled") };
}

/** @returns {Counts} of a last line `N passed, N failed` */
export function ofClosingLine(output) {
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)];
  const [, passed = "0", failed = "0"] = lines.at(-1) ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}
