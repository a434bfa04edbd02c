import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { capture } from "../process/capture.ts";
import { findOnPath } from "./program.ts";
import { type Candidate, type Search, searchInOrder } from "./search.ts";

/** LLVM's headers and CMake files; nothing of this LLVM is linked or run. */
export interface LlvmHeaders {
  /** The directory of LLVMConfig.cmake. */
  readonly cmakeDir: string;
  readonly version: string;
}

/**
 * Looks for the headers of exactly this major. A bare `llvm-config` comes last: on most machines
 * it belongs to another major.
 */
export function findLlvmHeaders(major: number, env: NodeJS.ProcessEnv): Promise<Search<LlvmHeaders>> {
  const roots = [
    `/usr/lib/llvm-${major}`,
    `/usr/lib64/llvm${major}`,
    `/usr/local/llvm-${major}`,
    `/opt/llvm-${major}`,
  ];
  const chosen = env["LLVM_DIR"]?.trim();
  if (chosen) return searchInOrder([chosenDirectory(chosen, major)]);
  return searchInOrder([
    configProgram(`llvm-config-${major}`, major, env),
    ...roots.map((root) => directory(root, join(root, "lib/cmake/llvm"), major)),
    configProgram("llvm-config", major, env),
  ]);
}

/** LLVM_DIR may be the CMake directory, as CMake wants it, or the prefix of an installation. */
function chosenDirectory(chosen: string, major: number): Candidate<LlvmHeaders> {
  const name = `LLVM_DIR=${chosen}`;
  return {
    name,
    look: async () => {
      const asGiven = await directory(name, resolve(chosen), major).look();
      return "absent" in asGiven ? directory(name, resolve(chosen, "lib/cmake/llvm"), major).look() : asGiven;
    },
  };
}

function directory(name: string, cmakeDir: string, major: number): Candidate<LlvmHeaders> {
  return { name, look: () => inspect(cmakeDir, major) };
}

function configProgram(program: string, major: number, env: NodeJS.ProcessEnv): Candidate<LlvmHeaders> {
  return {
    name: `${program} on PATH`,
    look: async () => {
      const path = findOnPath(program, env["PATH"]);
      if (path === undefined) return { absent: "not found" };
      const result = await capture(path, ["--version", "--cmakedir"], { env });
      const [version, cmakeDir] = result.stdout.trim().split("\n");
      if (!result.ok || version === undefined || cmakeDir === undefined) {
        return { rejected: `\`${result.command}\` failed` };
      }
      if (Number.parseInt(version, 10) !== major) return { rejected: `is LLVM ${version}, not ${major}` };
      return inspect(cmakeDir, major);
    },
  };
}

async function inspect(cmakeDir: string, major: number) {
  const text = await readFile(join(cmakeDir, "LLVMConfigVersion.cmake"), "utf8").catch(() => undefined);
  if (text === undefined) return { absent: `no ${join(cmakeDir, "LLVMConfigVersion.cmake")}` };
  const version = /set\(PACKAGE_VERSION "([^"]+)"\)/.exec(text)?.[1];
  if (version === undefined) return { rejected: "does not tell its version" };
  if (Number.parseInt(version, 10) !== major) return { rejected: `is LLVM ${version}, not ${major}` };
  const prefix = dirname(dirname(dirname(cmakeDir)));
  return { found: { cmakeDir, version }, detail: `${prefix} (LLVM ${version})` };
}
