import { join, resolve } from "node:path";
import type { CargoOptions } from "../arguments/options.ts";
import { Failure } from "../failure.ts";
import type { Metadata } from "../project/metadata.ts";
import type { Lld } from "../toolchain/linker.ts";
import type { Rustc } from "../toolchain/rustc.ts";
import { type CCompilers, cEnvironment } from "./c-compilers.ts";
import type { CfgSet } from "./cfg-expression.ts";
import { decideLinking, type Linking } from "./linking.ts";
import { appendFlags, bareLinkerArguments, CFG_FLAGS, type PassFlagInputs, passFlags } from "./own-flags.ts";
import { optLevel, type ProfileSources, profileVariables } from "./profile.ts";
import type { Targets } from "./targets.ts";
import type { TomlTable } from "./toml-value.ts";
import { SEPARATOR, userFlags } from "./user-flags.ts";

/** What cargo is given: the one description that `run`, `show-env` and the tests read. */
export interface BuildEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Set when the user chose no target: the host, by name. */
  readonly addedTarget: string | undefined;
  readonly targetDir: string;
  readonly notes: readonly string[];
  readonly linkings: readonly Linking[];
  /** For what cargo leaves to be linked: see `finishStaticLibraries`. */
  readonly linkerArguments: readonly string[];
}

/** What linking with the pass needs; without it the environment only marks the code. */
export interface PassInputs {
  readonly plugin: string;
  readonly lld: Lld;
}

export interface EnvironmentInputs {
  readonly options: Pick<CargoOptions, "targetDir">;
  readonly profile: string;
  readonly rustc: Rustc;
  readonly targets: Targets;
  readonly cfgsOf: ReadonlyMap<string, CfgSet>;
  readonly config: TomlTable;
  readonly manifest: TomlTable;
  readonly metadata: Metadata;
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly compilers: CCompilers;
  /** See `allocatorSymbols`, of all targets. */
  readonly allocators: readonly string[];
  /** Whether a build script of the project may compile C or C++. */
  readonly compilesC: boolean;
  readonly pass: PassInputs | undefined;
}

/** Names the target directory that is already ours, for a `cargo enzyme` inside another one. */
const OWN_TARGET_DIR = "CARGO_ENZYME_TARGET_DIR";

export function buildEnvironment(inputs: EnvironmentInputs): BuildEnvironment {
  const { targets, pass, env, config, rustc } = inputs;
  const sources: ProfileSources = { env, config, manifest: inputs.manifest };
  const cOf = (target: string) => cEnvironment({ target, host: rustc.host, config, env }, inputs.compilers);
  const c = targets.triples.map(cOf);
  const ownPass: PassFlagInputs | undefined = pass && {
    plugin: pass.plugin,
    llvmMajor: rustc.llvmMajor,
    optLevel: optLevel(inputs.profile, sources),
    allocators: inputs.allocators,
    hasBitcodeOfC: c.some(({ hasBitcode }) => hasBitcode),
  };
  const perTarget = targets.triples.map((target) => {
    const cfgs = inputs.cfgsOf.get(target) ?? new Set<string>();
    const user = userFlags("rustflags", target, cfgs, config, env);
    const userDoc = userFlags("rustdocflags", target, cfgs, config, env);
    const linking =
      pass === undefined
        ? undefined
        : decideLinking({ target, host: rustc.host, userFlags: user, cfgs, config, env, lld: pass.lld });
    const own = [...CFG_FLAGS, ...ownLinkFlags(linking, ownPass)];
    return { linking, rustflags: appendFlags(user, own), rustdocflags: appendFlags(userDoc, own) };
  });
  const [first, ...rest] = perTarget;
  if (first === undefined || rest.some((other) => !sameFlags(first, other))) {
    throw new Failure({
      code: "user-configuration",
      cause: `the targets ${targets.triples.join(", ")} have different rustflags in cargo's configuration`,
      remedies: ["build one target at a time with `--target`"],
    });
  }
  const { targetDir, variables: directories } = directoryVariables(inputs);
  const notesOnC = pass !== undefined && inputs.compilesC ? c.flatMap(({ notes }) => notes) : [];
  const linkings = perTarget.flatMap(({ linking }) => (linking === undefined ? [] : [linking]));
  return {
    variables: {
      CARGO_ENCODED_RUSTFLAGS: first.rustflags.join(SEPARATOR),
      CARGO_ENCODED_RUSTDOCFLAGS: first.rustdocflags.join(SEPARATOR),
      ...(pass === undefined ? {} : profileVariables(inputs.profile, sources)),
      ...Object.assign({}, ...c.map(({ variables }) => variables)),
      ...directories,
    },
    addedTarget: targets.chosenByUser ? undefined : rustc.host,
    targetDir,
    notes: [...new Set([...linkings.flatMap(({ notes }) => notes), ...notesOnC])],
    linkings,
    linkerArguments: ownPass === undefined ? [] : bareLinkerArguments(ownPass),
  };
}

function ownLinkFlags(linking: Linking | undefined, inputs: PassFlagInputs | undefined): string[] {
  return linking === undefined || inputs === undefined ? [] : [...passFlags(inputs), ...linking.flags];
}

interface Flags {
  readonly rustflags: readonly string[];
  readonly rustdocflags: readonly string[];
}

function sameFlags(one: Flags, other: Flags): boolean {
  const text = ({ rustflags, rustdocflags }: Flags) => JSON.stringify([rustflags, rustdocflags]);
  return text(one) === text(other);
}

/** `<target dir>/enzyme`, over whatever the user chose, so that plain builds keep their artifacts. */
function directoryVariables({ options, metadata, directory, env }: EnvironmentInputs): {
  targetDir: string;
  variables: Record<string, string>;
} {
  const chosen =
    options.targetDir === undefined ? metadata.targetDirectory : resolve(directory, options.targetDir);
  const isOurs = chosen === env[OWN_TARGET_DIR];
  const targetDir = isOurs ? chosen : join(chosen, "enzyme");
  const { buildDirectory } = metadata;
  const separate =
    !isOurs && buildDirectory !== undefined && buildDirectory !== metadata.targetDirectory
      ? { CARGO_BUILD_BUILD_DIR: join(buildDirectory, "enzyme") }
      : {};
  return {
    targetDir,
    variables: { CARGO_TARGET_DIR: targetDir, [OWN_TARGET_DIR]: targetDir, ...separate },
  };
}
