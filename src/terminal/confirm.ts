import { createInterface } from "node:readline";
import { Interrupted } from "../process/signals.ts";

/** A question to the person at the terminal; without one, or in CI, the answer is no. */
export async function confirm(question: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY || env["CI"]) return false;
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await new Promise((resolve, reject) => {
      dialogue.once("SIGINT", () => reject(new Interrupted("SIGINT")));
      dialogue.once("close", () => resolve(false));
      dialogue.question(`${question} [y/N] `, (answer) => resolve(/^y(es)?$/i.test(answer.trim())));
    });
  } finally {
    dialogue.close();
  }
}
