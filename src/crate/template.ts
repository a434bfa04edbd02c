import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { packageRoot } from "../plugin/source.ts";

/** The name of the generated crate, in manifests and in code. */
export const CRATE_NAME = "enzyme";

/** What stands in the template for the version that writes the crate. */
export const VERSION_PLACE = "{{version}}";

/** Relative path, with `/`, to text. */
export type CrateFiles = ReadonlyMap<string, string>;

/** The generated crate as this version writes it; only its Cargo.toml names the version. */
export function templateFiles(): CrateFiles {
  const directory = join(packageRoot(), "templates", CRATE_NAME);
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(sep).join("/"))
    // What cargo leaves behind when somebody builds the template itself.
    .filter((name) => !/(^|\/)(target|Cargo\.lock)(\/|$)/.test(name))
    .filter((name) => statSync(join(directory, name)).isFile())
    .sort();
  return new Map(
    names.map((name) => [
      name,
      readFileSync(join(directory, name), "utf8").replaceAll(VERSION_PLACE, __VERSION__),
    ]),
  );
}
