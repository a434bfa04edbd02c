import { readCargoConfig } from "../environment/cargo-config.ts";
import { hashSource, passSource } from "../plugin/source.ts";
import { rustcProgram } from "../project/project.ts";
import { detectRustc } from "../toolchain/rustc.ts";

/** Names the tool, the pass, rustc and LLVM; says so where one of them is not there. */
export async function versionText(directory: string, env: NodeJS.ProcessEnv): Promise<string> {
  const rustc = await detectRustc(rustcProgram(readCargoConfig(directory, env), env)).catch(() => undefined);
  return [
    `cargo-enzyme ${__VERSION__}`,
    `pass: ${passVersion(env)}`,
    `rustc: ${rustc === undefined ? "not found" : `${rustc.release} (${rustc.host})`}`,
    `LLVM: ${rustc === undefined ? "unknown without rustc" : rustc.llvm}`,
    "",
  ].join("\n");
}

function passVersion(env: NodeJS.ProcessEnv): string {
  try {
    return `${__VERSION__} (source ${hashSource(passSource(env)).slice(0, 12)})`;
  } catch {
    return "sources not found";
  }
}
