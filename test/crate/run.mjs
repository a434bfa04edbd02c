// What the generated crate promises: its derivatives at both ends of optimisation, also in the types of other crates,
// and what it says to those who use it wrongly.
//
//   node run.mjs [--full]
//   node run.mjs derivatives      only the derivatives: what it says depends on the compiler

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const MINUTES = 8;

/**
 * The tests of one command of cargo.
 *
 * @param {string} name
 * @param {string} cwd
 * @param {string[]} parameters
 * @param {(stdout: string, stderr: string) => { passed: number, failed: number }} counted
 */
function run(name, cwd, parameters, counted) {
  const limits = { timeout: MINUTES * 60_000, maxBuffer: 1 << 28 };
  const { status, ...output } = spawnSync("cargo", parameters, { cwd, encoding: "utf8", ...limits });
  const [stdout, stderr] = [output.stdout, output.stderr].map((text) => stripVTControlCharacters(text ?? ""));
  const { passed, failed: found } = counted(stdout, stderr);
  const failed = status === 0 && passed > 0 ? found : Math.max(found, 1);
  if (failed > 0) console.log(stdout, stderr);
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  return { passed, failed };
}

/** As the closing lines of cargo say. */
function ofCargo(stdout) {
  const results = [...stdout.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)];
  const sum = (at) => results.reduce((total, result) => total + Number(result[at]), 0);
  return { passed: sum(1), failed: sum(2) };
}

/** Each program is a test of its own. */
function ofPrograms(_, stderr) {
  const endings = [...stderr.matchAll(/^test tests\/programs\/\S+ \.\.\. (\w+)/gm)].map(([, word]) => word);
  const passed = endings.filter((word) => word === "ok").length;
  return { passed, failed: endings.length - passed };
}

const derivatives = ["enzyme", "test", "--locked", "--test", "derivatives", "--profile"];
const documentation = ["enzyme", "test", "--locked", "--doc", "--package", "enzyme", "--profile"];
// Compiling the other crates takes longer than the tests: the other end of optimisation and the examples of the
// documentation are for those who ask for all.
const ofEcosystem = [
  ["release", derivatives],
  ...(process.argv.includes("--full") ? [["dev", derivatives], ["dev", documentation]] : []),
];
const counts = [
  ...["o0", "o3"].map((profile) =>
    run(`derivatives, ${profile}`, here, [...derivatives, profile], ofCargo),
  ),
  ...ofEcosystem.map(([profile, parameters]) =>
    run(`ecosystem, ${profile}`, join(here, "ecosystem"), [...parameters, profile], ofCargo),
  ),
  ...(process.argv.includes("derivatives")
    ? []
    : [run("mistakes", join(here, "mistakes"), ["test", "--locked", "--test", "mistakes"], ofPrograms)]),
];
const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;
