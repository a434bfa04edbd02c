import { Failure } from "../failure.ts";
import { type LoggedRun, runLogged } from "../process/background.ts";
import { runOnTerminal } from "../process/foreground.ts";
import type { Reporter } from "../terminal/reporter.ts";
import { installCommand } from "../toolchain/packages.ts";
import { findOnPath } from "../toolchain/program.ts";

/** Whether Debian packages may be installed, and who says so. */
export interface InstallPolicy {
  readonly asRoot: boolean;
  readonly yes: boolean;
  readonly noInstall: boolean;
  /** Asks the person at the terminal; false where there is none. */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Installs Debian packages when this is root, or when the user agrees; says so before it does.
 * Returns whether the packages are there now.
 */
export async function installPackages(
  packages: readonly string[],
  policy: InstallPolicy,
  reporter: Reporter,
): Promise<boolean> {
  const { asRoot, yes, noInstall, confirm, env } = policy;
  if (noInstall || packages.length === 0 || findOnPath("apt-get", env["PATH"]) === undefined) return false;
  const sudo = asRoot ? [] : ["sudo"];
  const commands = [
    [...sudo, "apt-get", "update"],
    [...sudo, ...installCommand(packages)],
  ];
  const text = commands.map((words) => words.join(" ")).join(" && ");
  if (!asRoot && !yes && !(await confirm(`run \`${text}\` now?`))) return false;
  // Somebody's machine changes: -q does not silence this.
  reporter.announce("Installing", `${packages.join(", ")} (\`${text}\`)`);
  const environment = { ...env, DEBIAN_FRONTEND: "noninteractive" };
  for (const command of commands) {
    const run = asRoot
      ? await runHidden(command, environment, reporter)
      : await runVisible(command, environment);
    // A stale index may still know the packages: only the installation itself decides.
    if (!run.ok && command === commands[1]) throw installationFailed(run, packages);
  }
  return true;
}

function runHidden(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  reporter: Reporter,
): Promise<LoggedRun> {
  const [program = "", ...args] = command;
  return runLogged(program, args, (text) => reporter.log(text), env);
}

/** sudo asks for the password on the terminal. */
async function runVisible(command: readonly string[], env: NodeJS.ProcessEnv): Promise<LoggedRun> {
  const [program = "", ...args] = command;
  const ending = await runOnTerminal(program, args, env);
  const ok = "exitCode" in ending && ending.exitCode === 0;
  const status = "exitCode" in ending ? `exit status: ${ending.exitCode}` : `signal: ${ending.signal}`;
  return { command: command.join(" "), status, ok, log: "" };
}

function installationFailed(run: LoggedRun, packages: readonly string[]): Failure {
  return new Failure({
    code: "build-tools",
    cause: `\`${run.command}\` failed (${run.status})`,
    evidence: run.log === "" ? [] : run.log.trimEnd().split("\n").slice(-12),
    remedies: [
      "check the network and apt's sources, then run `cargo enzyme setup` again",
      ...packages
        .filter((name) => name.startsWith("llvm-"))
        .map((name) => `if apt does not know ${name}: https://apt.llvm.org has it`),
    ],
  });
}
