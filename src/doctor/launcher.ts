import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";
import { allOnPath } from "../toolchain/program.ts";
import type { Found } from "./check.ts";

/** Names that only our launcher and our bundle contain. */
const MARK = "CARGO_ENZYME_";

/**
 * The program that `cargo enzyme` starts. A crate `enzyme` 0.4 of 2021 on crates.io installs a
 * dead program of the same name, so it is recognised by its contents and not by being there; a
 * foreign program is never run.
 */
export async function launcher(env: NodeJS.ProcessEnv): Promise<Found<string>> {
  const [first, ...others] = allOnPath("cargo-enzyme", searchPath(env));
  if (first === undefined) {
    throw new Failure({
      code: "toolchain",
      cause: "there is no cargo-enzyme on PATH, so that `cargo enzyme` does not work",
      remedies: ["`npm install -g cargo-enzyme`"],
    });
  }
  if (!isOurs(first)) {
    throw new Failure({
      code: "toolchain",
      cause: `${first} is another program of this name, such as that of the old crate \`enzyme\`, and cargo takes it`,
      remedies: [`\`cargo uninstall enzyme\`, or \`rm ${first}\``],
    });
  }
  const answer = await capture(first, ["--version"], { env });
  if (!answer.ok) {
    throw new Failure({
      code: "toolchain",
      cause: `\`${answer.command}\` failed: ${answer.stderr.trim().split("\n")[0] ?? ""}`,
      remedies: ["install again: `npm install -g cargo-enzyme`"],
    });
  }
  const foreign = others.filter((path) => !isOurs(path));
  const remark =
    foreign.length === 0 ? "" : `; not used: ${foreign.join(", ")}, another program of this name`;
  return { value: first, detail: `${first} (${answer.stdout.split("\n")[0]})${remark}` };
}

/** Cargo looks into its own `bin` first, unless PATH says when. */
function searchPath(env: NodeJS.ProcessEnv): string {
  const path = env["PATH"] ?? "";
  const own = join(env["CARGO_HOME"] ?? join(env["HOME"] ?? homedir(), ".cargo"), "bin");
  return path.split(delimiter).includes(own) ? path : `${own}${delimiter}${path}`;
}

function isOurs(program: string): boolean {
  try {
    return readFileSync(program).includes(MARK);
  } catch {
    return false;
  }
}
