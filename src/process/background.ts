import { spawn } from "node:child_process";
import { commandText } from "./capture.ts";
import { Interrupted, whileGuarded } from "./signals.ts";

export interface LoggedRun {
  readonly command: string;
  /** For people: `exit status: 1` or `signal: SIGSEGV`. */
  readonly status: string;
  readonly ok: boolean;
  /** stdout and stderr in the order in which they came. */
  readonly log: string;
}

/**
 * Runs a program and keeps its output; `onOutput` sees each piece as it comes.
 *
 * The program leads a process group of its own, so that an interruption ends it with all of its
 * children (cmake → ninja → compiler) before this function throws `Interrupted`.
 */
export async function runLogged(
  program: string,
  args: readonly string[],
  onOutput: (text: string) => void = () => {},
  env: NodeJS.ProcessEnv = process.env,
): Promise<LoggedRun> {
  const command = commandText(program, args);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, env });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      onOutput(text);
    });
  }
  const ended = new Promise<{ status: string; ok: boolean }>((resolve) => {
    child.once("error", (error) => resolve({ status: error.message, ok: false }));
    child.once("close", (exitCode, signal) =>
      resolve({
        status: signal === null ? `exit status: ${exitCode}` : `signal: ${signal}`,
        ok: exitCode === 0,
      }),
    );
  });
  let interruption: NodeJS.Signals | undefined;
  const result = await whileGuarded(
    (signal) => {
      interruption = signal;
      killGroup(child.pid);
    },
    () => ended,
  );
  if (interruption !== undefined) throw new Interrupted(interruption);
  return { command, log, ...result };
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGTERM");
  } catch (error) {
    // The group may have ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
