// Makes one program that fails as small as it goes, and writes it as a case of test/rust.
//
//   node test/random/shrink.mjs --seed 4 --level 2 [--wide] [--work DIR]

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { outcomesOf } from "./batch.mjs";
import { caseOf } from "./case.mjs";
import { Crate } from "./crate.mjs";
import { size } from "./edits.mjs";
import { programOf } from "./program.mjs";
import { shrunk } from "./shrinking.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    level: { type: "string", default: "2" },
    wide: { type: "boolean", default: false },
    work: { type: "string", default: join(root, "build", "random") },
  },
});

const crate = new Crate(values.work);
const [outcome] = await outcomesOf(crate, [programOf(Number(values.seed), values.wide)], values.level);
console.log(`seed ${values.seed}: ${outcome.kind}: ${outcome.reason.slice(0, 400)}`);
if (!["right", "left out", "broken"].includes(outcome.kind)) {
  const smallest = await shrunk(crate, outcome, values.level, (program) =>
    console.log(`  ${size(program.tree)}`),
  );
  const path = join(values.work, "cases", `seed_${values.seed}.rs`);
  mkdirSync(dirname(path), { recursive: true });
  const text = caseOf(smallest, values.level);
  writeFileSync(path, text);
  console.log(`${text}\n${path}`);
}
