// `let`, assignment, tuples, memory that is overwritten before it is used.

import { literal, R, real, stmt, text } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const bindings = [
  { type: "stmt", weight: 5, simple: true, make: letReal },
  { type: "stmt", weight: 9, simple: true, make: (g) => assign(g) ?? letReal(g) },
  { type: "stmt", weight: 8, make: compound },
  { type: "stmt", weight: 2, make: letInteger },
  { type: "stmt", weight: 1, make: letBool },
  { type: "stmt", weight: 1, make: letTuple },
  { type: "stmt", weight: 1, make: swap },
  { type: "stmt", weight: 1, make: replace },
  { type: "stmt", weight: 1, make: overwritten },
  { type: "stmt", weight: 1, make: deferred },
  { type: "Real", weight: 1, make: tupleField },
];

/** Declares it after the expression, which cannot name it. */
export function letReal(g) {
  const value = g.make("Real");
  const name = g.fresh("a");
  g.declare(name, "Real", true);
  return stmt`let mut ${name} = ${value};`;
}

function letInteger(g) {
  const type = g.random.chance(0.7) ? "usize" : "i32";
  const value = g.make(type);
  const name = g.fresh("n");
  g.declare(name, type);
  return stmt`let ${name} = ${value};`;
}

function letBool(g) {
  const value = g.make("bool");
  const name = g.fresh("b");
  g.declare(name, "bool");
  return stmt`let ${name} = ${value};`;
}

function letTuple(g) {
  const [first, second] = [g.make("Real"), g.make("Real")];
  const [a, b] = [g.fresh("a"), g.fresh("a")];
  g.declare(a, "Real", true);
  g.declare(b, "Real", true);
  return stmt`let (mut ${a}, mut ${b}) = (${first}, ${second});`;
}

/** A variable that can be changed. */
export function target(g) {
  const all = g.variables("Real", true);
  return all.length > 0 ? g.random.pick(all).name : undefined;
}

function assign(g) {
  const name = target(g);
  if (name === undefined) return undefined;
  const value = g.make("Real");
  return g.random.chance(0.3)
    ? stmt`${name} = (${value}).sin();`
    : stmt`${name} = ${literal(0.5)} * ${name} + ${literal(0.3)} * ${value};`;
}

function compound(g) {
  const name = target(g);
  if (name === undefined) return undefined;
  const value = g.make("Real");
  return g.random.pick([
    () => stmt`${name} += ${value};`,
    () => stmt`${name} -= ${value};`,
    () => stmt`${name} *= ${value};`,
    () => stmt`${name} /= ${literal(1.5)} + (${value}).abs();`,
    () => stmt`${name} %= ${literal(1.5)} + (${value}).abs();`,
    () => stmt`${name} *= ${literal(1.0)} + ${literal(0.1)} * (${value}).sin();`,
    () => stmt`${name} += ${value} * ${name};`,
  ])();
}

function swap(g) {
  const all = g.variables("Real", true);
  if (all.length < 2) return undefined;
  const [a, b] = [g.random.pick(all).name, g.random.pick(all).name];
  return a === b ? undefined : stmt`std::mem::swap(&mut ${a}, &mut ${b});`;
}

function replace(g) {
  const name = target(g);
  if (name === undefined) return undefined;
  const old = g.fresh("a");
  const made = g.random.chance(0.5)
    ? stmt`let new = ${g.make("Real")};\nlet mut ${old} = std::mem::replace(&mut ${name}, new);`
    : stmt`let mut ${old} = std::mem::take(&mut ${name});`;
  g.declare(old, "Real", true);
  return made;
}

/** What was stored first is never read. */
function overwritten(g) {
  const name = target(g);
  if (name === undefined) return undefined;
  return stmt`${text`${name} = ${g.make("Real")} * ${name};`}\n${name} = ${g.leaf("Real")};`;
}

/** Declared without a value. */
function deferred(g) {
  const name = g.fresh("a");
  const made = stmt`let mut ${name}: ${R};\nif ${g.make("bool")} { ${name} = ${g.make("Real")}; } else { ${name} = ${g.make("Real")}; }`;
  g.declare(name, "Real", true);
  return made;
}

function tupleField(g) {
  return real`(${g.make("usize")}, ${g.make("Real")}, ${g.make("bool")}).1`;
}
