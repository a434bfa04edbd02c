// All tests, from a clone. The last line is `N passed, N failed`; the exit code is 0 if and only if none failed.
// Words on the command line choose suites by the beginning of their names. With --full the Rust programs are checked
// in all modes at all opt-levels, and with other toolchains, which takes long.

import { bootstrap } from "./bootstrap.mjs";
import { sum } from "./counts.mjs";
import { fullSuites } from "./full-suites.mjs";
import { answer, ProgramFailure } from "./program.mjs";
import { suites } from "./suites.mjs";

const words = process.argv.slice(2).filter((word) => word !== "--full");
const full = process.argv.includes("--full");
const all = full ? [...suites, ...fullSuites] : suites;
const isChosen = ([name]) => words.length === 0 || words.some((word) => name.startsWith(word));
const chosen = all.map((group) => group.filter(isChosen)).filter((group) => group.length > 0);

/** A suite that throws is one failure. */
async function outcomeOf(suite, installation) {
  try {
    return await suite(installation);
  } catch (error) {
    return { passed: 0, failed: 1, complaints: [error.stack ?? String(error)] };
  }
}

/** Runs a suite, and says how it went. */
async function reported([name, suite], installation) {
  const start = Date.now();
  const outcome = await outcomeOf(suite, installation);
  for (const complaint of outcome.complaints) console.log(complaint);
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  console.log(`${name}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
  return [name, outcome];
}

/** The installation on which all suites run. */
async function setUp() {
  const env = await bootstrap();
  const plugin = await answer("cargo", ["enzyme", "setup"], { env });
  console.log(`The pass: ${plugin}`);
  return { env, plugin, full };
}

async function runAll() {
  if (chosen.length === 0) throw new Error(`no suite begins with ${words.join(" or ")}`);
  const installation = await setUp();
  const results = [];
  for (const group of chosen) {
    console.log(`\n── ${group.map(([name]) => name).join(" and ")}`);
    results.push(...(await Promise.all(group.map((one) => reported(one, installation)))));
  }
  return results;
}

/** Without an installation there is nothing to run, which is one failure. */
const results = await runAll().catch((error) => {
  console.error(error instanceof ProgramFailure ? `error: ${error.message}` : error);
  return [["set-up", { passed: 0, failed: 1, complaints: [] }]];
});

// What failed is said again at the end, where it is looked for.
for (const [, { complaints }] of results) for (const complaint of complaints) console.log(`\n${complaint}`);
console.log("");
for (const [name, { passed, failed }] of results) {
  console.log(
    `${failed === 0 ? "  ok  " : "FAILED"}  ${name.padEnd(14)}  ${passed} passed, ${failed} failed`,
  );
}
const total = sum(results.map(([, outcome]) => outcome));
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed`);
