import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Linking } from "../environment/linking.ts";
import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";

/**
 * Asks the driver of the user's choice, about which its name says little, which linker it calls
 * when it gets our flags. Without lld the pass would not run, and the link would fail with
 * undefined symbols that explain nothing.
 */
export async function requireLldBehind(
  linking: Linking,
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { driver, flags, target } = linking;
  if (driver === undefined) return;
  const program = located(driver, directory);
  const linkArguments = flags.flatMap((flag) =>
    flag.startsWith("link-arg=") ? [flag.slice("link-arg=".length)] : [],
  );
  const answer = await capture(program, [...linkArguments, "-Wl,--version"], { env });
  // A program that is not there is cargo's to report.
  if (answer.notStarted || /^LLD /m.test(answer.stdout)) return;
  const [first = "nothing"] = `${answer.stdout}${answer.stderr}`.trim().split("\n");
  throw new Failure({
    code: "user-configuration",
    cause: `the linker \`${driver}\` of your configuration does not call lld, which loads the pass`,
    evidence: [`\`${answer.command}\` answered: ${first}`],
    remedies: [
      "let it hand its arguments on to the C compiler, `-fuse-ld=lld` included",
      `or build without it: \`--config 'target.${target}.linker="cc"'\``,
    ],
  });
}

/** Cargo takes a relative path from the directory above the `.cargo` that names it. */
function located(program: string, directory: string): string {
  if (!program.includes("/")) return program;
  for (let at = directory; ; at = dirname(at)) {
    const path = resolve(at, program);
    if (existsSync(path) || dirname(at) === at) return path;
  }
}
