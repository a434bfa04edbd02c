import { type CfgSet, cfgHolds } from "./cfg-expression.ts";
import { splitWords, type TomlTable, tableAt, wordsAt } from "./toml-value.ts";

export type FlagKind = "rustflags" | "rustdocflags";

/** cargo's separator in CARGO_ENCODED_RUSTFLAGS: flags that contain spaces survive. */
export const SEPARATOR = "\u001f";

/**
 * The flags that cargo would use for a target without us. The four sources exclude each other;
 * a variable that is set but empty still wins.
 */
export function userFlags(
  kind: FlagKind,
  target: string,
  cfgs: CfgSet,
  config: TomlTable,
  env: NodeJS.ProcessEnv,
): string[] {
  const variable = kind.toUpperCase();
  const encoded = env[`CARGO_ENCODED_${variable}`];
  if (encoded !== undefined) return encoded === "" ? [] : encoded.split(SEPARATOR);
  const plain = env[variable];
  if (plain !== undefined) return splitWords(plain);
  const forTarget = targetFlags(kind, target, cfgs, config, env);
  if (forTarget.length > 0) return forTarget;
  return [...wordsAt(config, "build", kind), ...splitWords(env[`CARGO_BUILD_${variable}`] ?? "")];
}

function targetFlags(
  kind: FlagKind,
  target: string,
  cfgs: CfgSet,
  config: TomlTable,
  env: NodeJS.ProcessEnv,
): string[] {
  const matching = Object.keys(tableAt(config, "target")).filter(
    (key) => key.startsWith("cfg(") && cfgHolds(unwrapped(key), cfgs),
  );
  return [
    ...wordsAt(config, "target", target, kind),
    ...splitWords(env[targetVariable(target, kind)] ?? ""),
    ...matching.sort().flatMap((key) => wordsAt(config, "target", key, kind)),
  ];
}

/** `cfg(EXPRESSION)` without its `cfg(` and `)`. */
export function unwrapped(key: string): string {
  return key.trim().slice("cfg(".length, -1);
}

/** `CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS`. */
export function targetVariable(target: string, key: string): string {
  return `CARGO_TARGET_${variableWord(target)}_${variableWord(key)}`;
}

/** A key of cargo's configuration as part of the name of an environment variable. */
export function variableWord(key: string): string {
  return key.toUpperCase().replaceAll(/[-.]/g, "_");
}
