// What came of the programs of a run, in a file that a later run goes on with.

import { appendFileSync, existsSync, readFileSync } from "node:fs";

export class Journal {
  #path;
  #batches;

  /** @param {string} path a line of JSON for each batch */
  constructor(path) {
    this.#path = path;
    this.#batches = existsSync(path)
      ? readFileSync(path, "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line))
      : [];
  }

  /** Whether a batch was done before. */
  has(start, level) {
    return this.#batches.some((one) => one.start === start && one.level === level);
  }

  /** @param {import("./batch.mjs").Outcome[]} outcomes */
  add(start, level, outcomes) {
    const kinds = {};
    for (const { kind } of outcomes) kinds[kind] = (kinds[kind] ?? 0) + 1;
    const noted = outcomes
      .filter(({ kind }) => kind !== "right" && kind !== "left out")
      .map(({ program, kind, reason }) => ({ seed: program.seed, kind, reason }));
    const batch = { start, level, kinds, noted };
    this.#batches.push(batch);
    appendFileSync(this.#path, `${JSON.stringify(batch)}\n`);
  }

  /** How many programs of each kind there were, in a batch or in all. */
  #kinds(start) {
    const total = {};
    for (const batch of this.#batches.filter((one) => start === undefined || one.start === start)) {
      for (const [kind, count] of Object.entries(batch.kinds)) total[kind] = (total[kind] ?? 0) + count;
    }
    return total;
  }

  summary(start) {
    const kinds = Object.entries(this.#kinds(start)).sort(([, a], [, b]) => b - a);
    return kinds.map(([kind, count]) => `${count} ${kind}`).join(", ");
  }

  /** How often each reason was given for a refusal, the most frequent first. */
  refusals() {
    const times = new Map();
    for (const { kind, reason } of this.#batches.flatMap(({ noted }) => noted)) {
      if (kind === "refused") times.set(reason, (times.get(reason) ?? 0) + 1);
    }
    return [...times].sort(([, a], [, b]) => b - a);
  }

  /** Passed are those that were right. */
  counts(fails) {
    const noted = this.#batches.flatMap((batch) => batch.noted);
    return { passed: this.#kinds().right ?? 0, failed: noted.filter(fails).length };
  }
}
