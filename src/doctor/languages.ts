import type { Context } from "../commands/context.ts";
import { readCargoConfig } from "../environment/cargo-config.ts";
import { requireLld } from "../plugin/lld.ts";
import { capture } from "../process/capture.ts";
import { cargoProgram, rustcProgram } from "../project/project.ts";
import { findClang } from "../toolchain/clang.ts";
import type { Lld } from "../toolchain/linker.ts";
import { requireNode } from "../toolchain/node.ts";
import { installation } from "../toolchain/packages.ts";
import { detectRustc, type Rustc } from "../toolchain/rustc.ts";
import type { Examination } from "./check.ts";
import { launcher } from "./launcher.ts";
import { program } from "./tools.ts";

/** As far as they were found. */
export interface Toolchain {
  readonly rustc: Rustc | undefined;
  readonly lld: Lld | undefined;
}

const INSTALL_RUST = "`curl https://sh.rustup.rs -sSf | sh`";

/** Node, our own launcher, and the toolchain of Rust with its linker. */
export async function examineLanguages(examination: Examination, context: Context): Promise<Toolchain> {
  const { options, directory, env } = context;
  await examination.check("Node", () => {
    const { node } = process.versions;
    requireNode(node);
    return { value: node, detail: `${process.execPath} (${node})` };
  });
  await examination.check("cargo enzyme", () => launcher(env));
  await examination.check("cargo", () => program(cargoProgram(env), INSTALL_RUST, env));
  const rustc = await examination.check("rustc", async () => {
    const value = await detectRustc(rustcProgram(readCargoConfig(directory, env, options.configs), env));
    const { sysroot, release, host, llvm } = value;
    return { value, detail: `${sysroot} (${release}, ${host}, LLVM ${llvm})` };
  });
  const asRoot = process.getuid?.() === 0;
  await examination.check("link driver", () => program("cc", installation("gcc", asRoot), env));
  if (rustc === undefined) {
    for (const name of ["linker", "clang"]) examination.skip(name, "not checked: goes with rustc");
    return { rustc, lld: undefined };
  }
  const lld = await examination.check("linker", async () => {
    const value = await requireLld(rustc);
    const { stdout } = await capture(value.path, ["--version"], { env });
    return { value, detail: `${value.path} (${/LLD [\d.]+/.exec(stdout)?.[0] ?? "version unknown"})` };
  });
  const name = `clang-${rustc.llvmMajor}`;
  const { found: clang } = await findClang(rustc.llvmMajor, env);
  if (clang !== undefined) await examination.check("clang", () => ({ value: clang, detail: clang.c }));
  else {
    const help = installation(name, asRoot);
    examination.skip("clang", `no ${name}, which derivatives through C and C++ need: ${help}`);
  }
  return { rustc, lld };
}
