// A suite is a function that runs tests and says how they went. The two kinds here make one from a program.

import { readFileSync, rmSync } from "node:fs";
import { sum } from "./counts.mjs";
import { record } from "./program.mjs";
import { built } from "./repository.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {Counts & { complaints: string[] }} Outcome with what a person should read about the failures
 * @typedef {{ env: NodeJS.ProcessEnv, plugin: string, full: boolean }} Installation of `cargo enzyme`: how to call it,
 *   and its pass; and whether all is run that there is
 * @typedef {(installation: Installation) => Promise<Outcome>} Suite
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, minutes?: number }} Options
 */

/** How many lines of a log are shown. */
const TAIL = 40;

/** Where the output of a program goes. */
const logOf = (name) => built("logs", `${name.replaceAll(/[^\w.-]+/g, "-")}.log`);

/** What went wrong, and the end of the log. */
function complaint(name, reason, output) {
  const end = output.trimEnd().split("\n").slice(-TAIL);
  return `${name}: ${reason}\n${end.map((line) => `  | ${line}`).join("\n")}\n  (all of it: ${logOf(name)})`;
}

/**
 * One test: the program ends with 0 and prints `expected`.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {Options & { expected?: string }} [options]
 * @returns {Promise<Outcome>}
 */
export async function check(name, [program, ...parameters], { expected = "", ...options } = {}) {
  const { failure, output } = await record(program, parameters, { ...options, log: logOf(name) });
  if (failure === undefined && output.includes(expected)) return { passed: 1, failed: 0, complaints: [] };
  const reason = failure?.message ?? `did not print ${JSON.stringify(expected)}`;
  return { passed: 0, failed: 1, complaints: [complaint(name, reason, output)] };
}

/**
 * The tests that a test runner ran. A runner that fails without a failed test, or that runs none, is one failure.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {(output: string) => Counts} count
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export async function tests(name, [program, ...parameters], count, options = {}) {
  const { failure, output } = await record(program, parameters, { ...options, log: logOf(name) });
  const counted = readable(count, output);
  if (counted.failed > 0) return { ...counted, complaints: [complaint(name, "tests failed", output)] };
  if (failure === undefined && counted.passed > 0) return { ...counted, complaints: [] };
  const reason = failure?.message ?? "ran no test";
  return { passed: counted.passed, failed: 1, complaints: [complaint(name, reason, output)] };
}

/**
 * As `tests`, with a runner that writes its results into a file: `command` is given the name of that file.
 *
 * @param {string} name
 * @param {(report: string) => string[]} command
 * @param {(text: string) => Counts} count
 * @param {Options} [options]
 * @returns {Promise<Outcome>}
 */
export async function reportedTests(name, command, count, options = {}) {
  const report = built("logs", `${name}.json`);
  rmSync(report, { force: true });
  return tests(name, command(report), () => count(readFileSync(report, "utf8")), options);
}

/** A report that is missing or cut short counts nothing. */
function readable(count, output) {
  try {
    return count(output);
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/**
 * One outcome of several, run one after the other.
 *
 * @param {(() => Promise<Outcome>)[]} parts
 * @returns {Promise<Outcome>}
 */
export async function together(parts) {
  const outcomes = [];
  for (const part of parts) outcomes.push(await part());
  return { ...sum(outcomes), complaints: outcomes.flatMap((outcome) => outcome.complaints) };
}
