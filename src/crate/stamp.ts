import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isTable, parseToml, stringAt, tableAt } from "../environment/toml-value.ts";

/** What the manifest of a generated crate says about its own origin. */
export interface Stamp {
  /** The version of the tool that wrote it. */
  readonly version: string;
  /** Relative path to the digest of the text that was written. */
  readonly files: ReadonlyMap<string, string>;
}

const FILES_HEADER = "[package.metadata.cargo-enzyme.files]";
const FILES_COMMENT = "# As they were written; `cargo enzyme init --update` renews those that still are.";

/** The stamp of the crate in a directory; undefined if this is not a generated crate. */
export function readStamp(directory: string): Stamp | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, "Cargo.toml"), "utf8");
  } catch {
    return undefined;
  }
  return stampOf(text);
}

function stampOf(manifest: string): Stamp | undefined {
  let metadata: ReturnType<typeof tableAt>;
  try {
    metadata = tableAt(parseToml(manifest), "package", "metadata", "cargo-enzyme");
  } catch {
    return undefined;
  }
  const version = stringAt(metadata, "version");
  if (version === undefined) return undefined;
  const files = isTable(metadata["files"]) ? metadata["files"] : {};
  const digests = Object.entries(files).filter((entry): entry is [string, string] => {
    return typeof entry[1] === "string";
  });
  return { version, files: new Map(digests) };
}

/** A digest that is the same after git has changed the ends of lines. */
function digest(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex").slice(0, 16);
}

/** The digest of a manifest is that of what a person writes: without the stamp itself. */
export function fileDigest(name: string, text: string): string {
  return digest(name === "Cargo.toml" ? withVersion(withoutFileTable(text), "") : text);
}

/** The manifest with its table of digests, in place of an older one. */
export function withFileTable(manifest: string, files: ReadonlyMap<string, string>): string {
  const entries = [...files].map(([name, value]) => `${JSON.stringify(name)} = "${value}"`);
  const rest = withoutFileTable(manifest).trimEnd();
  return `${[rest, "", FILES_COMMENT, FILES_HEADER, ...entries].join("\n")}\n`;
}

function withoutFileTable(manifest: string): string {
  const lines = manifest.replaceAll("\r\n", "\n").split("\n");
  const start = lines.findIndex((line) => line.trim() === FILES_HEADER);
  if (start < 0) return manifest;
  const following = lines.findIndex((line, index) => index > start && line.trimStart().startsWith("["));
  const first = lines[start - 1] === FILES_COMMENT ? start - 1 : start;
  const before = lines.slice(0, first).join("\n").trimEnd();
  const after = following < 0 ? "" : `\n${lines.slice(following).join("\n")}`;
  return `${before}\n${after}`;
}

/** An edited manifest, said to be of another version. */
export function withVersion(manifest: string, version: string): string {
  const lines = manifest.split("\n");
  const section = lines.findIndex((line) => line.trim() === "[package.metadata.cargo-enzyme]");
  const at = lines.findIndex((line, index) => index > section && /^\s*version\s*=/.test(line));
  if (section < 0 || at < 0) return manifest;
  lines[at] = `version = "${version}"`;
  return lines.join("\n");
}
