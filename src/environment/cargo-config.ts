import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isTable, parseToml, type TomlTable, type TomlValue } from "./toml-value.ts";

/**
 * Cargo's configuration as it holds in `directory`: the `.cargo` folders from there to the root,
 * then CARGO_HOME, overlaid by `--config` arguments. Environment variables are not mixed in.
 *
 * A file that cannot be parsed is left to cargo, whose message names it.
 */
export function readCargoConfig(
  directory: string,
  env: NodeJS.ProcessEnv,
  overrides: readonly string[] = [],
): TomlTable {
  let merged: TomlTable = {};
  for (const file of configFiles(directory, env).reverse()) merged = merge(merged, readFile(file));
  for (const override of overrides) {
    const file = resolve(directory, override);
    merged = merge(merged, existsSync(file) ? readFile(file) : parseOrEmpty(override));
  }
  return merged;
}

/** The configuration files in effect, closest first. */
export function configFiles(directory: string, env: NodeJS.ProcessEnv): string[] {
  const files: string[] = [];
  for (let at = resolve(directory); ; at = dirname(at)) {
    files.push(...configIn(join(at, ".cargo")));
    if (dirname(at) === at) break;
  }
  const home = resolve(directory, env["CARGO_HOME"] ?? join(homedir(), ".cargo"));
  for (const file of configIn(home)) if (!files.includes(file)) files.push(file);
  return files;
}

/** The name without an extension wins where both exist, as in cargo. */
function configIn(folder: string): string[] {
  const file = ["config", "config.toml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  return file === undefined ? [] : [file];
}

function readFile(file: string, including: readonly string[] = []): TomlTable {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  const own = parseOrEmpty(text);
  let merged: TomlTable = {};
  for (const path of includedPaths(own["include"])) {
    const included = resolve(dirname(file), path);
    if (!including.includes(included)) merged = merge(merged, readFile(included, [...including, file]));
  }
  return merge(merged, own);
}

function includedPaths(value: TomlValue | undefined): string[] {
  const entries = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return entries.flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    const path = isTable(entry) ? entry["path"] : undefined;
    return typeof path === "string" ? [path] : [];
  });
}

function parseOrEmpty(text: string): TomlTable {
  try {
    return parseToml(text);
  } catch {
    return {};
  }
}

/** Cargo's rule: tables are merged, arrays joined with the stronger one last, else the stronger wins. */
export function merge(weaker: TomlTable, stronger: TomlTable): TomlTable {
  const result: TomlTable = { ...weaker };
  for (const [key, value] of Object.entries(stronger)) {
    const old = Object.hasOwn(result, key) ? result[key] : undefined;
    if (isTable(old) && isTable(value)) result[key] = merge(old, value);
    else if (Array.isArray(old) && Array.isArray(value)) result[key] = [...old, ...value];
    else result[key] = value;
  }
  return result;
}
