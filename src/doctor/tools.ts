import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";
import type { Tool } from "../toolchain/build-tools.ts";
import { installation } from "../toolchain/packages.ts";
import { findOnPath } from "../toolchain/program.ts";
import { type Search, searchLines } from "../toolchain/search.ts";
import type { Found } from "./check.ts";

/** What a search found; else the places that it looked at, and the package that would help. */
export function found<T>(what: string, search: Search<T>, packageName: string, asRoot: boolean): Found<T> {
  const detail = search.steps.at(-1)?.detail ?? "";
  if (search.found !== undefined) return { value: search.found, detail };
  throw new Failure({
    code: "build-tools",
    cause: `${what} was not found`,
    evidence: searchLines(search.steps),
    remedies: [installation(packageName, asRoot)],
  });
}

/** A program that is asked for its version. */
export async function program(name: string, remedy: string, env: NodeJS.ProcessEnv): Promise<Found<Tool>> {
  const path = findOnPath(name, env["PATH"]);
  if (path === undefined) {
    throw new Failure({ code: "toolchain", cause: `\`${name}\` was not found on PATH`, remedies: [remedy] });
  }
  const answer = await capture(path, ["--version"], { env });
  const version = answer.stdout.split("\n")[0]?.trim() ?? "";
  if (answer.ok) return { value: { path, version }, detail: `${path} (${version})` };
  const evidence = answer.stderr.trim().split("\n");
  throw new Failure({
    code: "toolchain",
    cause: `\`${answer.command}\` failed: ${evidence[0]}`,
    evidence,
    remedies: [remedy],
  });
}
