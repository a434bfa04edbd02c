// Random programs, differentiated and compared with the same programs on dual numbers.
//
//   node test/random/run.mjs                            what the tests run
//   node test/random/run.mjs --count 20000 --seed 1     so many programs, from this seed on
//     --level 2      at this opt-level only; otherwise the levels take turns, by batch
//     --wide         programs of the whole grammar, of which some are refused
//     --batch 20     how many programs share a link
//     --jobs 2       how many links at a time
//     --shrink 3     how many failures are made small
//     --work DIR     where programs are built; a run goes on where it was ended
//     --fresh        begins anew

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DEFECTS, outcomesOf } from "./batch.mjs";
import { caseOf } from "./case.mjs";
import { Crate } from "./crate.mjs";
import { Journal } from "./journal.mjs";
import { isKnownLimit } from "./limits.mjs";
import { programOf } from "./program.mjs";
import { shrunk } from "./shrinking.mjs";

const LEVELS = ["0", "1", "2", "3", "s"];
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    level: { type: "string" },
    wide: { type: "boolean", default: false },
    batch: { type: "string", default: "20" },
    jobs: { type: "string", default: "2" },
    shrink: { type: "string", default: "0" },
    work: { type: "string", default: join(root, "build", "random") },
    fresh: { type: "boolean", default: false },
  },
});
const [count, first, size] = [Number(values.count), Number(values.seed), Number(values.batch)];
const levels = values.level === undefined ? LEVELS : [values.level];

mkdirSync(values.work, { recursive: true });
const suffix = values.level === undefined ? "" : `-level-${values.level}`;
const record = join(values.work, `${values.wide ? "wide-" : ""}from-${first}${suffix}.jsonl`);
if (values.fresh) rmSync(record, { force: true });
const journal = new Journal(record);

/** What a run fails by. */
const fails = ({ kind, reason }) =>
  DEFECTS.has(kind) || kind === "broken" || (kind === "refused" && !isKnownLimit(reason));

/** Failures that are not small yet. */
const failures = [];

const batches = [];
for (let at = 0; at < count; at += size) {
  batches.push({
    start: first + at,
    length: Math.min(size, count - at),
    level: levels[(at / size) % levels.length],
  });
}
const left = batches.filter(({ start, level }) => !journal.has(start, level));

/** Takes one batch after the other. */
async function work(job) {
  const crate = new Crate(join(values.work, `job-${job}`));
  for (let batch = left.shift(); batch !== undefined; batch = left.shift()) {
    const { start, length, level } = batch;
    const programs = Array.from({ length }, (_, i) => programOf(start + i, values.wide));
    const outcomes = await outcomesOf(crate, programs, level);
    journal.add(start, level, outcomes);
    for (const outcome of outcomes) {
      const { program, kind, reason } = outcome;
      if (kind === "right" || kind === "left out") continue;
      const known = fails(outcome) ? "" : " (a known limit)";
      console.log(
        `opt-level ${level}: seed ${program.seed}: ${kind}${known}: ${reason.trim().slice(0, 600)}`,
      );
      if (fails(outcome) && kind !== "broken") failures.push({ outcome, level });
    }
    console.log(`opt-level ${level}: seeds ${start} to ${start + length - 1}: ${journal.summary(start)}`);
  }
}

await Promise.all(Array.from({ length: Number(values.jobs) }, (_, job) => work(job)));

for (const { outcome, level } of failures.slice(0, Number(values.shrink))) {
  const smallest = await shrunk(new Crate(join(values.work, "job-0")), outcome, level);
  const path = join(values.work, "cases", `seed_${outcome.program.seed}.rs`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, caseOf(smallest, level));
  console.log(`opt-level ${level}: seed ${outcome.program.seed}: ${path}`);
}

console.log(journal.summary());
for (const [reason, times] of journal.refusals()) console.log(`  refused ${times} times: ${reason}`);
const { passed, failed } = journal.counts(fails);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
