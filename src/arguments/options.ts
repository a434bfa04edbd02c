/** What the orchestrator reads of cargo's options; it consumes only `--target-dir` and its own. */
export interface CargoOptions {
  readonly targets: readonly string[];
  readonly targetDir: string | undefined;
  readonly profile: string | undefined;
  readonly release: boolean;
  readonly manifestPath: string | undefined;
  readonly packages: readonly string[];
  readonly configs: readonly string[];
  readonly color: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
  readonly plugin: string | undefined;
  readonly noInstall: boolean;
  readonly yes: boolean;
  /** Everything that goes to cargo, untouched and in order, up to and including `--` and the rest. */
  readonly passed: readonly string[];
}

type ValueName =
  | "target"
  | "target-dir"
  | "profile"
  | "manifest-path"
  | "package"
  | "config"
  | "color"
  | "plugin"
  | "other";

const LONG_VALUES: Readonly<Record<string, ValueName>> = {
  "--target": "target",
  "--target-dir": "target-dir",
  "--profile": "profile",
  "--manifest-path": "manifest-path",
  "--package": "package",
  "--config": "config",
  "--color": "color",
  "--plugin": "plugin",
  "--bin": "other",
  "--example": "other",
  "--test": "other",
  "--bench": "other",
  "--exclude": "other",
  "--features": "other",
  "--jobs": "other",
  "--message-format": "other",
  "--lockfile-path": "other",
  "--artifact-dir": "other",
  "--print": "other",
  "--crate-type": "other",
};

const SHORT_VALUES: Readonly<Record<string, ValueName>> = {
  p: "package",
  j: "other",
  F: "other",
  Z: "other",
  C: "other",
};

/** Consumed here: cargo would not know them, or would see the directory without our overlay. */
const CONSUMED: ReadonlySet<ValueName> = new Set(["target-dir", "plugin"]);

/**
 * Reads `args` as cargo would. Unknown flags pass; nothing after `--` is read; with
 * `positionalEnds` (cargo run) nothing after the first positional argument is read either.
 */
export function readCargoOptions(args: readonly string[], positionalEnds = false): CargoOptions {
  const values: Record<ValueName, string[]> = {
    target: [],
    "target-dir": [],
    profile: [],
    "manifest-path": [],
    package: [],
    config: [],
    color: [],
    plugin: [],
    other: [],
  };
  const switches = new Set<string>();
  const passed: string[] = [];
  let at = 0;
  const take = (name: ValueName, words: readonly string[], value: string | undefined): void => {
    if (value !== undefined) values[name].push(value);
    if (!CONSUMED.has(name)) passed.push(...words);
  };
  /** The next word, if it can be the value of the option before it. */
  const nextValue = (): string | undefined => {
    const next = args[at + 1];
    return next === undefined || next.startsWith("-") ? undefined : next;
  };
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (word === "--" || (positionalEnds && !word.startsWith("-"))) {
      passed.push(...args.slice(at));
      break;
    }
    const equals = word.indexOf("=");
    const longName = word.startsWith("--") ? (equals < 0 ? word : word.slice(0, equals)) : undefined;
    const longValue = longName === undefined ? undefined : LONG_VALUES[longName];
    if (longValue !== undefined) {
      if (equals >= 0) take(longValue, [word], word.slice(equals + 1));
      else {
        const value = nextValue();
        take(longValue, value === undefined ? [word] : [word, value], value);
        if (value !== undefined) at++;
      }
      continue;
    }
    if (longName !== undefined) {
      switches.add(longName);
      if (longName !== "--yes" && longName !== "--no-install") passed.push(word);
      continue;
    }
    passed.push(word);
    if (!word.startsWith("-")) continue;
    for (let index = 1; index < word.length; index++) {
      const letter = word[index] as string;
      const shortValue = SHORT_VALUES[letter];
      if (shortValue === undefined) {
        switches.add(`-${letter}`);
        continue;
      }
      const attached = word.slice(index + 1).replace(/^=/, "");
      const value = attached === "" ? nextValue() : attached;
      if (attached === "" && value !== undefined) {
        passed.push(value);
        at++;
      }
      if (value !== undefined) values[shortValue].push(value);
      break;
    }
  }
  return {
    targets: values.target,
    targetDir: values["target-dir"].at(-1),
    profile: values.profile.at(-1),
    release: switches.has("--release") || switches.has("-r"),
    manifestPath: values["manifest-path"].at(-1),
    packages: values.package,
    configs: values.config,
    color: values.color.at(-1),
    quiet: switches.has("--quiet") || switches.has("-q"),
    verbose: switches.has("--verbose") || switches.has("-v"),
    help: switches.has("--help") || switches.has("-h"),
    plugin: values.plugin.at(-1),
    noInstall: switches.has("--no-install"),
    yes: switches.has("--yes"),
    passed,
  };
}
