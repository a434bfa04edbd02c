// All productions of the grammar.
//
// A production makes an expression or statement of a type, or nothing where it is not applicable. `simple` ones end
// recursion: one of each type always applies. A `feature` is switched on for some programs only.

import { actors, actorTotals } from "./actors.mjs";
import { arrays } from "./arrays.mjs";
import { bindings } from "./bindings.mjs";
import { branches } from "./branches.mjs";
import { closures } from "./closures.mjs";
import { compositions, compositionTotals } from "./compositions.mjs";
import { cows, cowTotals } from "./cows.mjs";
import { dynamic } from "./dynamic.mjs";
import { enums } from "./enums.mjs";
import { functions } from "./functions.mjs";
import { holders, holderTotals } from "./holders.mjs";
import { integers } from "./integers.mjs";
import { iterators } from "./iterators.mjs";
import { ledgers, ledgerTotals } from "./ledgers.mjs";
import { lists, listTotals } from "./lists.mjs";
import { loops } from "./loops.mjs";
import { maps } from "./maps.mjs";
import { numbers } from "./numbers.mjs";
import { options } from "./options.mjs";
import { owners } from "./owners.mjs";
import { records, recordTotals } from "./records.mjs";
import { recursion } from "./recursion.mjs";
import { registers, registerTotals } from "./registers.mjs";
import { relays, relayTotals } from "./relays.mjs";
import { rows, rowTotals } from "./rows.mjs";
import { shared } from "./shared.mjs";
import { singles } from "./singles.mjs";
import { slices } from "./slices.mjs";
import { strings } from "./strings.mjs";
import { structs } from "./structs.mjs";
import { table } from "./table.mjs";
import { texts, textTotals } from "./texts.mjs";
import { vectors } from "./vectors.mjs";

/**
 * @typedef {import("../generator.mjs").Generator} Generator
 * @typedef {import("../syntax.mjs").Node} Node
 * @typedef {{ type: string, weight: number, simple?: boolean, feature?: string,
 *   make: (g: Generator, type: string) => Node | undefined }} Production
 */

/** How much likelier a statement of a feature is than one of the basic ones. */
const EMPHASIS = 3;

const basic = [numbers, table, integers, bindings, branches, loops, strings, owners];
/** Numbers beside texts and half words, in whatever holds both. */
const wide = {
  actors,
  compositions,
  cows,
  holders,
  ledgers,
  lists,
  records,
  registers,
  relays,
  rows,
  texts,
};
const plain = {
  arrays,
  closures,
  dynamic,
  enums,
  functions,
  iterators,
  maps,
  options,
  recursion,
  shared,
  singles,
  slices,
  structs,
  vectors,
};
const byFeature = { ...plain, ...wide };

/** What a variable of a type is worth as a number. */
const totals = new Map(
  [
    actorTotals,
    compositionTotals,
    cowTotals,
    holderTotals,
    ledgerTotals,
    listTotals,
    recordTotals,
    registerTotals,
    relayTotals,
    rowTotals,
    textTotals,
  ].flatMap((some) => Object.entries(some)),
);

const all = [
  ...basic.flat(),
  ...Object.entries(byFeature).flatMap(([feature, some]) =>
    some.map((one) => ({ ...one, feature, weight: one.weight * (one.type === "stmt" ? EMPHASIS : 1) })),
  ),
];

const byType = grouped(all);

function grouped(productions) {
  const groups = new Map();
  for (const one of productions) groups.set(one.type, [...(groups.get(one.type) ?? []), one]);
  return groups;
}

export const grammar = {
  features: Object.keys(plain),
  /** Those of which programs are refused still, beside the others. */
  wideFeatures: Object.keys(byFeature),
  /** @returns {Production[]} */
  productions: (type) => byType.get(type) ?? [],
  /** @returns {((g: Generator, name: string) => Node) | undefined} */
  total: (type) => totals.get(type),
};
