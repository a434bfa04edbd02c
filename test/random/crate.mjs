// The crate into which programs are written: it is built, and run.

import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { textOf } from "./program.mjs";

const crate = join(dirname(fileURLToPath(import.meta.url)), "crate");

/** How long a build may take: so many seconds, and so many for each program. */
const BUILD_SECONDS = [300, 5];
const RUN_SECONDS = [60, 1];

/** What glibc's malloc keeps for a thread counts as in use: it keeps nothing. */
const EXACT_HEAP = { GLIBC_TUNABLES: "glibc.malloc.tcache_count=0" };

/** Machine code is made in the least time: what the engine does comes before, at the opt-level of the profile. */
const RUSTFLAGS = [process.env.RUSTFLAGS, "-Clink-arg=-Wl,--lto-CGO0"].filter(Boolean).join(" ");

/**
 * @typedef {import("./program.mjs").Program} Program
 * @typedef {{ ending: string | undefined, overdue: boolean, stdout: string, stderr: string }} Ended
 */

/** Runs a program; after `seconds` it is ended with all that it started. @returns {Promise<Ended>} */
function run([command, ...parameters], seconds, variables = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: crate,
      env: { ...process.env, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let [stdout, stderr, overdue] = ["", "", false];
    const timer = setTimeout(() => {
      overdue = true;
      process.kill(-child.pid, "SIGKILL");
    }, seconds * 1000);
    const end = (ending) => {
      clearTimeout(timer);
      resolve({ ending: overdue ? `not ended after ${seconds} s` : ending, overdue, stdout, stderr });
    };
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.on("error", (error) => end(error.message));
    child.on("close", (code, signal) => end(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
  });
}

const time = ([base, each], count) => base + each * count;

/** Writes the programs in a form, and the list of them. @returns {string} the path of the list */
function write(folder, programs, form) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = programs.map((program) => {
    const path = join(folder, `${program.name}.rs`);
    writeFileSync(path, textOf(program, form));
    const points = program.points.map((point) => `[${point.map((number) => number.toFixed(6)).join(", ")}]`);
    return `    ${program.name}: ${JSON.stringify(path)}: ${points.join(", ")};`;
  });
  const list = join(folder, "programs.rs");
  writeFileSync(list, `programs! {\n${lines.join("\n")}\n}\n`);
  return list;
}

/** Of the messages of cargo: the executable, and the errors of the compiler by file. */
function messagesOf(stdout) {
  const messages = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  const executable = messages.findLast((one) => typeof one.executable === "string")?.executable;
  const errors = messages
    .filter((one) => one.reason === "compiler-message" && one.message.level === "error")
    .map(({ message }) => ({
      file: message.spans.find((span) => span.is_primary)?.file_name,
      text: message.rendered,
    }));
  return { executable, errors };
}

/** One crate with a folder of its own, in which one batch after the other is built. */
export class Crate {
  /** @param {string} work */
  constructor(work) {
    this.work = work;
  }

  /**
   * Builds the form of dual numbers.
   *
   * @param {Program[]} programs
   */
  buildDual(programs) {
    return this.#build(programs, "dual", ["cargo", "build", "--profile", "dual"]);
  }

  /**
   * Builds the form that is differentiated.
   *
   * @param {Program[]} programs
   * @param {string} level
   */
  buildDerivative(programs, level) {
    return this.#build(programs, "float", ["cargo", "enzyme", "build", "--profile", `o${level}`]);
  }

  async #build(programs, form, command) {
    const bin = form === "dual" ? "dual" : "derivative";
    const list = write(join(this.work, form), programs, form);
    const options = ["--bin", bin, "--target-dir", join(this.work, "target"), "--message-format=json"];
    const ended = await run([...command, "--locked", ...options], time(BUILD_SECONDS, programs.length), {
      RANDOM_PROGRAMS: list,
      ...(form === "dual" ? {} : { RUSTFLAGS }),
    });
    return { ...ended, ...messagesOf(ended.stdout) };
  }

  /** Runs an executable on programs, or on all. */
  run(executable, programs = []) {
    const command = [executable, ...programs.map(({ name }) => name)];
    return run(command, time(RUN_SECONDS, programs.length || 200), EXACT_HEAP);
  }
}
