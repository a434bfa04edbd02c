import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The Cargo.toml that cargo takes in a directory: the closest one above. */
export function closestManifest(directory: string): string | undefined {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const manifest = join(at, "Cargo.toml");
    if (existsSync(manifest)) return manifest;
    if (dirname(at) === at) return undefined;
  }
}
