import { type CommandName, readInvocation } from "./arguments/invocation.ts";
import { readCargoOptions } from "./arguments/options.ts";
import { cargoCommand } from "./commands/cargo-command.ts";
import { clean } from "./commands/clean.ts";
import type { Context } from "./commands/context.ts";
import { doctor } from "./commands/doctor.ts";
import { helpText } from "./commands/help.ts";
import { init } from "./commands/init.ts";
import { setup } from "./commands/setup.ts";
import { showEnv } from "./commands/show-env.ts";
import { versionText } from "./commands/version.ts";
import { Failure } from "./failure.ts";
import { type Ending, endAs, Interrupted } from "./process/signals.ts";
import { colourChoice } from "./terminal/colour.ts";
import { Reporter } from "./terminal/reporter.ts";
import { requireNode } from "./toolchain/node.ts";

const OWN_COMMANDS: Partial<Record<CommandName, (context: Context) => Promise<Ending>>> = {
  init,
  setup,
  doctor,
  clean,
  "show-env": showEnv,
};

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Ending> {
  let reporter = new Reporter({ colour: colourChoice(undefined, env), quiet: false, verbose: false, env });
  try {
    const invocation = readInvocation(argv);
    const directory = process.cwd();
    if (invocation.kind === "help") {
      process.stdout.write(helpText(invocation.command));
      return { exitCode: 0 };
    }
    if (invocation.kind === "version") {
      process.stdout.write(await versionText(directory, env));
      return { exitCode: 0 };
    }
    const { command, args } = invocation;
    if (command !== "doctor") requireNode(process.versions.node);
    const options = readCargoOptions(args, command === "run");
    const colour = colourChoice(options.color, env);
    reporter = new Reporter({ colour, quiet: options.quiet, verbose: options.verbose, env });
    const context: Context = { options, directory, env, colour, reporter };
    const own = OWN_COMMANDS[command];
    return await (own === undefined ? cargoCommand(command, context) : own(context));
  } catch (error) {
    if (error instanceof Interrupted) return { signal: error.signal };
    if (!(error instanceof Failure)) throw error;
    reporter.failure(error);
    return { exitCode: error.exitCode };
  }
}

endAs(await main(process.argv.slice(2), process.env));
