// Many programs that share one link, and what came of each.

import { numbersOf } from "./bits.mjs";
import { complaintsOf } from "./comparison.mjs";
import { brokenBy, expectations } from "./duals.mjs";

/**
 * @typedef {import("./program.mjs").Program} Program
 * @typedef {"right" | "left out" | "broken" | "refused" | "wrong" | "aborted" | "linker"} Kind
 * @typedef {{ program: Program, kind: Kind, reason: string }} Outcome
 */

/** Kinds of outcomes that are defects of the engine. */
export const DEFECTS = new Set(["wrong", "aborted", "linker"]);

/**
 * What comes of each program at an opt-level.
 *
 * @param {import("./crate.mjs").Crate} crate
 * @param {Program[]} programs
 * @param {string} level
 * @param {boolean} [refusalsOnly] what is not refused is not built again, and called right
 * @returns {Promise<Outcome[]>}
 */
export async function outcomesOf(crate, programs, level, refusalsOnly = false) {
  const { expected, broken } = await expectations(crate, programs);
  const outcomes = [];
  for (const program of programs) {
    if (broken.has(program.name))
      outcomes.push({ program, kind: "broken", reason: broken.get(program.name) });
    else if (!expected.has(program.name)) outcomes.push({ program, kind: "left out", reason: "" });
  }
  const tame = programs.filter(({ name }) => expected.has(name));
  return [...outcomes, ...(await linked(crate, tame, level, expected, refusalsOnly))];
}

/** Builds and runs; what is refused is taken out, and what ends the linker is searched for. */
async function linked(crate, programs, level, expected, refusalsOnly = false) {
  if (programs.length === 0) return [];
  const built = await crate.buildDerivative(programs, level);
  if (built.executable !== undefined && built.ending === undefined) {
    return executed(crate, built.executable, programs, expected);
  }
  const text = [built.stderr, ...built.errors.map((error) => error.text)].join("\n");
  const refused = refusalsOf(text, programs);
  const broken = brokenBy(built.errors);
  const outcomes = programs.flatMap((program) => {
    if (broken.has(program.name)) return [{ program, kind: "broken", reason: broken.get(program.name) }];
    return refused.has(program.name) ? [{ program, kind: "refused", reason: refused.get(program.name) }] : [];
  });
  const rest = programs.filter(({ name }) => !refused.has(name) && !broken.has(name));
  if (refused.size > 0 && refusalsOnly) {
    return [...outcomes, ...rest.map((program) => ({ program, kind: "right", reason: "" }))];
  }
  if (outcomes.length > 0)
    return [...outcomes, ...(await linked(crate, rest, level, expected, refusalsOnly))];
  if (programs.length === 1) return [{ program: programs[0], kind: "linker", reason: endOf(built, text) }];
  const half = Math.ceil(programs.length / 2);
  return [
    ...(await linked(crate, programs.slice(0, half), level, expected)),
    ...(await linked(crate, programs.slice(half), level, expected)),
  ];
}

const endOf = ({ ending, overdue }, text) => {
  if (overdue) return ending;
  const lines = text
    .split("\n")
    .filter((line) => /LLVM ERROR|Assertion|signal|UNREACHABLE|error: |error:/.test(line));
  return `${ending}: ${lines.slice(0, 6).join(" | ").slice(0, 1500)}`;
};

/** Code and reason of each program that is refused: those that a refusal names. */
function refusalsOf(text, programs) {
  const names = new Set(programs.map(({ name }) => name));
  const refused = new Map();
  let current;
  for (const line of text.split("\n")) {
    const [, code, reason] = line.match(/cannot differentiate this \[(E\d+)\]: (.*)/) ?? [];
    if (code !== undefined) current = `${code} ${reason}`;
    const named =
      line.match(/\/float\/(\w+)\.rs:\d+/)?.[1] ??
      line.match(/in the derivative of (?:\w+::)*(p\d\w*)::/)?.[1];
    if (current !== undefined && named !== undefined && names.has(named) && !refused.has(named)) {
      refused.set(named, current);
      current = undefined;
    }
  }
  return refused;
}

/** Runs the programs; after one that ends the run, those that are left. */
async function executed(crate, executable, programs, expected) {
  const outcomes = [];
  let left = programs;
  while (left.length > 0) {
    const { ending, stdout, stderr } = await crate.run(executable, left);
    const { direction, lines, last } = read(stdout);
    for (const program of left.filter(({ name }) => name !== last?.name && lines.has(name))) {
      outcomes.push(judged(program, lines.get(program.name), expected.get(program.name), direction));
    }
    const culprit = left.find(({ name }) => name === last?.name);
    if (ending !== undefined && culprit === undefined)
      throw new Error(`the derivatives: ${ending}\n${stderr}`);
    if (culprit !== undefined) outcomes.push(aborted(culprit, ending, stderr));
    const done = new Set(outcomes.map(({ program }) => program));
    const rest = left.filter((program) => !done.has(program));
    if (rest.length === left.length) throw new Error(`the derivatives: no progress\n${stderr}`);
    left = rest;
  }
  return outcomes;
}

/** What was printed of each program, and the one that was running when the output ended. */
function read(stdout) {
  const lines = new Map();
  let [direction, last] = [[], undefined];
  for (const line of stdout.split("\n")) {
    const [name, point, ...words] = line.split(" ");
    if (name === "direction") direction = numbersOf(line.split(" ").slice(1));
    else if (words[0] === "...") last = { name, point };
    else if (words.length > 0) {
      lines.set(name, [...(lines.get(name) ?? []), words.join(" ")]);
      last = undefined;
    }
  }
  return { direction, lines, last };
}

function judged(program, lines, expected, direction) {
  const complaints = lines.flatMap((line, i) => complaintsOf(line, expected[i], direction, program.singles));
  return complaints.length === 0
    ? { program, kind: "right", reason: "" }
    : { program, kind: "wrong", reason: complaints.join("; ") };
}

/** A derivative that finds as it runs that it may be wrong says so with a code. */
function aborted(program, ending, stderr) {
  const [, code, reason] = stderr.match(/\[(E\d{3})\]:? ?(.*)/) ?? [];
  if (code !== undefined) return { program, kind: "refused", reason: `${code} as it runs: ${reason}` };
  return {
    program,
    kind: "aborted",
    reason: `${ending}: ${stderr.trim().split("\n").slice(-3).join(" | ")}`,
  };
}
