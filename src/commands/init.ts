import { readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type OwnArguments, readOwnArguments } from "../arguments/own-arguments.ts";
import {
  type Declared,
  type DependencyKind,
  declaredDependency,
  withDependency,
} from "../crate/dependency.ts";
import { createCrate, renewCrate, requireStamp } from "../crate/generated-crate.ts";
import { generatedCrates } from "../crate/staleness.ts";
import { readStamp } from "../crate/stamp.ts";
import { CRATE_NAME, templateFiles } from "../crate/template.ts";
import { parseToml, stringAt, tableAt, valueAt } from "../environment/toml-value.ts";
import { Failure } from "../failure.ts";
import type { Ending } from "../process/signals.ts";
import { closestManifest } from "../project/manifest.ts";
import { type Metadata, type Package, readMetadata } from "../project/metadata.ts";
import { cargoProgram } from "../project/project.ts";
import type { Context } from "./context.ts";

const OPTIONS = { switches: ["--dev", "--update"], values: ["--path", "-p", "--package"] };

/**
 * Writes the generated crate and the dependency on it. As a path dependency inside the workspace
 * the crate is a member by cargo's own rule, so no list of members has to change.
 */
export async function init(context: Context): Promise<Ending> {
  const { options, env } = context;
  const own = readOwnArguments("init", options.passed, OPTIONS);
  const metadata = await readMetadata(cargoProgram(env), options, env);
  if ("exitCode" in metadata) {
    process.stderr.write(metadata.stderr);
    return { exitCode: metadata.exitCode };
  }
  if (own.switches.has("--update")) update(context, own, metadata);
  else depend(context, own, metadata);
  return { exitCode: 0 };
}

function update({ directory, reporter }: Context, own: OwnArguments, metadata: Metadata): void {
  const path = own.values.get("--path");
  const found = generatedCrates(metadata)[0]?.directory;
  const crate = path === undefined ? (found ?? standardPlace(metadata)) : resolve(directory, path);
  const stamp = requireStamp(crate);
  const { written, removed, kept } = renewCrate(crate, stamp, templateFiles());
  const versions = stamp.version === __VERSION__ ? __VERSION__ : `${stamp.version} to ${__VERSION__}`;
  reporter.status("Updated", `${crate} (${versions}; written: ${written.join(", ") || "nothing"})`);
  if (removed.length > 0) reporter.status("Removed", removed.map((name) => join(crate, name)).join(", "));
  if (kept.length > 0) {
    reporter.warn(
      `kept as you edited them, though there is a newer text: ${kept.join(", ")}\n` +
        "  help: delete a file and run `cargo enzyme init --update` again to get the newer text",
    );
  }
}

function depend(context: Context, own: OwnArguments, metadata: Metadata): void {
  const { directory, reporter } = context;
  const kind: DependencyKind = own.switches.has("--dev") ? "dev-dependencies" : "dependencies";
  const member = chosenMember(context, own, metadata);
  const text = readFileSync(member.manifestPath, "utf8");
  const declared = declaredDependency(parseToml(text), CRATE_NAME);
  const present = declared === undefined ? undefined : declaredPath(declared, member, metadata);
  const path = own.values.get("--path");
  const found = present ?? generatedCrates(metadata)[0]?.directory ?? standardPlace(metadata);
  const crate = path === undefined ? found : resolve(directory, path);
  if (declared !== undefined && present !== crate) throw anotherDependency(member, declared);
  requireFreeName(crate, metadata);
  const from = relative(dirname(member.manifestPath), crate).split(sep).join("/");
  const edited = declared === undefined ? withDependency(text, kind, CRATE_NAME, from) : text;
  if (edited === undefined) throw notEditable(member, kind, from);

  if (readStamp(crate) === undefined) {
    createCrate(crate, templateFiles());
    reporter.status("Created", `${crate} (the crate \`${CRATE_NAME}\`, to be committed)`);
  } else reporter.status("Found", `${crate} (left as it is; \`--update\` renews it)`);
  if (edited === text) {
    reporter.status("Found", `\`${CRATE_NAME}\` in the ${declared?.kind ?? kind} of ${member.name}`);
  } else {
    replace(member.manifestPath, edited);
    reporter.status("Added", `\`${CRATE_NAME}\` to the ${kind} of ${member.name}`);
  }
}

function standardPlace(metadata: Metadata): string {
  return join(metadata.workspaceRoot, CRATE_NAME);
}

/** The member named by `-p`, else the package of this directory. */
function chosenMember({ options, directory }: Context, own: OwnArguments, metadata: Metadata): Package {
  const name = own.values.get("-p") ?? own.values.get("--package");
  const closest = options.manifestPath ?? closestManifest(directory);
  const manifest = closest === undefined ? undefined : realpathSync(resolve(directory, closest));
  const member = metadata.packages.find((candidate) =>
    name === undefined ? realpathSync(candidate.manifestPath) === manifest : candidate.name === name,
  );
  if (member !== undefined) return member;
  const names = metadata.packages.map((candidate) => candidate.name).filter((other) => other !== CRATE_NAME);
  throw new Failure({
    code: "project",
    cause:
      name === undefined
        ? `${manifest ?? directory} is a workspace, not a package that could get the dependency`
        : `the workspace has no package \`${name}\``,
    remedies: [`choose one of its packages: \`cargo enzyme init -p <${names.join("|")}>\``],
  });
}

/** Where a declared dependency is, if it is a path; `workspace = true` is looked up. */
function declaredPath(declared: Declared, member: Package, metadata: Metadata): string | undefined {
  const own = stringAt({ value: declared.value }, "value", "path");
  if (own !== undefined) return resolve(dirname(member.manifestPath), own);
  if (valueAt({ value: declared.value }, "value", "workspace") !== true) return undefined;
  const root = parseToml(readFileSync(join(metadata.workspaceRoot, "Cargo.toml"), "utf8"));
  const shared = stringAt(tableAt(root, "workspace", "dependencies", CRATE_NAME), "path");
  return shared === undefined ? undefined : resolve(metadata.workspaceRoot, shared);
}

function anotherDependency(member: Package, declared: Declared): Failure {
  return new Failure({
    code: "generated-crate",
    cause: `${member.manifestPath} depends on another \`${CRATE_NAME}\` already: ${JSON.stringify(declared.value)}`,
    remedies: [
      `remove it from the ${declared.kind} and run \`cargo enzyme init\` again`,
      "or give the directory that it names: `cargo enzyme init --path <directory>`",
    ],
  });
}

/** Two packages of one name in a workspace: cargo would refuse what we are about to write. */
function requireFreeName(crate: string, metadata: Metadata): void {
  const namesake = metadata.packages
    .filter(({ name }) => name === CRATE_NAME)
    .map(({ manifestPath }) => dirname(manifestPath))
    .find((place) => place !== crate);
  if (namesake === undefined) return;
  const isOurs = readStamp(namesake) !== undefined;
  throw new Failure({
    code: "generated-crate",
    cause: isOurs
      ? `the workspace has the generated crate already, in ${namesake}`
      : `the package in ${namesake} is called \`${CRATE_NAME}\`, like the crate to be written`,
    remedies: [isOurs ? "leave `--path` away to depend on that one" : "rename that package"],
  });
}

function notEditable(member: Package, kind: DependencyKind, path: string): Failure {
  return new Failure({
    code: "generated-crate",
    cause: `no line can be added to ${member.manifestPath} without changing it otherwise`,
    remedies: [`add it by hand to [${kind}]: \`${CRATE_NAME} = { path = ${JSON.stringify(path)} }\``],
  });
}

/** In one step, through a symbolic link to the file itself. */
function replace(file: string, text: string): void {
  const real = realpathSync(file);
  const temporary = `${real}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, real);
}
