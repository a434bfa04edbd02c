import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { keyDigest, type PluginKey } from "./key.ts";

export const PLUGIN_FILE = "libCargoEnzyme.so";
const MANIFEST_FILE = "manifest.json";
const FORMAT = 1;
/** The parts of the cache, and what the names of their entries look like. */
const PLUGINS = { folder: "plugins", names: /^[0-9a-f]{20}$/ };
const GIVEN = { folder: "given", names: /^[0-9a-f]{20}$/ };
const TEMPORARY = { folder: "tmp", names: /^\d+-[0-9a-f]{12}$/ };
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

interface Manifest {
  readonly format: number;
  readonly key: PluginKey | undefined;
  readonly sha256: string;
}

export type CacheEntry =
  | { readonly state: "intact"; readonly plugin: string }
  | { readonly state: "absent" }
  | { readonly state: "damaged"; readonly reason: string };

/** CARGO_ENZYME_CACHE_DIR, else the XDG cache directory. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const own = env["CARGO_ENZYME_CACHE_DIR"];
  if (own) return resolve(own);
  const xdg = env["XDG_CACHE_HOME"];
  return join(xdg?.startsWith("/") ? xdg : join(env["HOME"] ?? homedir(), ".cache"), "cargo-enzyme");
}

/** Where the plugin of a key is, or will be. */
export function entryDirectory(root: string, key: PluginKey): string {
  return join(root, PLUGINS.folder, keyDigest(key));
}

/** Where a plugin that the user gave is kept under its hash. */
export function givenDirectory(root: string, sha256: string): string {
  return join(root, GIVEN.folder, sha256.slice(0, 20));
}

/** Whether an entry is whole: its manifest is readable and the plugin has the recorded hash. */
export async function inspectEntry(directory: string): Promise<CacheEntry> {
  if (!existsSync(directory)) return { state: "absent" };
  const plugin = join(directory, PLUGIN_FILE);
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(join(directory, MANIFEST_FILE), "utf8")) as Manifest;
  } catch {
    return { state: "damaged", reason: `${MANIFEST_FILE} is missing or unreadable` };
  }
  if (manifest.format !== FORMAT) return { state: "damaged", reason: "written by another version" };
  const sha256 = await hashFile(plugin).catch(() => undefined);
  if (sha256 === undefined) return { state: "damaged", reason: `${PLUGIN_FILE} is missing` };
  if (sha256 !== manifest.sha256) return { state: "damaged", reason: `${PLUGIN_FILE} has changed` };
  return { state: "intact", plugin };
}

export async function hashFile(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

/** A directory of our own inside the cache, on the file system of the final place. */
export async function makeStaging(root: string): Promise<string> {
  const directory = join(root, TEMPORARY.folder, `${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(directory, { recursive: true });
    await removeAbandoned(root);
  } catch (error) {
    throw unwritable(root, error);
  }
  return directory;
}

/**
 * Publishes a plugin under `target` in one atomic rename. No lock: whoever comes second finds a
 * whole entry and keeps it. A damaged entry is moved out of the way first.
 */
export async function publish(
  root: string,
  staging: string,
  built: string,
  target: string,
  key: PluginKey | undefined,
): Promise<string> {
  const entry = join(staging, "entry");
  try {
    await mkdir(entry);
    await copyFile(built, join(entry, PLUGIN_FILE));
    const manifest: Manifest = { format: FORMAT, key, sha256: await hashFile(join(entry, PLUGIN_FILE)) };
    await writeFile(join(entry, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    await mkdir(join(target, ".."), { recursive: true });
    for (let attempt = 0; ; attempt++) {
      try {
        await rename(entry, target);
        break;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if ((code !== "ENOTEMPTY" && code !== "EEXIST") || attempt > 4) throw error;
        if ((await inspectEntry(target)).state === "intact") break;
        await moveAside(target, join(staging, `damaged-${attempt}`));
      }
    }
  } catch (error) {
    throw unwritable(root, error);
  }
  return join(target, PLUGIN_FILE);
}

async function moveAside(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    // Somebody else was faster.
    if (error.code !== "ENOENT") throw error;
  });
}

/** Everything in the cache that is ours by its name; nothing else that may be in that directory. */
export async function cachedDirectories(root: string): Promise<string[]> {
  const groups = [PLUGINS, GIVEN, TEMPORARY].map(async ({ folder, names }) => {
    const found = await readdir(join(root, folder)).catch(() => []);
    return found.filter((name) => names.test(name)).map((name) => join(root, folder, name));
  });
  return (await Promise.all(groups)).flat();
}

/** Staging directories of runs that were killed. */
async function removeAbandoned(root: string): Promise<void> {
  for (const path of await cachedDirectories(root)) {
    if (dirname(path) !== join(root, TEMPORARY.folder)) continue;
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

function unwritable(root: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Failure({
    code: "cache",
    cause: `cannot write to the cache directory ${root}${code === undefined ? "" : ` (${code})`}`,
    evidence: [message],
    remedies: [
      "choose a writable place: `export CARGO_ENZYME_CACHE_DIR=<directory>`",
      `or make it writable: \`chmod -R u+w ${root}\``,
    ],
  });
}
