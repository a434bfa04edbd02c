import type { CargoOptions } from "../arguments/options.ts";
import {
  type BuildEnvironment,
  buildEnvironment,
  type PassInputs,
} from "../environment/build-environment.ts";
import { type CCompilers, chosenCompilers } from "../environment/c-compilers.ts";
import { readCargoConfig } from "../environment/cargo-config.ts";
import { type CfgSet, readCfgs } from "../environment/cfg-expression.ts";
import { profileOf } from "../environment/profile.ts";
import { resolveTargets, type Targets } from "../environment/targets.ts";
import { stringAt, type TomlTable, tableAt } from "../environment/toml-value.ts";
import { Failure } from "../failure.ts";
import { capture } from "../process/capture.ts";
import { allocatorSymbols } from "../toolchain/allocator.ts";
import { clangMajor, findClang } from "../toolchain/clang.ts";
import { installation } from "../toolchain/packages.ts";
import { findOnPath } from "../toolchain/program.ts";
import { detectRustc, type Rustc } from "../toolchain/rustc.ts";
import { compilesC } from "./c-code.ts";
import { type CargoRefusal, type Metadata, readMetadata, readRootManifest } from "./metadata.ts";

/** Everything that is known about the place where a command works. */
export interface Project {
  readonly cargo: string;
  readonly rustc: Rustc;
  readonly config: TomlTable;
  readonly metadata: Metadata;
  readonly targets: Targets;
  readonly cfgsOf: ReadonlyMap<string, CfgSet>;
  readonly compilers: CCompilers;
  readonly allocators: readonly string[];
}

/** The cargo that called us, else the one on PATH. */
export function cargoProgram(env: NodeJS.ProcessEnv): string {
  return env["CARGO"] || "cargo";
}

/** The compiler that cargo would use: variable, configuration, PATH. */
export function rustcProgram(config: TomlTable, env: NodeJS.ProcessEnv): string {
  return env["RUSTC"] || env["CARGO_BUILD_RUSTC"] || stringAt(config, "build", "rustc") || "rustc";
}

/** Asks cargo and rustc about this directory; cargo's refusal is returned as it is. */
export async function openProject(
  options: CargoOptions,
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<Project | CargoRefusal> {
  const cargo = cargoProgram(env);
  if (findOnPath(cargo, env["PATH"]) === undefined) {
    throw new Failure({
      code: "toolchain",
      cause: `cargo was not found (looked for \`${cargo}\`)`,
      remedies: ["install Rust: `curl https://sh.rustup.rs -sSf | sh`"],
    });
  }
  const config = readCargoConfig(directory, env, options.configs);
  const [rustc, metadata] = await Promise.all([
    detectRustc(rustcProgram(config, env)),
    readMetadata(cargo, options, env),
  ]);
  if ("exitCode" in metadata) return metadata;
  const targets = resolveTargets(options.targets, config, env, rustc.host);
  const [cfgsOf, compilers] = await Promise.all([
    readCfgsOf(targets, rustc, config),
    findCCompilers(targets, rustc, config, env),
  ]);
  const symbols = targets.triples.flatMap((target) => allocatorSymbols(rustc.sysroot, target));
  const allocators = [...new Set(symbols)];
  return { cargo, rustc, config, metadata, targets, cfgsOf, compilers, allocators };
}

/** The environment of one cargo command; without `pass` the code is only marked. */
export function projectEnvironment(
  project: Project,
  command: string,
  options: CargoOptions,
  directory: string,
  env: NodeJS.ProcessEnv,
  pass: PassInputs | undefined,
): BuildEnvironment {
  return buildEnvironment({
    ...project,
    options,
    profile: profileOf(command, options),
    manifest: readRootManifest(project.metadata),
    compilesC: compilesC(project.metadata),
    directory,
    env,
    pass,
  });
}

/** rustc is asked only when the configuration has a `[target.'cfg(…)']`. */
async function readCfgsOf(
  targets: Targets,
  rustc: Rustc,
  config: TomlTable,
): Promise<ReadonlyMap<string, CfgSet>> {
  if (!Object.keys(tableAt(config, "target")).some((key) => key.startsWith("cfg("))) return new Map();
  const entries = targets.triples.map(async (target) => {
    const result = await capture(rustc.program, ["--print", "cfg", "--target", target]);
    return [target, readCfgs(result.stdout)] as const;
  });
  return new Map(await Promise.all(entries));
}

async function findCCompilers(
  targets: Targets,
  { host, llvmMajor }: Rustc,
  config: TomlTable,
  env: NodeJS.ProcessEnv,
): Promise<CCompilers> {
  const chosen = new Set(targets.triples.flatMap((target) => chosenCompilers({ target, host, config, env })));
  const fits = async (compiler: string) =>
    (await clangMajor(compiler, env)) === llvmMajor ? [compiler] : [];
  const [search, ...fitting] = await Promise.all([findClang(llvmMajor, env), ...[...chosen].map(fits)]);
  const packageName = `clang-${llvmMajor}`;
  return {
    clang: search.found,
    fitting: new Set(fitting.flat()),
    packageName,
    installation: installation(packageName, process.getuid?.() === 0),
  };
}
