import type { Context } from "../commands/context.ts";
import { generatedCrates, staleness } from "../crate/staleness.ts";
import { Failure } from "../failure.ts";
import { closestManifest } from "../project/manifest.ts";
import { readMetadata } from "../project/metadata.ts";
import { cargoProgram } from "../project/project.ts";
import type { Examination } from "./check.ts";

const NAME = "crate enzyme";

/** The generated crate of the project in this directory, if there is one. */
export async function examineProject(examination: Examination, context: Context): Promise<void> {
  const { options, directory, env } = context;
  if (options.manifestPath === undefined && closestManifest(directory) === undefined) {
    examination.skip(NAME, "not checked: no Cargo.toml here");
    return;
  }
  const metadata = await readMetadata(cargoProgram(env), options, env);
  if ("exitCode" in metadata) {
    await examination.check(NAME, () => {
      const [first = ""] = metadata.stderr.trim().split("\n");
      throw new Failure({ code: "project", cause: `cargo cannot read this project: ${first}` });
    });
    return;
  }
  const crates = generatedCrates(metadata);
  if (crates.length === 0) examination.skip(NAME, "not used here; `cargo enzyme init` writes it");
  for (const crate of crates) {
    await examination.check(NAME, () => {
      const stale = staleness(crate);
      if (stale === undefined) {
        return { value: crate, detail: `${crate.directory} (${crate.stamp.version})` };
      }
      throw new Failure({
        code: "generated-crate",
        cause: stale,
        remedies: ["`cargo enzyme init --update`"],
      });
    });
  }
}
