import { type TomlTable, valueAt } from "./toml-value.ts";

/** The targets of a build, and whether the user chose them. */
export interface Targets {
  readonly triples: readonly string[];
  readonly chosenByUser: boolean;
}

/**
 * Flag, then variable, then configuration, else the host by name: with a target given, cargo
 * keeps RUSTFLAGS away from build scripts and proc macros.
 */
export function resolveTargets(
  flags: readonly string[],
  config: TomlTable,
  env: NodeJS.ProcessEnv,
  host: string,
): Targets {
  const chosen = flags.length > 0 ? flags : configured(config, env);
  if (chosen.length === 0) return { triples: [host], chosenByUser: false };
  const triples = chosen.map((target) => (target === "host-tuple" ? host : target));
  return { triples: [...new Set(triples)], chosenByUser: true };
}

function configured(config: TomlTable, env: NodeJS.ProcessEnv): string[] {
  const variable = env["CARGO_BUILD_TARGET"];
  if (variable) return [variable];
  const value = valueAt(config, "build", "target");
  const entries = Array.isArray(value) ? value : [value];
  return entries.filter((entry): entry is string => typeof entry === "string");
}
