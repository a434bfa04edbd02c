import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CargoOptions } from "../arguments/options.ts";
import { parseToml, type TomlTable } from "../environment/toml-value.ts";
import { capture } from "../process/capture.ts";

/** The part of `cargo metadata --no-deps` that is read. */
export interface Metadata {
  readonly workspaceRoot: string;
  readonly targetDirectory: string;
  /** Where intermediate artifacts go, if this cargo knows such a place. */
  readonly buildDirectory: string | undefined;
  /** The members of the workspace. */
  readonly packages: readonly Package[];
}

export interface Package {
  readonly name: string;
  readonly manifestPath: string;
  readonly dependencies: readonly { readonly name: string; readonly path: string | undefined }[];
}

/** Cargo's own refusal, to be shown unchanged. */
export interface CargoRefusal {
  readonly stderr: string;
  readonly exitCode: number;
}

/** Asks cargo about the project; an error of cargo is returned for the user to see as it is. */
export async function readMetadata(
  cargo: string,
  options: Pick<CargoOptions, "manifestPath" | "configs" | "color">,
  env: NodeJS.ProcessEnv,
): Promise<Metadata | CargoRefusal> {
  const { manifestPath, configs, color } = options;
  const result = await capture(
    cargo,
    [
      "metadata",
      "--no-deps",
      "--format-version=1",
      "--quiet",
      ...(manifestPath === undefined ? [] : ["--manifest-path", manifestPath]),
      ...configs.flatMap((config) => ["--config", config]),
      ...(color === undefined ? [] : ["--color", color]),
    ],
    { env },
  );
  if (!result.ok) return { stderr: result.stderr, exitCode: result.exitCode ?? 101 };
  return readMetadataJson(result.stdout);
}

export function readMetadataJson(text: string): Metadata {
  const json = JSON.parse(text) as {
    workspace_root: string;
    target_directory: string;
    build_directory?: string;
    packages: { name: string; manifest_path: string; dependencies: { name: string; path?: string }[] }[];
  };
  return {
    workspaceRoot: json.workspace_root,
    targetDirectory: json.target_directory,
    buildDirectory: json.build_directory,
    packages: json.packages.map(({ name, manifest_path, dependencies }) => ({
      name,
      manifestPath: manifest_path,
      dependencies: dependencies.map((dependency) => ({ name: dependency.name, path: dependency.path })),
    })),
  };
}

/** The manifest that holds the profiles; cargo has accepted it already. */
export function readRootManifest(metadata: Metadata): TomlTable {
  try {
    return parseToml(readFileSync(join(metadata.workspaceRoot, "Cargo.toml"), "utf8"));
  } catch {
    return {};
  }
}
