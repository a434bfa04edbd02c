import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Failure } from "../failure.ts";
import { givenDirectory, hashFile, inspectEntry, makeStaging, publish } from "./cache.ts";

/**
 * Cargo's fingerprints see the path of a plugin, not its contents, so a given plugin is taken
 * from a path that has its hash in it.
 */
export async function takeGivenPlugin(given: string, root: string): Promise<string> {
  if (!existsSync(given)) {
    throw new Failure({
      code: "plugin-load",
      cause: `there is no plugin at ${given}`,
      remedies: ["correct `--plugin` or CARGO_ENZYME_PLUGIN, or leave it away: the pass is then built"],
    });
  }
  const target = givenDirectory(root, await hashFile(given));
  const entry = await inspectEntry(target);
  if (entry.state === "intact") return entry.plugin;
  const staging = await makeStaging(root);
  try {
    return await publish(root, staging, given, target, undefined);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
