// The smallest program that fails as a given one does.

import { outcomesOf } from "./batch.mjs";
import { compatible, edited, editsOf, size } from "./edits.mjs";

/** How many candidates share a link; what ends the linker is searched for by halves, which takes many links. */
const TOGETHER = 48;
const TOGETHER_IN_LINKER = 8;

/** @typedef {import("./batch.mjs").Outcome} Outcome @typedef {import("./program.mjs").Program} Program */

/** What has to stay the same. */
function failureOf({ kind, reason }) {
  const mode =
    reason.match(/(reverse|forward) mode: (value|df|derivative|the second|\d+ bytes)?/)?.slice(1, 3) ?? [];
  const part = kind === "wrong" ? mode.join(" ") : kind === "refused" ? reason.slice(0, 24) : "";
  return `${kind} ${part}`;
}

/**
 * @param {import("./crate.mjs").Crate} crate
 * @param {Outcome} outcome
 * @param {string} level
 * @param {(program: Program) => void} [progress] is told of each smaller one
 * @returns {Promise<Outcome>}
 */
export async function shrunk(crate, outcome, level, progress = () => {}) {
  const failure = failureOf(outcome);
  let best = outcome;
  for (let from = 0; ; ) {
    const tree = best.program.tree;
    const edits = editsOf(tree);
    if (from >= edits.length) return best;
    const together = outcome.kind === "linker" ? TOGETHER_IN_LINKER : TOGETHER;
    const chunk = edits.slice(from, from + together);
    const found = await failing(
      crate,
      best.program,
      chunk.map((edit) => [edit]),
      level,
      failure,
    );
    from += together;
    if (found.length === 0) continue;
    const good = compatible(found.map(({ edits: [edit] }) => edit));
    const merged = [good, good.slice(0, Math.ceil(good.length / 2)), good.slice(0, 3)].filter(
      (some) => some.length > 1,
    );
    const more = merged.length > 0 ? await failing(crate, best.program, merged, level, failure) : [];
    best = [...found, ...more]
      .map((one) => one.outcome)
      .sort((a, b) => size(a.program.tree) - size(b.program.tree))[0];
    progress(best.program);
    // What did not help before seldom helps now: the search begins anew only where something large is left.
    from = from > together * 3 ? Math.floor(from / 2) : 0;
  }
}

/** Of lists of edits those with which the program still fails. */
async function failing(crate, program, lists, level, failure) {
  const candidates = lists.map((edits, i) => ({
    ...program,
    name: `${program.name.replace(/_.*/, "")}_${i}`,
    number: program.number + i,
    tree: edits.reduce(edited, program.tree),
  }));
  const outcomes = await outcomesOf(crate, candidates, level, failure.startsWith("refused"));
  return outcomes
    .filter((outcome) => failureOf(outcome) === failure)
    .map((outcome) => ({ outcome, edits: lists[candidates.indexOf(outcome.program)] }));
}
