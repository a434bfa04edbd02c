import type { ChalkInstance } from "chalk";
import { type Failure, failureLines } from "../failure.ts";
import type { ColourChoice } from "./colour.ts";
import { painter } from "./colour.ts";

export interface ReporterOptions {
  readonly colour: ColourChoice;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly env: NodeJS.ProcessEnv;
}

const VERB_COLUMNS = 12;

/** The orchestrator's own words: to stderr, in cargo's shape. stdout belongs to cargo. */
export class Reporter {
  readonly verbose: boolean;
  readonly #quiet: boolean;
  readonly #spins: boolean;
  readonly #paint: ChalkInstance;

  constructor({ colour, quiet, verbose, env }: ReporterOptions) {
    const isTerminal = process.stderr.isTTY ?? false;
    this.verbose = verbose;
    this.#quiet = quiet;
    this.#spins = isTerminal && !quiet && !verbose && !env["CI"];
    this.#paint = painter(colour, isTerminal);
  }

  /** `    Building enzyme pass for LLVM 22`. */
  status(verb: string, text: string): void {
    if (!this.#quiet) this.announce(verb, text);
  }

  /** A status line that -q does not take away. */
  announce(verb: string, text: string): void {
    write(`${this.#paint.bold.green(verb.padStart(VERB_COLUMNS))} ${text}\n`);
  }

  /** Runs a long step under its status line, with a spinner where somebody is watching. */
  async during<T>(verb: string, text: string, step: () => Promise<T>): Promise<T> {
    if (!this.#spins) {
      this.status(verb, text);
      return step();
    }
    const { default: ora } = await import("ora");
    const line = `${this.#paint.bold.green(verb)} ${text}`;
    // Our own handlers end the children; ora's would exit before they are gone.
    const spinner = ora({ text: line, indent: 4, stream: process.stderr, discardStdin: false }).start();
    try {
      const result = await step();
      spinner.stop();
      this.status(verb, text);
      return result;
    } finally {
      spinner.stop();
    }
  }

  /** Output of a tool, shown with `-v` only. */
  log(text: string): void {
    if (this.verbose) write(text);
  }

  warn(text: string): void {
    write(`${this.#paint.bold.yellow("warning")}${this.#paint.bold(":")} ${text}\n`);
  }

  note(text: string): void {
    if (!this.#quiet) write(`${this.#paint.bold.cyan("note")}${this.#paint.bold(":")} ${text}\n`);
  }

  failure(failure: Failure): void {
    const [first = "", ...rest] = failureLines(failure);
    write(`${this.#paint.bold.red("error")}${this.#paint.bold(":")} ${first}\n`);
    for (const line of rest) write(`${line}\n`);
  }
}

function write(text: string): void {
  process.stderr.write(text);
}
