import { type StdioOptions, spawn } from "node:child_process";
import { type Ending, whileGuarded } from "./signals.ts";

/** Runs a program on our own stdin, stdout and stderr. */
export function runInForeground(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  return runWith(["inherit", "inherit", "inherit"], program, args, env);
}

/** Runs a program where a person can see and answer it, without its words on our stdout. */
export function runOnTerminal(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  return runWith(["inherit", process.stderr, "inherit"], program, args, env);
}

/**
 * The program stays in our process group: a Ctrl-C at the terminal reaches it without us, so
 * SIGINT is passed on only when it cannot have come from a terminal.
 */
function runWith(
  stdio: StdioOptions,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Ending> {
  const child = spawn(program, args, { stdio, env });
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (exitCode, signal) =>
      resolve(signal === null ? { exitCode: exitCode ?? 1 } : { signal }),
    );
  });
  return whileGuarded(
    (signal) => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    },
    () => ended,
  );
}
