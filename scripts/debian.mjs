import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./program.mjs";

let listsAreFresh = false;

/** Fetches the lists of packages, once. */
export async function updateLists() {
  if (!listsAreFresh) await run("apt-get", ["update", "--quiet=2"]);
  listsAreFresh = true;
}

/** Whether `name` is a program on PATH, or, with a slash, an existing file. */
export function present(name) {
  if (name.includes("/")) return existsSync(name);
  return (process.env.PATH ?? "").split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Installs the Debian packages of which a file or program is missing, if this user may; throws what to run otherwise.
 *
 * @param {Record<string, string>} wanted the package of each file or program
 */
export async function provide(wanted) {
  const missing = [
    ...new Set(
      Object.keys(wanted)
        .filter((name) => !present(name))
        .map((name) => wanted[name]),
    ),
  ];
  if (missing.length === 0) return;
  const command = `apt-get install --yes --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !present("apt-get")) {
    throw new Error(
      `not installed: ${missing.join(", ")}\nhelp: run \`sudo apt-get update && sudo ${command}\``,
    );
  }
  console.log(`Installing ${missing.join(", ")} (\`${command}\`)`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await updateLists();
  await run("apt-get", ["install", "--quiet=2", "--yes", "--no-install-recommends", ...missing], { env });
}
