import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";
import type { Lld } from "../toolchain/linker.ts";
import type { Rustc } from "../toolchain/rustc.ts";

/** What the linker said when it was asked to load a plugin. */
type LoadResult = { readonly loads: true } | { readonly loads: false; readonly output: string };

/**
 * Lets the linker load the plugin while it links nothing in particular. lld ignores a plugin that
 * it cannot open and still succeeds, so its words count, not only its exit code.
 */
async function tryLoading(lld: string, plugin: string): Promise<LoadResult> {
  const directory = await mkdtemp(join(tmpdir(), "cargo-enzyme-load-"));
  try {
    const input = join(directory, "input");
    await writeFile(input, "data\n");
    const result = await capture(lld, [
      "-r",
      "-m",
      process.arch === "arm64" ? "aarch64linux" : "elf_x86_64",
      "--format=binary",
      input,
      "-o",
      join(directory, "output"),
      `-mllvm=-load=${plugin}`,
    ]);
    const complained = /error opening|load request ignored|could not load|undefined symbol/i.test(
      result.stderr + result.stdout,
    );
    if (result.ok && !complained) return { loads: true };
    const output = (result.stderr + result.stdout).trim();
    return { loads: false, output: output === "" ? `\`${result.command}\` failed` : output };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Fails unless the linker loads the plugin. */
export async function requireLoading(
  plugin: string,
  { given, rustc, lld }: { given: string | undefined; rustc: Rustc; lld: Lld },
): Promise<void> {
  const result = await tryLoading(lld.path, plugin);
  if (result.loads) return;
  throw new Failure({
    code: "plugin-load",
    cause: `the linker cannot load the plugin ${given === undefined ? plugin : resolve(given)}`,
    evidence: [`linker: ${lld.path} (LLVM ${rustc.llvm})`, ...result.output.split("\n")],
    remedies:
      given === undefined
        ? ["`cargo enzyme clean --cache`, then `cargo enzyme setup`", "`cargo enzyme doctor`"]
        : [`give a plugin that was built for LLVM ${rustc.llvmMajor}, or none: the pass is then built`],
  });
}
