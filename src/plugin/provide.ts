import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Reporter } from "../terminal/reporter.ts";
import type { Lld } from "../toolchain/linker.ts";
import type { Rustc } from "../toolchain/rustc.ts";
import { buildPlugin } from "./build.ts";
import { type CacheEntry, cacheRoot, entryDirectory, inspectEntry, makeStaging, publish } from "./cache.ts";
import { takeGivenPlugin } from "./given.ts";
import type { InstallPolicy } from "./install.ts";
import { keyLines, type PluginKey, pluginKey } from "./key.ts";
import { requireLoading } from "./loadable.ts";
import { type Requirements, requirements } from "./requirements.ts";
import { hashSource, passSource } from "./source.ts";

export interface PluginRequest {
  readonly rustc: Rustc;
  readonly lld: Lld;
  /** A plugin that the user gave, by flag or variable. */
  readonly given: string | undefined;
  readonly policy: InstallPolicy;
}

/** The path of a plugin that the linker loads: the given one, one from the cache, or a new one. */
export async function providePlugin(request: PluginRequest, reporter: Reporter): Promise<string> {
  const { given, rustc, lld, policy } = request;
  const plugin =
    given === undefined
      ? await cachedOrBuilt(rustc, policy, reporter)
      : await takeGivenPlugin(resolve(given), cacheRoot(policy.env));
  await requireLoading(plugin, { given, rustc, lld });
  return plugin;
}

async function cachedOrBuilt(rustc: Rustc, policy: InstallPolicy, reporter: Reporter): Promise<string> {
  const { env } = policy;
  // Before anything is installed for its sake.
  hashSource(passSource(env));
  const place = await cachePlace(rustc, await requirements(rustc, policy, reporter), env);
  const { directory, entry, key } = place;
  if (reporter.verbose) reporter.log(`${[directory, ...keyLines(key)].join("\n  ")}\n`);
  if (entry.state === "intact") return entry.plugin;
  if (entry.state === "damaged") reporter.warn(`${directory}: ${entry.reason}; building the pass again`);
  return buildIntoCache(place, reporter);
}

/** Where the cache has, or would have, the plugin for a toolchain. */
export interface CachePlace extends Requirements {
  readonly root: string;
  readonly directory: string;
  readonly key: PluginKey;
  readonly source: string;
  readonly entry: CacheEntry;
}

export async function cachePlace(
  rustc: Rustc,
  inputs: Requirements,
  env: NodeJS.ProcessEnv,
): Promise<CachePlace> {
  const source = passSource(env);
  const key = pluginKey(rustc, inputs.headers, inputs.tools.compiler, hashSource(source), env);
  const root = cacheRoot(env);
  const directory = entryDirectory(root, key);
  return { ...inputs, source, key, root, directory, entry: await inspectEntry(directory) };
}

async function buildIntoCache(place: CachePlace, reporter: Reporter): Promise<string> {
  const { root, directory, key, source, tools, headers } = place;
  const staging = await makeStaging(root);
  try {
    const what = `enzyme pass for LLVM ${headers.version} (once per toolchain)`;
    const built = await reporter.during("Building", what, () =>
      buildPlugin({ source, directory: join(staging, "build"), headers, ...tools }, reporter),
    );
    return await publish(root, staging, built, directory, key);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
