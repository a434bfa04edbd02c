import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "./repository.mjs";

/** A program that ended with something else than 0. */
export class ProgramFailure extends Error {
  constructor(command, ending) {
    super(`\`${command}\` ${ending}`);
    this.name = "ProgramFailure";
  }
}

/** Programs that run in a process group of their own, by the id of their leader. */
const groups = new Set();

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
]) {
  process.on(signal, () => {
    for (const group of groups) endGroup(group, signal);
    process.exit(code);
  });
}

/**
 * Runs a program on this terminal; throws a ProgramFailure unless it ends with 0.
 *
 * @param {string} name
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function run(name, parameters, { cwd = root, env = process.env } = {}) {
  const ending = await endOf(spawn(name, parameters, { cwd, env, stdio: "inherit" }));
  if (ending !== undefined) throw new ProgramFailure([name, ...parameters].join(" "), ending);
}

/**
 * Runs a program and returns what it prints on stdout; its other words go to this terminal.
 *
 * @param {string} name
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function answer(name, parameters, { cwd = root, env = process.env } = {}) {
  const child = spawn(name, parameters, { cwd, env, stdio: ["inherit", "pipe", "inherit"] });
  const chunks = [];
  child.stdout?.on("data", (chunk) => chunks.push(chunk));
  const ending = await endOf(child);
  if (ending !== undefined) throw new ProgramFailure([name, ...parameters].join(" "), ending);
  return Buffer.concat(chunks).toString().trim();
}

/**
 * Runs a program without input, its output in the file `log`; after `minutes` it is ended with all that it started.
 *
 * @param {string} name
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log: string, minutes?: number }} options
 * @returns {Promise<{ failure: ProgramFailure | undefined, output: string }>}
 */
export async function record(name, parameters, { cwd = root, env = process.env, log, minutes = 15 }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, "w");
  const child = spawn(name, parameters, { cwd, env, stdio: ["ignore", file, file], detached: true });
  closeSync(file);
  let overdue = false;
  const timer = setTimeout(() => {
    overdue = true;
    endGroup(child.pid, "SIGKILL");
  }, minutes * 60_000);
  if (child.pid !== undefined) groups.add(child.pid);
  const ending = await endOf(child);
  groups.delete(child.pid);
  clearTimeout(timer);
  const reason = overdue ? `was ended after ${minutes} minutes` : ending;
  return {
    failure: reason === undefined ? undefined : new ProgramFailure([name, ...parameters].join(" "), reason),
    output: readFileSync(log, "utf8"),
  };
}

/** Sends a signal to a program and all that it started. */
function endGroup(leader, signal) {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** How a child ended, in words; undefined if it ended with 0. */
function endOf(child) {
  return new Promise((done) => {
    child.on("error", (error) =>
      done(`cannot be run: ${error.code === "ENOENT" ? "not installed" : error.message}`),
    );
    child.on("close", (code, signal) => {
      if (code === 0) done(undefined);
      else done(signal === null ? `ended with ${code}` : `was ended by ${signal}`);
    });
  });
}
