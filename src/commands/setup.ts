import { readOwnArguments } from "../arguments/own-arguments.ts";
import { readCargoConfig } from "../environment/cargo-config.ts";
import { requireLld } from "../plugin/lld.ts";
import { providePlugin } from "../plugin/provide.ts";
import type { Ending } from "../process/signals.ts";
import { rustcProgram } from "../project/project.ts";
import { detectRustc } from "../toolchain/rustc.ts";
import { type Context, givenPlugin, installPolicy } from "./context.ts";

/** Makes sure that there is a plugin; stdout gets its path and nothing else. */
export async function setup(context: Context): Promise<Ending> {
  const { directory, env, options, reporter } = context;
  readOwnArguments("setup", options.passed);
  const rustc = await detectRustc(rustcProgram(readCargoConfig(directory, env, options.configs), env));
  const lld = await requireLld(rustc);
  const plugin = await providePlugin(
    { rustc, lld, given: givenPlugin(context), policy: installPolicy(context) },
    reporter,
  );
  process.stdout.write(`${plugin}\n`);
  return { exitCode: 0 };
}
