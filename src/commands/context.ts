import type { CargoOptions } from "../arguments/options.ts";
import type { InstallPolicy } from "../plugin/install.ts";
import type { ColourChoice } from "../terminal/colour.ts";
import { confirm } from "../terminal/confirm.ts";
import type { Reporter } from "../terminal/reporter.ts";

/** What every command is given. */
export interface Context {
  readonly options: CargoOptions;
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly colour: ColourChoice;
  readonly reporter: Reporter;
}

/** The plugin that the user gave: flag before variable. */
export function givenPlugin({ options, env }: Context): string | undefined {
  return options.plugin ?? (env["CARGO_ENZYME_PLUGIN"] || undefined);
}

export function installPolicy({ options, env }: Context): InstallPolicy {
  return {
    asRoot: process.getuid?.() === 0,
    yes: options.yes,
    noInstall: options.noInstall || Boolean(env["CARGO_ENZYME_NO_INSTALL"]),
    confirm: (question) => confirm(question, env),
    env,
  };
}
