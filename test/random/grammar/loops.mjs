// Loops: counted, with bounds that depend on data, with several exits, nested and labelled.

import { literal, of, real, stmt } from "../syntax.mjs";
import { target } from "./bindings.mjs";
import { body } from "./branches.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const loops = [
  { type: "stmt", weight: 4, make: counted },
  { type: "stmt", weight: 2, make: stepped },
  { type: "stmt", weight: 2, make: whileSmall },
  { type: "stmt", weight: 2, make: endless },
  { type: "stmt", weight: 3, make: leave },
  { type: "stmt", weight: 1, make: countdown },
  { type: "Real", weight: 1, make: newton },
  { type: "Real", weight: 1, make: breakWithValue },
];

/** The body of a loop. */
function inside(g, label, low, high, declared = []) {
  return g.within(() => {
    for (const [name, type] of declared) g.declare(name, type);
    g.labels.push(label);
    const made = body(g, low, high);
    g.labels.pop();
    return made;
  });
}

function bound(g) {
  return g.random.chance(0.4)
    ? of("usize")`${g.random.integer(2, 6)}`
    : of("usize")`(${g.make("usize")} % 5 + 1)`;
}

function counted(g) {
  const [label, i] = [g.fresh("'l"), g.fresh("i")];
  const last = bound(g);
  const range = g.random.pick(["..", "..", "..="]);
  const start = g.random.chance(0.3) ? g.leaf("usize") : of("usize")`0`;
  return stmt`${label}: for ${i} in ${start}${range}${last} {\n${inside(g, label, 1, 3, [[i, "usize"]])}\n}`;
}

function stepped(g) {
  const [label, i] = [g.fresh("'l"), g.fresh("i")];
  const range = g.random.pick([
    "(0..7).step_by(2)",
    "(0..5).rev()",
    "(1..=4).rev()",
    "(0..9).step_by(3).skip(1)",
  ]);
  return stmt`${label}: for ${i} in ${range} {\n${inside(g, label, 1, 2, [[i, "usize"]])}\n}`;
}

/** The number of rounds depends on active values. */
function whileSmall(g) {
  const [label, n] = [g.fresh("'l"), g.fresh("k")];
  const name = target(g);
  if (name === undefined) return undefined;
  const made = inside(g, label, 1, 2, [[n, "usize"]]);
  return stmt`let mut ${n} = 0_usize;\n${label}: while ${name} < ${literal(2.0)} && ${n} < ${g.random.integer(2, 7)} {\n${n} += 1;\n${made}\n${name} = ${name} * ${literal(1.25)} + ${literal(0.25)};\n}`;
}

function endless(g) {
  const [label, n] = [g.fresh("'l"), g.fresh("k")];
  const made = inside(g, label, 1, 2, [[n, "usize"]]);
  return stmt`let mut ${n} = 0_usize;\n${label}: loop {\n${n} += 1;\nif ${n} > ${g.random.integer(2, 5)} { break; }\n${made}\nif ${g.make("bool")} { break ${label}; }\n}`;
}

/** `break` and `continue`, also of a loop further out. */
function leave(g) {
  if (g.labels.length === 0) return undefined;
  const word = g.random.pick(["break", "continue"]);
  return stmt`if ${g.make("bool")} { ${word} ${g.random.pick(g.labels)}; }`;
}

function countdown(g) {
  const [label, n] = [g.fresh("'l"), g.fresh("k")];
  const start = bound(g);
  const made = inside(g, label, 1, 2, [[n, "usize"]]);
  return stmt`let mut ${n} = ${start};\n${label}: while ${n} > 0 {\n${n} -= 1;\n${made}\n}`;
}

/** Iterates until two values are near. */
function newton(g) {
  const [y, next, target] = [g.fresh("y"), g.fresh("y"), g.fresh("t")];
  return real`({
let ${target} = ${literal(0.5)} + (${g.make("Real")}).abs();
let mut ${y} = ${target};
for _ in 0..20 {
let ${next} = ${literal(0.5)} * (${y} + ${target} / ${y});
if (${next} - ${y}).abs() < ${literal(0.001)} { break; }
${y} = ${next};
}
${y}
})`;
}

function breakWithValue(g) {
  const [y, k] = [g.fresh("y"), g.fresh("k")];
  const [start, step] = [
    g.make("Real"),
    g.frozen(() => {
      g.declare(y, "Real");
      g.declare(k, "usize");
      return g.make("Real");
    }),
  ];
  return real`({
let (mut ${y}, mut ${k}) = (${start}, 0_usize);
loop {
${k} += 1;
${y} = ${literal(0.5)} * ${y} + (${step}).sin();
if ${y} > ${literal(1.0)} || ${k} > ${g.random.integer(2, 6)} { break ${y} * ${literal(0.5)}; }
}
})`;
}
