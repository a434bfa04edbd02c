import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { dirSync } from "tmp";
import { inject, onTestFinished } from "vitest";
import { findOnPath } from "../../../src/toolchain/program.ts";
import { BUNDLE, FIXTURES, STAND_IN_PASS } from "./paths.ts";

export interface Ran {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/**
 * A directory for one test, with an environment that has nothing of the person who runs it. The
 * pass is the stand-in unless a test says otherwise.
 */
export class Sandbox {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;

  constructor() {
    const directory = dirSync({ prefix: "cargo-enzyme-test-", unsafeCleanup: true });
    onTestFinished(directory.removeCallback);
    this.root = directory.name;
    const home = process.env["HOME"] ?? homedir();
    this.env = {
      PATH: process.env["PATH"],
      HOME: this.directory("home"),
      CARGO_HOME: process.env["CARGO_HOME"] ?? join(home, ".cargo"),
      RUSTUP_HOME: process.env["RUSTUP_HOME"] ?? join(home, ".rustup"),
      LANG: "C.UTF-8",
      CARGO_TERM_COLOR: "never",
      CARGO_ENZYME_CACHE_DIR: inject("sharedCache"),
      CARGO_ENZYME_PASS_SOURCE: STAND_IN_PASS,
      CARGO_ENZYME_NO_INSTALL: "1",
    };
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  directory(...parts: readonly string[]): string {
    const path = this.path(...parts);
    mkdirSync(path, { recursive: true });
    return path;
  }

  read(...parts: readonly string[]): string {
    return readFileSync(this.path(...parts), "utf8");
  }

  exists(...parts: readonly string[]): boolean {
    return existsSync(this.path(...parts));
  }

  write(file: string, text: string): string {
    const path = this.path(file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** An executable shell script. */
  script(file: string, body: string): string {
    const path = this.write(file, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** A directory for PATH that has these programs and no others. */
  toolbox(names: readonly string[], place = "toolbox"): string {
    const directory = this.directory(place);
    for (const name of names) {
      const found = findOnPath(name, process.env["PATH"]);
      if (found === undefined) throw new Error(`the tests need ${name} on PATH`);
      symlinkSync(found, join(directory, name));
    }
    return directory;
  }

  /** A copy of a directory of `fixtures`. */
  fixture(name: string, place = name): string {
    const path = this.path(place);
    cpSync(join(FIXTURES, name), path, { recursive: true });
    return path;
  }

  /** Starts `cargo-enzyme …` as the launcher would. */
  start(args: readonly string[], { cwd = this.root, env = {} }: RunOptions = {}): ChildProcess {
    return spawn(process.execPath, [BUNDLE, ...args], { cwd, env: { ...this.env, ...env }, detached: true });
  }

  /** Runs `cargo-enzyme …` to its end. */
  enzyme(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return ended(this.start(args, options), options.input);
  }

  /** Runs any program in this environment to its end. */
  run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const { cwd = this.root, env = {}, input } = options;
    return ended(spawn(program, args, { cwd, env: { ...this.env, ...env } }), input);
  }
}

/** What a process said and how it ended. */
export function ended(child: ChildProcess, input?: string): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
}
