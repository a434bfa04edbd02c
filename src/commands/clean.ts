import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readOwnArguments } from "../arguments/own-arguments.ts";
import { cachedDirectories, cacheRoot } from "../plugin/cache.ts";
import type { Ending } from "../process/signals.ts";
import { readMetadata } from "../project/metadata.ts";
import { cargoProgram } from "../project/project.ts";
import type { Context } from "./context.ts";

/** What cargo writes into a target directory that it has made. */
const TARGET_DIRECTORY_MARKS = ["CACHEDIR.TAG", ".rustc_info.json"];

/** Removes `<target dir>/enzyme`; with `--cache` the plugins instead. Nothing else, ever. */
export async function clean({ options, directory, env, reporter }: Context): Promise<Ending> {
  const own = readOwnArguments("clean", options.passed, { switches: ["--cache"] });
  if (own.switches.has("--cache")) {
    for (const path of await cachedDirectories(cacheRoot(env))) await remove(path, reporter);
    return { exitCode: 0 };
  }
  const metadata = await readMetadata(cargoProgram(env), options, env);
  if ("exitCode" in metadata) {
    process.stderr.write(metadata.stderr);
    return { exitCode: metadata.exitCode };
  }
  const base =
    options.targetDir === undefined ? metadata.targetDirectory : resolve(directory, options.targetDir);
  const { buildDirectory = base } = metadata;
  for (const path of new Set([join(base, "enzyme"), join(buildDirectory, "enzyme")])) {
    // A profile of the user's that is called `enzyme` would have its artifacts in such a place too.
    if (TARGET_DIRECTORY_MARKS.some((mark) => existsSync(join(path, mark)))) await remove(path, reporter);
  }
  return { exitCode: 0 };
}

async function remove(path: string, reporter: Context["reporter"]): Promise<void> {
  await rm(path, { recursive: true, force: true });
  reporter.status("Removed", path);
}
