import { basename } from "node:path";
import { Failure } from "../failure.ts";
import type { Lld } from "../toolchain/linker.ts";
import { type CfgSet, cfgHolds } from "./cfg-expression.ts";
import { stringAt, type TomlTable, tableAt } from "./toml-value.ts";
import { targetVariable, unwrapped } from "./user-flags.ts";

/** How the link reaches an lld that loads the plugin. */
export interface Linking {
  readonly target: string;
  /** Flags that come after the user's, so that they win. */
  readonly flags: readonly string[];
  /** What we decided against the user's configuration, one line each. */
  readonly notes: readonly string[];
  /** The driver of the user's choice, of which nothing is known until it has been tried. */
  readonly driver: string | undefined;
}

export interface LinkingInputs {
  readonly target: string;
  readonly host: string;
  readonly userFlags: readonly string[];
  readonly cfgs: CfgSet;
  readonly config: TomlTable;
  readonly env: NodeJS.ProcessEnv;
  readonly lld: Lld;
}

const BARE_LINKERS = /^((.*-)?ld(\.\w+|64)?|rust-lld|lld|mold|wild|gold)$/;

/**
 * Only lld loads the plugin. A driver that the user chose is kept and told to use lld; a bare
 * linker (mold, ld.bfd, …) is replaced by the driver `cc`, and the user is told.
 */
export function decideLinking(inputs: LinkingInputs): Linking {
  const { target, host, userFlags, lld } = inputs;
  const flags = ["-C", `link-arg=-B${lld.directory}`, "-C", "link-arg=-fuse-ld=lld"];
  const notes: string[] = [];
  const linker = chosenLinker(inputs);
  const linkArguments = codegenValues(userFlags, /^link-args?$/).flatMap((value) => value.split(" "));
  const other = linkArguments.filter((word) => word.startsWith("-fuse-ld=")).at(-1);
  if (other !== undefined && other !== "-fuse-ld=lld") {
    notes.push(`linking with lld instead of \`${other}\`: only lld loads the pass`);
  }
  // To clang, --ld-path is stronger than -fuse-ld.
  if (linkArguments.some((word) => word.startsWith("--ld-path="))) {
    flags.push("-C", `link-arg=--ld-path=${lld.path}`);
    notes.push("linking with lld instead of the linker of `--ld-path`: only lld loads the pass");
  }
  if (linker === undefined) return { target, flags, notes, driver: undefined };
  const name = basename(linker);
  if (!BARE_LINKERS.test(name)) {
    return { target, flags, notes, driver: linker };
  }
  if (target !== host) {
    throw new Failure({
      code: "user-configuration",
      cause: `\`linker = "${linker}"\` for ${target} is a linker, not a C compiler driver, and cannot load the pass`,
      remedies: [`set target.${target}.linker to the C compiler for ${target}; it will be told to use lld`],
    });
  }
  notes.push(`linking with lld through \`cc\` instead of \`${linker}\`: only lld loads the pass`);
  return {
    target,
    flags: [...flags, "-C", "linker=cc", "-C", "linker-flavor=gcc"],
    notes,
    driver: undefined,
  };
}

/** The linker that the user chose for a target: flag, variable, configuration. */
function chosenLinker({ target, userFlags, cfgs, config, env }: LinkingInputs): string | undefined {
  const matching = Object.keys(tableAt(config, "target")).find(
    (key) =>
      key.startsWith("cfg(") &&
      stringAt(config, "target", key, "linker") !== undefined &&
      cfgHolds(unwrapped(key), cfgs),
  );
  return (
    codegenValues(userFlags, /^linker$/).at(-1) ??
    env[targetVariable(target, "linker")] ??
    stringAt(config, "target", target, "linker") ??
    (matching === undefined ? undefined : stringAt(config, "target", matching, "linker"))
  );
}

/** The values of `-C key=value`, `-Ckey=value` and `--codegen key=value` in a list of flags. */
export function codegenValues(flags: readonly string[], key: RegExp): string[] {
  return flags.flatMap((flag, index) => {
    const previous = flags[index - 1];
    const joined = /^(?:-C|--codegen=)(.+)$/.exec(flag)?.[1];
    const option = previous === "-C" || previous === "--codegen" ? flag : joined;
    const equals = option?.indexOf("=") ?? -1;
    return option !== undefined && equals > 0 && key.test(option.slice(0, equals))
      ? [option.slice(equals + 1)]
      : [];
  });
}
