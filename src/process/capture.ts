import { execa } from "execa";

export interface Captured {
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** The program could not be started at all (absent, not executable). */
  readonly notStarted: boolean;
  readonly ok: boolean;
}

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a program to its end and returns what it said; never throws for what the program does. */
export async function capture(
  program: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<Captured> {
  const result = await execa(program, [...args], {
    reject: false,
    stripFinalNewline: false,
    extendEnv: options.env === undefined,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.input === undefined ? { stdin: "ignore" as const } : { input: options.input }),
  });
  const notStarted = result.exitCode === undefined && result.signal === undefined;
  return {
    command: commandText(program, args),
    exitCode: result.exitCode,
    signal: result.signal,
    stdout: result.stdout ?? "",
    stderr: result.stderr ?? "",
    notStarted,
    ok: result.exitCode === 0,
  };
}

/** A command as one would type it. */
export function commandText(program: string, args: readonly string[]): string {
  return [program, ...args].map(shellWord).join(" ");
}

/** Quotes a word for a POSIX shell when it needs quoting. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
