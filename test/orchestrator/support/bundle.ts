import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { dirSync } from "tmp";
import type { TestProject } from "vitest/node";
import { BUNDLE, REPOSITORY, STAND_IN_PASS } from "./paths.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A cache that has the stand-in plugin already. */
    readonly sharedCache: string;
    readonly standInPlugin: string;
    /** The pass itself. */
    readonly enginePlugin: string;
  }
}

/** Before all tests: the bundle as it would be published, the pass, and its stand-in. */
export default function prepare(project: TestProject): () => void {
  execFileSync(process.execPath, ["esbuild.config.mjs"], { cwd: REPOSITORY, stdio: "inherit" });
  const directory = dirSync({ prefix: "cargo-enzyme-tests-", unsafeCleanup: true });
  const sharedCache = join(directory.name, "cache");
  project.provide("enginePlugin", setup({}));
  project.provide("sharedCache", sharedCache);
  project.provide(
    "standInPlugin",
    setup({
      CARGO_ENZYME_CACHE_DIR: sharedCache,
      CARGO_ENZYME_PASS_SOURCE: STAND_IN_PASS,
      CARGO_ENZYME_PLUGIN: "",
    }),
  );
  return directory.removeCallback;
}

function setup(variables: NodeJS.ProcessEnv): string {
  const env = { ...process.env, ...variables };
  return execFileSync(process.execPath, [BUNDLE, "setup"], { cwd: REPOSITORY, env, encoding: "utf8" }).trim();
}
