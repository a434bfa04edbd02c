import { capture } from "../process/capture.ts";
import { findOnPath } from "./program.ts";
import { type Candidate, type Search, searchInOrder } from "./search.ts";

export interface Tool {
  readonly path: string;
  readonly version: string;
}

/** What building the pass needs, apart from LLVM's headers. */
export interface BuildTools {
  readonly compiler: Search<Tool>;
  readonly cmake: Search<Tool>;
  readonly ninja: Search<Tool>;
}

export async function findBuildTools(env: NodeJS.ProcessEnv): Promise<BuildTools> {
  const [compiler, cmake, ninja] = await Promise.all([findCompiler(env), findCmake(env), findNinja(env)]);
  return { compiler, cmake, ninja };
}

/** CXX if set (and then nothing else), g++, clang++, c++. */
export function findCompiler(env: NodeJS.ProcessEnv): Promise<Search<Tool>> {
  const chosen = env["CXX"]?.trim();
  if (chosen) return searchInOrder([program(`CXX=${chosen}`, chosen, env)]);
  return searchInOrder(["g++", "clang++", "c++"].map((name) => program(`${name} on PATH`, name, env)));
}

function findCmake(env: NodeJS.ProcessEnv): Promise<Search<Tool>> {
  return searchInOrder([program("cmake on PATH", "cmake", env)]);
}

function findNinja(env: NodeJS.ProcessEnv): Promise<Search<Tool>> {
  return searchInOrder(["ninja", "ninja-build"].map((name) => program(`${name} on PATH`, name, env)));
}

function program(name: string, command: string, env: NodeJS.ProcessEnv): Candidate<Tool> {
  return {
    name,
    look: async () => {
      const path = findOnPath(command, env["PATH"]);
      if (path === undefined) return { absent: "not found" };
      const result = await capture(path, ["--version"], { env });
      if (!result.ok) return { rejected: `\`${result.command}\` failed` };
      const version = (result.stdout.split("\n")[0] ?? "").trim();
      return { found: { path, version }, detail: `${path} (${version})` };
    },
  };
}
