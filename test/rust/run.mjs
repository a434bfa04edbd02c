// Builds and runs the cases at every opt-level, then the programs that must be refused.
//
// Reverse and forward mode are checked at every level. Several lanes at once, and forward over reverse, take as
// long again to link: they are checked at the levels of MORE only, or with --full everywhere.
//
//   node run.mjs [--full] [opt-level…]         only these opt-levels, in all modes
//   CASES=loops::,-loops::long:: node run.mjs  only these cases, see src/case.rs
//   node run.mjs refused                       only the programs that must be refused

import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkDocumented } from "./documented.mjs";
import { checkRefusals, refusals } from "./refusals.mjs";

const LEVELS = ["0", "1", "2", "3", "s"];
const MORE = { 2: ["lanes", "second"] };
const ALL = ["lanes", "second"];
const MINUTES = 20;
/** How many levels are checked at a time. */
const JOBS = 2;
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

/** All cases at one opt-level, with the modes of some features, built in a folder of one's own. */
async function checkLevel(level, features, target) {
  const profile = `o${level}`;
  const build = ["cargo", "enzyme", "build", "--locked", "--profile", profile, "--features", features.join()];
  const command = [...build, "--message-format=json-render-diagnostics"];
  const built = await run(here, command, { CARGO_TARGET_DIR: target });
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
  return { passed: Number(counts[1]), failed: Number(counts[2]), program };
}

/** The modes that cases do not have, of which `program` has a list: each is refused, with the code that is stated. */
async function checkExceptions(program) {
  const { stdout } = await run(here, [program, "exceptions"]);
  const listed = [...stdout.matchAll(/^\S+::(\w+) \w+ (E\d+): /gm)].map(([, name, code]) => `${name} ${code}`);
  const features = [...ALL, "refused"].join();
  const build = ["cargo", "enzyme", "build", "--locked", "--profile", "o3", "--features", features];
  const { stderr } = await run(here, build);
  // A derivative is named after its case; those of a case differ by where they are asked for.
  const derivatives = refusals(stderr).map(({ code, details }) => {
    const derivative = details.find((detail) => detail.startsWith("in the derivative of ")) ?? "";
    return { code, derivative, path: derivative.split(",")[0].split("::") };
  });
  const names = [...new Set(listed)];
  let passed = 0;
  for (const name of names) {
    const [of, expected] = name.split(" ");
    const found = derivatives.filter(({ code, path }) => code === expected && path.includes(of));
    const count = new Set(found.map(({ derivative }) => derivative)).size;
    const wanted = listed.filter((one) => one === name).length;
    if (count === wanted) passed += wanted;
    else console.log(`exceptions: ${name} is stated of ${wanted} modes and said of ${count}`);
  }
  if (passed < listed.length) console.log(stderr);
  console.log(`exceptions: ${passed} of ${listed.length}`);
  return { passed, failed: listed.length - passed };
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
const full = words.includes("--full");
const chosen = words.filter((word) => !word.startsWith("-"));
const counts = [];
const levels = chosen.length > 0 ? chosen.filter((word) => word !== "refused") : LEVELS;
const featuresOf = (level) => (full || chosen.length > 0 ? ALL : (MORE[level] ?? []));
// What takes longest begins first: a link is the work of one processor.
const left = levels.toSorted((a, b) => featuresOf(b).length - featuresOf(a).length);
const targets = process.env.CARGO_TARGET_DIR ?? join(here, "target");

async function work(job) {
  const target = job === 0 ? targets : join(targets, `job-${job}`);
  for (let level = left.shift(); level !== undefined; level = left.shift()) {
    counts.push(await checkLevel(level, featuresOf(level), target));
  }
}

await Promise.all(Array.from({ length: JOBS }, (_, job) => work(job)));
const program = counts.findLast((count) => count.program !== undefined)?.program;
if (program !== undefined) counts.push(await checkExceptions(program));
if (chosen.includes("refused") || (chosen.length === 0 && process.env.CASES === undefined)) {
  counts.push(...(await checkRefusals(join(here, "refused"), run)), await checkDocumented(run));
}

const passed = counts.reduce((total, count) => total + count.passed, 0);
const failed = counts.reduce((total, count) => total + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
