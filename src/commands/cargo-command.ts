import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandName } from "../arguments/invocation.ts";
import { warnIfStale } from "../crate/staleness.ts";
import { profileFolder, profileOf } from "../environment/profile.ts";
import { requireLldBehind } from "../plugin/driver.ts";
import { requireLld } from "../plugin/lld.ts";
import { providePlugin } from "../plugin/provide.ts";
import { runInForeground } from "../process/foreground.ts";
import type { Ending } from "../process/signals.ts";
import { openProject, projectEnvironment } from "../project/project.ts";
import { costTable, isCost, readCosts } from "../report/costs.ts";
import { colourVariables } from "../terminal/colour.ts";
import { type Context, givenPlugin, installPolicy } from "./context.ts";
import { finishStaticLibraries } from "./static-libraries.ts";

/** check and clippy never link: they need no pass, only the same view of the code. */
const WITHOUT_PASS: ReadonlySet<CommandName> = new Set(["check", "clippy"]);

/** What may leave a static library. */
const LIBRARIES: ReadonlySet<CommandName> = new Set(["build", "rustc"]);

/** Runs cargo's command of the same name in the environment of differentiation. */
export async function cargoCommand(command: CommandName, context: Context): Promise<Ending> {
  const { options, directory, env, reporter, colour } = context;
  const project = await openProject(options, directory, env);
  if ("exitCode" in project) {
    process.stderr.write(project.stderr);
    return { exitCode: project.exitCode };
  }
  const { cargo, rustc, metadata } = project;
  let pass: { plugin: string; lld: Awaited<ReturnType<typeof requireLld>> } | undefined;
  if (!WITHOUT_PASS.has(command)) {
    const lld = await requireLld(rustc);
    const request = { rustc, lld, given: givenPlugin(context), policy: installPolicy(context) };
    pass = { lld, plugin: await providePlugin(request, reporter) };
  }
  const environment = projectEnvironment(project, command, options, directory, env, pass);
  for (const note of environment.notes) reporter.note(note);
  for (const linking of environment.linkings) await requireLldBehind(linking, directory, env);
  warnIfStale(metadata, reporter);

  const reports = await mkdtemp(join(tmpdir(), "cargo-enzyme-"));
  const report = join(reports, "report");
  try {
    const target = environment.addedTarget === undefined ? [] : ["--target", environment.addedTarget];
    const variables = {
      ...env,
      ...colourVariables(colour),
      ...environment.variables,
      CARGO_ENZYME_REPORT: report,
    };
    const ending = await runInForeground(cargo, [command, ...target, ...options.passed], variables);
    if (pass !== undefined && LIBRARIES.has(command) && "exitCode" in ending && ending.exitCode === 0) {
      const { targetDir, linkerArguments } = environment;
      const profile = profileFolder(profileOf(command, options));
      const folders = project.targets.triples.map((triple) => join(targetDir, triple, profile));
      await finishStaticLibraries({ folders, lld: pass.lld, linkerArguments, env: variables }, reporter);
    }
    return ending;
  } finally {
    const text = await readFile(report, "utf8").catch(() => "");
    process.stderr.write(reportedLines(text, options.verbose));
    reporter.log(
      costTable(readCosts(text))
        .map((line) => `${line}\n`)
        .join(""),
    );
    await rm(reports, { recursive: true, force: true });
  }
}

/**
 * What the pass reported, one line each: warnings, and with `verbose` everything. Several links of
 * one command say the same thing several times.
 */
export function reportedLines(text: string, verbose: boolean): string {
  const lines = text
    .split("\n")
    .filter((line) => line.startsWith("warning:") || (verbose && line !== "" && !isCost(line)));
  return [...new Set(lines)].map((line) => `${line}\n`).join("");
}
