import { createHash } from "node:crypto";
import type { Tool } from "../toolchain/build-tools.ts";
import type { LlvmHeaders } from "../toolchain/llvm-headers.ts";
import type { Rustc } from "../toolchain/rustc.ts";

/** Everything that the contents of a plugin depend on. */
export interface PluginKey {
  readonly tool: string;
  readonly rustcCommit: string;
  readonly llvm: string;
  readonly headers: string;
  readonly headersDir: string;
  readonly compiler: string;
  readonly compilerVersion: string;
  readonly options: string;
  readonly source: string;
}

export function pluginKey(
  rustc: Rustc,
  headers: LlvmHeaders,
  compiler: Tool,
  source: string,
  env: NodeJS.ProcessEnv,
): PluginKey {
  return {
    tool: __VERSION__,
    rustcCommit: rustc.commit,
    llvm: rustc.llvm,
    headers: headers.version,
    headersDir: headers.cmakeDir,
    compiler: compiler.path,
    compilerVersion: compiler.version,
    options: ["Release", env["CXXFLAGS"] ?? "", env["LDFLAGS"] ?? ""].join("|"),
    source,
  };
}

/** The name of the cache entry. */
export function keyDigest(key: PluginKey): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 20);
}

/** The key in readable form. */
export function keyLines(key: PluginKey): string[] {
  return Object.entries(key).map(([name, value]) => `${name} = ${value}`);
}
