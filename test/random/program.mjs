// A whole program, and its two texts.

import { Generator } from "./generator.mjs";
import { letReal } from "./grammar/bindings.mjs";
import { grammar } from "./grammar/grammar.mjs";
import { block, of, print, R, real, signatureOf } from "./syntax.mjs";

/** What a program has at each point: at least so many inputs, at most. */
const INPUTS = [3, 5];
const POINTS = 2;
/** How many of the containers are read at the end. */
const TOTALS = 0.7;

/** What the form that is differentiated asks for. */
const REQUESTS = {
  float: `#[enzyme::autodiff_reverse(reverse, Duplicated, Active)]
#[enzyme::autodiff_forward(forward, Dual, Dual)]
`,
  dual: "",
};

/**
 * A program; its number tells its signature.
 *
 * @typedef {{ seed: number, name: string, tree: import("./syntax.mjs").Node, points: number[][], number: number, singles: boolean }} Program
 */

/** The program of a seed: always the same. @returns {Program} */
export function programOf(seed, wide = false) {
  const g = new Generator(seed, wide);
  const inputs = g.random.integer(...INPUTS);
  const points = Array.from({ length: POINTS }, () =>
    Array.from(
      { length: inputs },
      () => Math.round((g.random.unit() * 3 - 1.25) * 1000 + 0.5) / 1000 + 0.000_371,
    ),
  );
  g.declare("x", "slice");
  g.returns = "Real";
  const statements = [letReal(g), letReal(g), ...g.statements(g.random.integer(8, 16))];
  const result = real`${summands(g)}`;
  const body = of(
    "main",
  )`${REQUESTS}pub fn program(x: &[${R}]) -> ${R} {\n${block(statements)}\nlet result = ${result};\nresult\n}`;
  const tree = of("program")`${g.items.flatMap((one) => [one, "\n"])}${body}`;
  return {
    seed,
    name: `p${seed}`,
    tree,
    points,
    number: seed,
    singles: print(tree, "float", signatureOf(0)).includes("f32"),
  };
}

/** What depends on much of the program. */
function summands(g) {
  const terms = [g.make("Real")];
  for (const { name } of g.innermost.filter(({ type }) => type === "Real")) terms.push(real`${name}`);
  for (const { name } of g.innermost.filter(({ type }) => type === "vec" || type === "array")) {
    terms.push(real`${name}.iter().sum::<${R}>()`);
  }
  for (const { name, type } of g.innermost) {
    const total = grammar.total(type);
    if (total !== undefined && g.random.chance(TOTALS)) terms.push(total(g, name));
  }
  return terms.flatMap((term, i) => (i === 0 ? [term] : [" + ", term]));
}

/** The text of a program in a form. */
export function textOf({ tree, number }, form) {
  const header = form === "dual" ? "use crate::number::*;\n\n" : "";
  return `${header}${print(tree, form, signatureOf(number))}\n`;
}
