import { requireLld } from "../plugin/lld.ts";
import { providePlugin } from "../plugin/provide.ts";
import { shellWord } from "../process/capture.ts";
import type { Ending } from "../process/signals.ts";
import { openProject, projectEnvironment } from "../project/project.ts";
import { type Context, givenPlugin, installPolicy } from "./context.ts";

/** Prints the environment of `cargo enzyme build` for `eval "$(cargo enzyme show-env)"`. */
export async function showEnv(context: Context): Promise<Ending> {
  const { options, directory, env, reporter } = context;
  const project = await openProject(options, directory, env);
  if ("exitCode" in project) {
    process.stderr.write(project.stderr);
    return { exitCode: project.exitCode };
  }
  const lld = await requireLld(project.rustc);
  const request = { rustc: project.rustc, lld, given: givenPlugin(context), policy: installPolicy(context) };
  const plugin = await providePlugin(request, reporter);
  const environment = projectEnvironment(project, "build", options, directory, env, { plugin, lld });
  for (const note of environment.notes) reporter.note(note);
  // A flag cannot be exported; the variable is cargo's own form of it.
  const target = environment.addedTarget === undefined ? {} : { CARGO_BUILD_TARGET: environment.addedTarget };
  process.stdout.write(shellExports({ ...environment.variables, ...target }));
  return { exitCode: 0 };
}

/** A name that a shell cannot export was not exported by one: the user's setting of it is elsewhere. */
export function shellExports(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .filter(([name]) => /^\w+$/.test(name))
    .map(([name, value]) => `export ${name}=${shellWord(value)}\n`)
    .join("");
}
