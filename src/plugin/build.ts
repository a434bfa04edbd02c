import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { type LoggedRun, runLogged } from "../process/background.ts";
import type { Reporter } from "../terminal/reporter.ts";
import type { Tool } from "../toolchain/build-tools.ts";
import type { LlvmHeaders } from "../toolchain/llvm-headers.ts";
import { PLUGIN_FILE } from "./cache.ts";

export interface BuildInputs {
  readonly source: string;
  readonly directory: string;
  readonly headers: LlvmHeaders;
  readonly compiler: Tool;
  readonly cmake: Tool;
  readonly ninja: Tool;
}

/** Builds the pass in `directory` and returns the path of the plugin. */
export async function buildPlugin(inputs: BuildInputs, reporter: Reporter): Promise<string> {
  const { source, directory, headers, compiler, cmake, ninja } = inputs;
  const configure = [
    "-G",
    "Ninja",
    "-S",
    source,
    "-B",
    directory,
    "-DCMAKE_BUILD_TYPE=Release",
    `-DLLVM_DIR=${headers.cmakeDir}`,
    `-DCMAKE_CXX_COMPILER=${compiler.path}`,
    `-DCMAKE_MAKE_PROGRAM=${ninja.path}`,
  ];
  const onOutput = (text: string): void => reporter.log(text);
  await succeed(runLogged(cmake.path, configure, onOutput), reporter);
  await succeed(runLogged(cmake.path, ["--build", directory], onOutput), reporter);
  const plugin = join(directory, PLUGIN_FILE);
  if (!existsSync(plugin)) {
    throw new Failure({ code: "pass-build", cause: `building ${source} did not produce ${PLUGIN_FILE}` });
  }
  return plugin;
}

async function succeed(running: Promise<LoggedRun>, reporter: Reporter): Promise<void> {
  const run = await running;
  if (run.ok) return;
  throw new Failure({
    code: "pass-build",
    cause: `building the pass failed: \`${run.command}\` (${run.status})`,
    // With -v the log is on the screen already.
    evidence: reporter.verbose ? [] : run.log.trimEnd().split("\n"),
    remedies: ["`cargo enzyme doctor` checks compiler, headers and linker one by one"],
  });
}
