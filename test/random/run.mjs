// Random programs, differentiated and compared with the same programs on dual numbers.
//
//   node test/random/run.mjs                            what the tests run
//   node test/random/run.mjs --count 20000 --seed 1     so many programs, from this seed on
//     --level 2      at this opt-level only; otherwise the levels take turns, by batch
//     --batch 200    how many programs share a link
//     --work DIR     where programs are built; a run goes on where it was ended

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DEFECTS, outcomesOf } from "./batch.mjs";
import { Crate } from "./crate.mjs";
import { Journal } from "./journal.mjs";
import { programOf } from "./program.mjs";

const LEVELS = ["0", "1", "2", "3", "s"];
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "250" },
    seed: { type: "string", default: "1" },
    level: { type: "string" },
    batch: { type: "string" },
    work: { type: "string", default: join(root, "build", "random") },
  },
});
const [count, first] = [Number(values.count), Number(values.seed)];
const levels = values.level === undefined ? LEVELS : [values.level];
const size = Number(values.batch ?? Math.min(200, Math.ceil(count / levels.length)));

mkdirSync(values.work, { recursive: true });
const crate = new Crate(values.work);
const journal = new Journal(
  join(values.work, `from-${first}${values.level ? `-level-${values.level}` : ""}.jsonl`),
);

for (let at = 0; at < count; at += size) {
  const start = first + at;
  const level = levels[(at / size) % levels.length];
  if (journal.has(start, level)) continue;
  const programs = Array.from({ length: Math.min(size, count - at) }, (_, i) => programOf(start + i));
  const outcomes = await outcomesOf(crate, programs, level);
  journal.add(start, level, outcomes);
  for (const { program, kind, reason } of outcomes) {
    if (kind !== "right" && kind !== "left out")
      console.log(`opt-level ${level}: seed ${program.seed}: ${kind}: ${reason.trim().slice(0, 600)}`);
  }
  console.log(
    `opt-level ${level}: seeds ${start} to ${start + programs.length - 1}: ${journal.summary(start)}`,
  );
}

const { passed, failed } = journal.counts((kind) => DEFECTS.has(kind) || kind === "broken");
console.log(journal.summary());
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
