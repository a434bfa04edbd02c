// Builds and runs the cases at every opt-level, then the programs that must be refused.
//
//   node run.mjs [--pending] [opt-level…]     only these opt-levels, also the cases that are pending
//   CASES=loops::,-loops::long:: node run.mjs  only these cases, see src/case.rs
//   node run.mjs refused                       only the programs that must be refused

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDocumented } from "./documented.mjs";
import { checkRefusals } from "./refusals.mjs";

const LEVELS = ["0", "1", "2", "3", "s"];
const MINUTES = 10;
const here = dirname(fileURLToPath(import.meta.url));

/**
 * Runs a program to its end, or for so many minutes.
 *
 * @param {string} cwd
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [variables]
 * @returns {Promise<{ ending: string | undefined, stdout: string, stderr: string }>} `ending` unless it ended with 0
 */
function run(cwd, [program, ...parameters], variables = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd,
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: MINUTES * 60_000,
      killSignal: "SIGKILL",
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.on("error", (error) => resolve({ ending: error.message, stdout, stderr }));
    child.on("close", (code, signal) => {
      const ending = code === 0 ? undefined : signal === null ? `exit code ${code}` : `signal ${signal}`;
      resolve({ ending, stdout, stderr });
    });
  });
}

/** All cases at one opt-level. */
async function checkLevel(level, options) {
  const profile = `o${level}`;
  const build = ["cargo", "enzyme", "build", "--locked", "--profile", profile, ...options];
  const built = await run(here, [...build, "--message-format=json-render-diagnostics"]);
  const program = executable(built.stdout);
  if (built.ending !== undefined || program === undefined) {
    console.log(built.stderr);
    console.log(`opt-level ${level}: \`${build.join(" ")}\`: ${built.ending ?? "no program"}`);
    return { passed: 0, failed: 1 };
  }
  const ran = await run(here, [program]);
  const counts = ran.stdout.match(/^(\d+) passed, (\d+) failed$/m);
  for (const line of ran.stdout.split("\n")) {
    if (line !== "" && line !== counts?.[0]) console.log(`opt-level ${level}: ${line}`);
  }
  if (counts === null) {
    const last = ran.stderr.trimEnd().split("\n").slice(-5).join("\n");
    console.log(`opt-level ${level}: ended by ${ran.ending} in the last of these\n${last}`);
    return { passed: 0, failed: 1 };
  }
  console.log(`opt-level ${level}: ${counts[0]}`);
  return { passed: Number(counts[1]), failed: Number(counts[2]) };
}

/** The program among cargo's messages. */
function executable(messages) {
  return messages
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).executable)
    .findLast((path) => typeof path === "string");
}

const words = process.argv.slice(2);
const options = words.includes("--pending") ? ["--features", "pending"] : [];
const chosen = words.filter((word) => !word.startsWith("-"));
const counts = [];
const levels = chosen.length > 0 ? chosen.filter((word) => word !== "refused") : LEVELS;
for (const level of levels) counts.push(await checkLevel(level, options));
if (chosen.includes("refused") || (chosen.length === 0 && process.env.CASES === undefined)) {
  counts.push(...(await checkRefusals(join(here, "refused"), run)), await checkDocumented(run));
}

const passed = counts.reduce((total, count) => total + count.passed, 0);
const failed = counts.reduce((total, count) => total + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
