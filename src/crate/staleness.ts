import type { Metadata } from "../project/metadata.ts";
import type { Reporter } from "../terminal/reporter.ts";
import { readStamp, type Stamp } from "./stamp.ts";
import { CRATE_NAME, VERSION_PLACE } from "./template.ts";

/** A crate of `cargo enzyme init` that a package of the workspace depends on. */
export interface FoundCrate {
  readonly directory: string;
  readonly stamp: Stamp;
}

/** The generated crates that the packages of a workspace depend on by path. */
export function generatedCrates(metadata: Metadata): FoundCrate[] {
  const paths = metadata.packages.flatMap(({ dependencies }) =>
    dependencies.flatMap(({ name, path }) => (name === CRATE_NAME && path !== undefined ? [path] : [])),
  );
  return [...new Set(paths)].flatMap((directory) => {
    const stamp = readStamp(directory);
    return stamp === undefined ? [] : [{ directory, stamp }];
  });
}

/** Why a crate does not go with this version of the tool, or undefined. */
export function staleness({ directory, stamp }: FoundCrate): string | undefined {
  // The template itself, as the examples of the repository use it, belongs to this version.
  if ([__VERSION__, VERSION_PLACE].includes(stamp.version)) return undefined;
  return `the crate in ${directory} was written by cargo-enzyme ${stamp.version}, and this is ${__VERSION__}`;
}

export function warnIfStale(metadata: Metadata, reporter: Reporter): void {
  for (const crate of generatedCrates(metadata)) {
    const stale = staleness(crate);
    if (stale !== undefined) reporter.warn(`${stale}\n  help: \`cargo enzyme init --update\``);
  }
}
