import { type TomlTable, type TomlValue, valueAt } from "./toml-value.ts";
import { variableWord } from "./user-flags.ts";

/** Where the settings of cargo's profiles come from, strongest first. */
export interface ProfileSources {
  readonly env: NodeJS.ProcessEnv;
  readonly config: TomlTable;
  /** The manifest at the root of the workspace. */
  readonly manifest: TomlTable;
}

const BUILT_IN: Readonly<Record<string, string | undefined>> = {
  dev: undefined,
  release: undefined,
  test: "dev",
  bench: "release",
};

/** The profile that a cargo command uses. */
export function profileOf(
  command: string,
  options: { readonly profile: string | undefined; readonly release: boolean },
): string {
  const chosen = options.profile;
  if (chosen !== undefined) return chosen === "debug" ? "dev" : chosen;
  if (options.release) return "release";
  if (command === "bench") return "bench";
  return command === "test" ? "test" : "dev";
}

/** The folder of what is built in a profile. */
export function profileFolder(profile: string): string {
  return { dev: "debug", test: "debug", bench: "release" }[profile] ?? profile;
}

/** A profile and those it inherits from, itself first. */
export function inheritance(profile: string, sources: ProfileSources): string[] {
  const chain: string[] = [];
  let name: string | undefined = profile;
  while (name !== undefined && !chain.includes(name)) {
    chain.push(name);
    const parent: TomlValue | undefined = setting(name, "inherits", sources);
    name = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : typeof parent === "string" ? parent : "release";
  }
  return chain;
}

/** What the user set for a key in a profile or in one it inherits from. */
export function inheritedSetting(
  profile: string,
  key: string,
  sources: ProfileSources,
): TomlValue | undefined {
  for (const name of inheritance(profile, sources)) {
    const value = setting(name, key, sources);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** 0, 1, 2, 3, "s" or "z", as text. */
export function optLevel(profile: string, sources: ProfileSources): string {
  const chosen = inheritedSetting(profile, "opt-level", sources);
  if (chosen !== undefined) return String(chosen);
  return inheritance(profile, sources).includes("release") ? "3" : "0";
}

/**
 * The variables that make a profile fit for whole-program differentiation: fat LTO everywhere,
 * and positions in release builds unless the user decided about debug information himself.
 */
export function profileVariables(profile: string, sources: ProfileSources): Record<string, string> {
  const names = new Set(["dev", "release", ...inheritance(profile, sources)]);
  const variables: Record<string, string> = {};
  for (const name of names) {
    // A setting of ours would half define a profile that cargo is about to miss.
    if (!Object.hasOwn(BUILT_IN, name) && setting(name, "inherits", sources) === undefined) continue;
    // test and bench follow dev and release unless the user gave them a setting of their own.
    const follows = BUILT_IN[name] !== undefined && setting(name, "lto", sources) === undefined;
    if (!follows) variables[profileVariable(name, "lto")] = "fat";
  }
  if (setting("release", "debug", sources) === undefined) {
    variables[profileVariable("release", "debug")] = "line-tables-only";
  }
  return variables;
}

function setting(profile: string, key: string, sources: ProfileSources): TomlValue | undefined {
  return (
    sources.env[profileVariable(profile, key)] ??
    valueAt(sources.config, "profile", profile, key) ??
    valueAt(sources.manifest, "profile", profile, key)
  );
}

function profileVariable(profile: string, key: string): string {
  return `CARGO_PROFILE_${variableWord(profile)}_${variableWord(key)}`;
}
