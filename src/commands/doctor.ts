import { readOwnArguments } from "../arguments/own-arguments.ts";
import { type Check, Examination } from "../doctor/check.ts";
import { examineLanguages } from "../doctor/languages.ts";
import { examinePass } from "../doctor/pass.ts";
import { examineProject } from "../doctor/project.ts";
import { Failure } from "../failure.ts";
import type { Ending } from "../process/signals.ts";
import { painter } from "../terminal/colour.ts";
import type { Context } from "./context.ts";

const NAME_COLUMNS = 14;

/** Checks everything that a build needs, and installs and builds nothing; what it prints is its product. */
export async function doctor(context: Context): Promise<Ending> {
  const { options, colour } = context;
  readOwnArguments("doctor", options.passed);
  const paint = painter(colour, process.stdout.isTTY ?? false);
  const marks = { passed: paint.green("✓"), failed: paint.red("✗"), skipped: paint.dim("–") };
  const examination = new Examination((check: Check) => {
    const { name, outcome, detail, remedy, evidence = [] } = check;
    const help = remedy === undefined ? "" : ` → ${remedy}`;
    const shown = options.verbose ? evidence.map((line) => `    ${line}\n`) : [];
    process.stdout.write(
      `${marks[outcome]} ${name.padEnd(NAME_COLUMNS)} ${detail}${help}\n${shown.join("")}`,
    );
  });
  const toolchain = await examineLanguages(examination, context);
  await examinePass(examination, context, toolchain);
  await examineProject(examination, context);
  const { failures } = examination;
  if (failures === 0) return { exitCode: 0 };
  throw new Failure({
    code: "doctor-found-problems",
    cause: failures === 1 ? "one check failed" : `${failures} checks failed`,
  });
}
