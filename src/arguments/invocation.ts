import { Failure } from "../failure.ts";
import { readCargoOptions } from "./options.ts";

export const COMMANDS = {
  init: "Write the crate `enzyme` into this package or workspace and depend on it",
  setup: "Build the pass for the LLVM of the current rustc; print the plugin's path",
  doctor: "Check everything that a build needs, one line per check",
  build: "cargo build, with derivatives",
  run: "cargo run, with derivatives",
  test: "cargo test, with derivatives, doctests included",
  bench: "cargo bench, with derivatives",
  check: "cargo check as the build sees the code (`--cfg enzyme`)",
  clippy: "cargo clippy as the build sees the code (`--cfg enzyme`)",
  rustc: "cargo rustc, with derivatives",
  "show-env": "Print the environment that a build would get, for `eval` in a shell",
  clean: "Remove `<target dir>/enzyme`; with --cache also the plugins that were built",
} as const;

export type CommandName = keyof typeof COMMANDS;

const ALIASES: Readonly<Record<string, CommandName>> = {
  b: "build",
  r: "run",
  t: "test",
  c: "check",
};

export type Invocation =
  | { readonly kind: "help"; readonly command?: CommandName }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly command: CommandName; readonly args: readonly string[] };

/**
 * Understands every form in which the program is entered: `cargo enzyme build` (cargo passes
 * `enzyme build`), `cargo help enzyme` (`enzyme --help`), and `cargo-enzyme build` by itself.
 */
export function readInvocation(argv: readonly string[]): Invocation {
  const words = argv[0] === "enzyme" ? argv.slice(1) : [...argv];
  const before: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "-h" || word === "--help") return { kind: "help" };
    if (/^-[vq]*V$/.test(word) || word === "--version") return { kind: "version" };
    if (word === "help") return helpFor(words[at + 1]);
    if (word === "--plugin" || word === "--color" || word === "--config") {
      before.push(...words.slice(at, at + 2));
      at++;
      continue;
    }
    if (word.startsWith("-")) {
      before.push(word);
      continue;
    }
    const command = commandNamed(word);
    const args = [...before, ...words.slice(at + 1)];
    const asksForHelp = readCargoOptions(args, command === "run").help;
    return asksForHelp ? { kind: "help", command } : { kind: "command", command, args };
  }
  if (before.length > 0) {
    throw new Failure({
      code: "usage",
      cause: `no command given after \`${before.join(" ")}\``,
      remedies: ["`cargo enzyme --help` lists the commands"],
    });
  }
  return { kind: "help" };
}

function helpFor(word: string | undefined): Invocation {
  return word === undefined ? { kind: "help" } : { kind: "help", command: commandNamed(word) };
}

function commandNamed(word: string): CommandName {
  const command = Object.hasOwn(ALIASES, word) ? ALIASES[word] : word;
  if (command !== undefined && Object.hasOwn(COMMANDS, command)) return command as CommandName;
  if (word.startsWith("+")) {
    throw new Failure({
      code: "usage",
      cause: `a toolchain cannot be chosen after \`enzyme\`: \`${word}\``,
      remedies: [`\`cargo ${word} enzyme …\``],
    });
  }
  throw new Failure({
    code: "usage",
    cause: `no such command: \`${word}\``,
    remedies: [
      `the commands are ${Object.keys(COMMANDS).join(", ")}`,
      `for any other cargo command: \`eval "$(cargo enzyme show-env)"\`, then \`cargo ${word}\``,
    ],
  });
}
