// `if`, `match`, early return.

import { block, literal, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const branches = [
  { type: "stmt", weight: 4, make: ifElse },
  { type: "stmt", weight: 2, make: matchInteger },
  { type: "stmt", weight: 1, make: returnEarly },
  { type: "Real", weight: 3, make: choice },
  { type: "Real", weight: 1, make: matchChoice },
  { type: "Real", weight: 1, make: guards },
];

export const body = (g, low, high) => g.within(() => block(g.statements(g.random.integer(low, high))));

function ifElse(g) {
  const condition = g.make("bool");
  const then = body(g, 1, 3);
  if (g.random.chance(0.4)) return stmt`if ${condition} {\n${then}\n}`;
  if (g.random.chance(0.3)) {
    return stmt`if ${condition} {\n${then}\n} else if ${g.make("bool")} {\n${body(g, 1, 2)}\n} else {\n${body(g, 1, 2)}\n}`;
  }
  return stmt`if ${condition} {\n${then}\n} else {\n${body(g, 1, 3)}\n}`;
}

function matchInteger(g) {
  const value = g.make("usize");
  return stmt`match ${value} {\n0 => {\n${body(g, 1, 2)}\n}\n1 | 2 => {\n${body(g, 1, 2)}\n}\n_ => {\n${body(g, 1, 2)}\n}\n}`;
}

function returnEarly(g) {
  if (g.returns !== "Real") return undefined;
  return stmt`if ${g.make("Real")} > ${literal(1.5)} { return ${g.make("Real")}; }`;
}

function choice(g) {
  return real`(if ${g.make("bool")} { ${g.make("Real")} } else { ${g.make("Real")} })`;
}

function matchChoice(g) {
  return real`(match ${g.make("usize")} { 0 => ${g.make("Real")}, 1..=2 => ${g.make("Real")}, _ => ${g.make("Real")} })`;
}

function guards(g) {
  const name = g.fresh("t");
  const arms = g.within(() => {
    g.declare(name, "Real");
    return [g.make("Real"), g.make("Real")];
  });
  return real`(match ${g.make("Real")} { ${name} if ${name} > ${literal(0.5)} => ${arms[0]}, ${name} => ${arms[1]} })`;
}
