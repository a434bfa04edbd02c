import { Failure } from "../failure.ts";

/** The options that a command of our own takes, beside the general ones. */
export interface OwnOptions {
  readonly switches?: readonly string[];
  readonly values?: readonly string[];
}

export interface OwnArguments {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

const GENERAL: Required<OwnOptions> = {
  switches: ["-q", "--quiet", "-v", "-vv", "--verbose"],
  values: ["--color", "--config", "--manifest-path"],
};

/** Reads the arguments of a command that is not cargo's; what it does not know is an error. */
export function readOwnArguments(
  command: string,
  args: readonly string[],
  own: OwnOptions = {},
): OwnArguments {
  const known = {
    switches: new Set([...GENERAL.switches, ...(own.switches ?? [])]),
    values: new Set([...GENERAL.values, ...(own.values ?? [])]),
  };
  const switches = new Set<string>();
  const values = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const word = args[at] as string;
    const [, name, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [word, word];
    if (known.switches.has(word)) switches.add(word);
    else if (known.values.has(name as string)) {
      const value = joined ?? args[++at];
      if (value === undefined) throw usage(command, `\`${word}\` needs a value`);
      values.set(name as string, value);
    } else throw usage(command, `\`cargo enzyme ${command}\` does not take \`${word}\``);
  }
  return { switches, values };
}

function usage(command: string, cause: string): Failure {
  return new Failure({ code: "usage", cause, remedies: [`\`cargo enzyme help ${command}\``] });
}
