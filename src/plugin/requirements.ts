import type { Reporter } from "../terminal/reporter.ts";
import { type BuildTools, findBuildTools, type Tool } from "../toolchain/build-tools.ts";
import { findLlvmHeaders, type LlvmHeaders } from "../toolchain/llvm-headers.ts";
import { missingPackages, missingToolsFailure } from "../toolchain/packages.ts";
import type { Rustc } from "../toolchain/rustc.ts";
import type { Search } from "../toolchain/search.ts";
import { type InstallPolicy, installPackages } from "./install.ts";

/** What building the pass takes. */
export interface Requirements {
  readonly tools: { readonly compiler: Tool; readonly cmake: Tool; readonly ninja: Tool };
  readonly headers: LlvmHeaders;
}

/** Compiler, CMake, Ninja and headers; what is missing is installed if that is allowed. */
export async function requirements(
  rustc: Rustc,
  policy: InstallPolicy,
  reporter: Reporter,
): Promise<Requirements> {
  const major = rustc.llvmMajor;
  const search = async (): Promise<[BuildTools, Search<LlvmHeaders>]> =>
    Promise.all([findBuildTools(policy.env), findLlvmHeaders(major, policy.env)]);
  let [tools, headers] = await search();
  const missing = missingPackages(tools, headers, major);
  if (missing.length > 0 && (await installPackages(missing, policy, reporter))) {
    [tools, headers] = await search();
  }
  const { compiler, cmake, ninja } = tools;
  if (compiler.found && cmake.found && ninja.found && headers.found) {
    return {
      tools: { compiler: compiler.found, cmake: cmake.found, ninja: ninja.found },
      headers: headers.found,
    };
  }
  throw missingToolsFailure(tools, headers, major, policy.asRoot);
}
