import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "./metadata.ts";

/**
 * Whether a build script of the project may compile C or C++: a member, or a package of the lock file, uses the crate
 * `cc`. Before the first build there is no lock file.
 */
export function compilesC({ packages, workspaceRoot }: Metadata): boolean {
  if (packages.some(({ dependencies }) => dependencies.some(({ name }) => name === "cc"))) return true;
  try {
    return /^name = "cc"$/m.test(readFileSync(join(workspaceRoot, "Cargo.lock"), "utf8"));
  } catch {
    return false;
  }
}
