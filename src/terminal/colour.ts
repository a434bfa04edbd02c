import { Chalk, type ChalkInstance } from "chalk";
import { Failure } from "../failure.ts";

export type ColourChoice = "always" | "never" | "auto";

/** `--color`, CARGO_TERM_COLOR, NO_COLOR, in this order; else the terminal decides. */
export function colourChoice(flag: string | undefined, env: NodeJS.ProcessEnv): ColourChoice {
  if (flag !== undefined) {
    if (isChoice(flag)) return flag;
    throw new Failure({
      code: "usage",
      cause: `\`--color ${flag}\` is none of auto, always, never`,
    });
  }
  const variable = env["CARGO_TERM_COLOR"];
  if (variable !== undefined && isChoice(variable)) return variable;
  return env["NO_COLOR"] ? "never" : "auto";
}

/** What children are told; with `auto` each asks the terminal for itself. */
export function colourVariables(choice: ColourChoice): Record<string, string> {
  return choice === "auto" ? {} : { CARGO_TERM_COLOR: choice };
}

export function painter(choice: ColourChoice, isTerminal: boolean): ChalkInstance {
  const colourful = choice === "always" || (choice === "auto" && isTerminal);
  return new Chalk({ level: colourful ? 1 : 0 });
}

function isChoice(text: string): text is ColourChoice {
  return text === "always" || text === "never" || text === "auto";
}
