import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "../failure.ts";
import { fileDigest, readStamp, type Stamp, withFileTable, withVersion } from "./stamp.ts";
import type { CrateFiles } from "./template.ts";

const MANIFEST = "Cargo.toml";

/** What became of the files of a generated crate. */
export interface Renewal {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Files that somebody edited; they were left alone although there is a newer text. */
  readonly kept: readonly string[];
}

/** Writes a new crate, whole or not at all. */
export function createCrate(directory: string, files: CrateFiles): void {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new Failure({
      code: "generated-crate",
      cause: `${directory} exists and was not written by \`cargo enzyme init\``,
      remedies: [
        "choose another place: `cargo enzyme init --path <directory>`",
        `or move ${directory} out of the way`,
      ],
    });
  }
  const staging = `${directory}.${process.pid}.tmp`;
  try {
    for (const [name, text] of stamped(files)) writeWithin(staging, name, text);
    renameSync(staging, directory);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Brings a generated crate to the present text, file by file, and leaves edited files alone. */
export function renewCrate(directory: string, stamp: Stamp, files: CrateFiles): Renewal {
  const written: string[] = [];
  const removed: string[] = [];
  const kept: string[] = [];
  const names = new Set([...files.keys(), ...stamp.files.keys()].filter((name) => name !== MANIFEST));
  // The manifest comes last, since it carries the version: an interrupted renewal is still stale.
  for (const name of [...names, MANIFEST]) {
    const text = files.get(name);
    const present = textOf(directory, name);
    const wanted = text === undefined ? undefined : fileDigest(name, text);
    const edited = present !== undefined && fileDigest(name, present) !== stamp.files.get(name);
    if (edited && wanted !== fileDigest(name, present)) {
      if (wanted !== stamp.files.get(name)) kept.push(name);
      if (name === MANIFEST) restamp(directory, present, files);
    } else if (text === undefined) {
      rmSync(join(directory, name), { force: true });
      if (present !== undefined) removed.push(name);
    } else if (replaceWithin(directory, name, stamped(files).get(name) ?? text)) {
      written.push(name);
    }
  }
  return { written, removed, kept };
}

/** An edited manifest keeps its text, but says which version the crate is of now. */
function restamp(directory: string, present: string, files: CrateFiles): void {
  replaceWithin(directory, MANIFEST, withFileTable(withVersion(present, __VERSION__), digestsOf(files)));
}

/** The files, with their digests in the manifest. */
function stamped(files: CrateFiles): CrateFiles {
  const manifest = files.get(MANIFEST) ?? "";
  return new Map([...files, [MANIFEST, withFileTable(manifest, digestsOf(files))]]);
}

function digestsOf(files: CrateFiles): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, text]) => [name, fileDigest(name, text)]));
}

function textOf(directory: string, name: string): string | undefined {
  try {
    return readFileSync(join(directory, name), "utf8");
  } catch {
    return undefined;
  }
}

function writeWithin(directory: string, name: string, text: string): void {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Replaces a text by another one, if it is another; an interruption leaves one of the two, whole. */
function replaceWithin(directory: string, name: string, text: string): boolean {
  if (textOf(directory, name) === text) return false;
  writeWithin(directory, `${name}.tmp`, text);
  renameSync(join(directory, `${name}.tmp`), join(directory, name));
  return true;
}

/** The stamp of a crate that must be one of ours. */
export function requireStamp(directory: string): Stamp {
  const stamp = readStamp(directory);
  if (stamp !== undefined) return stamp;
  throw new Failure({
    code: "generated-crate",
    cause: `there is no crate of \`cargo enzyme init\` in ${directory}`,
    remedies: [
      "`cargo enzyme init` writes it",
      "`cargo enzyme init --update --path <directory>` if it is elsewhere",
    ],
  });
}
