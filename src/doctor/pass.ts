import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { type Context, givenPlugin } from "../commands/context.ts";
import { Failure } from "../failure.ts";
import { cacheRoot, makeStaging } from "../plugin/cache.ts";
import { takeGivenPlugin } from "../plugin/given.ts";
import { requireLoading } from "../plugin/loadable.ts";
import { cachePlace } from "../plugin/provide.ts";
import type { Requirements } from "../plugin/requirements.ts";
import { findBuildTools } from "../toolchain/build-tools.ts";
import { findLlvmHeaders } from "../toolchain/llvm-headers.ts";
import type { Rustc } from "../toolchain/rustc.ts";
import type { Examination, Found } from "./check.ts";
import type { Toolchain } from "./languages.ts";
import { smoke } from "./smoke.ts";
import { found } from "./tools.ts";

const TOOLS = ["C++ compiler", "CMake", "Ninja", "LLVM headers"] as const;

/** What builds the pass, the cache, the plugin, and a program that is built with it. */
export async function examinePass(
  examination: Examination,
  context: Context,
  { rustc, lld }: Toolchain,
): Promise<void> {
  const { options, directory, env } = context;
  const given = givenPlugin(context);
  let requirements: Requirements | undefined;
  if (given === undefined) requirements = await examineRequirements(examination, rustc, env);
  else for (const name of TOOLS) examination.skip(name, "not needed: the plugin is given");
  await examination.check("cache", () => writableCache(env));
  if (rustc === undefined || lld === undefined || (given === undefined && requirements === undefined)) {
    for (const name of ["plugin", "derivative"]) examination.skip(name, "not checked: see above");
    return;
  }
  const plugin = await examination.check("plugin", async () => {
    const value =
      requirements === undefined
        ? await takeGivenPlugin(resolve(given ?? ""), cacheRoot(env))
        : await builtPlugin(rustc, requirements, env);
    await requireLoading(value, { given, rustc, lld });
    return { value, detail: `${value} (for LLVM ${rustc.llvmMajor})` };
  });
  if (plugin === undefined) examination.skip("derivative", "not checked: needs the plugin");
  else
    await examination.check("derivative", () => smoke(options, rustc.host, directory, env, { plugin, lld }));
}

async function examineRequirements(
  examination: Examination,
  rustc: Rustc | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Requirements | undefined> {
  const asRoot = process.getuid?.() === 0;
  const tools = await findBuildTools(env);
  const compiler = await examination.check(TOOLS[0], () => found(TOOLS[0], tools.compiler, "g++", asRoot));
  const cmake = await examination.check(TOOLS[1], () => found(TOOLS[1], tools.cmake, "cmake", asRoot));
  const ninja = await examination.check(TOOLS[2], () => found(TOOLS[2], tools.ninja, "ninja-build", asRoot));
  if (rustc === undefined) {
    examination.skip(TOOLS[3], "not checked: go with rustc");
    return undefined;
  }
  const search = await findLlvmHeaders(rustc.llvmMajor, env);
  const what = `${TOOLS[3]} ${rustc.llvmMajor}`;
  const headers = await examination.check(TOOLS[3], () =>
    found(what, search, `llvm-${rustc.llvmMajor}-dev`, asRoot),
  );
  return compiler && cmake && ninja && headers ? { tools: { compiler, cmake, ninja }, headers } : undefined;
}

/** The plugin in the cache; building it takes minutes, and belongs to `setup`. */
async function builtPlugin(
  rustc: Rustc,
  requirements: Requirements,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { directory, entry } = await cachePlace(rustc, requirements, env);
  if (entry.state === "intact") return entry.plugin;
  throw new Failure({
    code: "cache",
    cause: entry.state === "absent" ? "not built yet" : `${directory}: ${entry.reason}`,
    remedies: ["`cargo enzyme setup`"],
  });
}

async function writableCache(env: NodeJS.ProcessEnv): Promise<Found<string>> {
  const root = cacheRoot(env);
  await rm(await makeStaging(root), { recursive: true, force: true });
  return { value: root, detail: `${root} (writable)` };
}
