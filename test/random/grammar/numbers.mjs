// Arithmetic of f64: literals, variables, operators.

import { literal, real, toReal } from "../syntax.mjs";

const LITERALS = [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 0.1, 0.3, 0.7];

/** @type {import("./grammar.mjs").Production[]} */
export const numbers = [
  { type: "Real", weight: 2, simple: true, make: (g) => literal(g.random.pick(LITERALS)) },
  { type: "Real", weight: 10, simple: true, make: variable },
  { type: "Real", weight: 5, simple: true, make: input },
  { type: "Real", weight: 5, make: (g) => real`(${g.make("Real")} + ${g.make("Real")})` },
  { type: "Real", weight: 4, make: (g) => real`(${g.make("Real")} - ${g.make("Real")})` },
  { type: "Real", weight: 6, make: (g) => real`(${g.make("Real")} * ${g.make("Real")})` },
  {
    type: "Real",
    weight: 2,
    make: (g) => real`(${g.make("Real")} / (${literal(1.5)} + (${g.make("Real")}).abs()))`,
  },
  { type: "Real", weight: 1, make: (g) => real`(-${g.make("Real")})` },
  { type: "Real", weight: 1, make: (g) => toReal(g.make("usize")) },
  { type: "Real", weight: 1, make: square },
];

/** A number between -1 and 1: what it is multiplied with in loops stays small. */
export const bounded = (g) => real`(${g.modest("Real")}).sin()`;

function variable(g) {
  const all = g.variables("Real");
  return all.length > 0 ? real`${g.random.pick(all).name}` : undefined;
}

/** An element of the argument of the program, or of another slice that is not empty. */
function input(g) {
  const all = g.variables("slice");
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  if (name === "x") return real`x[${g.random.integer(0, 2)}]`;
  return g.random.chance(0.5) ? real`${name}[0]` : real`${name}[${g.leaf("usize")} % ${name}.len()]`;
}

function square(g) {
  const name = g.fresh("t");
  return real`({ let ${name} = ${g.make("Real")}; ${name} * ${name} })`;
}
