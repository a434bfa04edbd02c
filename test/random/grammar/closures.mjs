// Closures: by reference, by move, FnMut; what they capture is active.

import { literal, of, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const closures = [
  { type: "stmt", weight: 2, make: moved },
  { type: "Real", weight: 4, make: called },
  { type: "Real", weight: 2, make: byReference },
  { type: "stmt", weight: 2, make: changing },
  { type: "Real", weight: 1, make: returned },
  { type: "Real", weight: 1, make: capturing },
];

/** What a closure may capture by copying it. */
const COPIED = new Set(["Real", "usize", "bool", "i32", "Single", "slice", "array"]);

const lambda = (g, t, keep) =>
  g.frozen(() => {
    g.declare(t, "Real");
    return g.make("Real");
  }, keep);

function moved(g) {
  const [name, t] = [g.fresh("g"), g.fresh("t")];
  const value = lambda(g, t, ({ type }) => COPIED.has(type));
  g.declare(name, "closure");
  return stmt`let ${name} = move |${t}: ${R}| ${value};`;
}

function called(g) {
  const all = g.variables("closure");
  return all.length > 0 ? real`${g.random.pick(all).name}(${g.make("Real")})` : undefined;
}

function byReference(g) {
  const [name, t] = [g.fresh("g"), g.fresh("t")];
  const value = lambda(g, t);
  // What it has borrowed is not changed for as long as it lives.
  const [first, second] = g.frozen(() => [g.make("Real"), g.leaf("Real")]);
  return real`({ let ${name} = |${t}: ${R}| ${value}; ${name}(${first}) * ${name}(${second}) })`;
}

/** Changes what it has captured. */
function changing(g) {
  const all = g.variables("Real", true);
  if (all.length === 0) return undefined;
  const [name, t, target] = [g.fresh("g"), g.fresh("t"), g.random.pick(all).name];
  const others = ({ name: one }) => one !== target;
  const value = lambda(g, t, others);
  const [first, second] = g.frozen(() => [g.make("Real"), g.leaf("Real")], others);
  return stmt`{ let mut ${name} = |${t}: ${R}| { ${target} = ${target} * ${literal(0.5)} + ${value}; ${target} }; ${name}(${first}); for _ in 0..3 { ${name}(${second}); } }`;
}

/** A function that returns a closure. */
function returned(g) {
  const maker = g.once("maker", () => {
    const name = g.fresh("make");
    g.items.push(of("item")`fn ${name}(a: ${R}, n: usize) -> impl Fn(${R}) -> ${R} {
move |t| (0..n % 4).fold(t, |s, _| (s * a).sin() + ${literal(0.25)})
}`);
    return name;
  });
  return real`${maker}(${g.make("Real")}, ${g.make("usize")})(${g.make("Real")})`;
}

/** Owns a Vec. */
function capturing(g) {
  const [name, w, t] = [g.fresh("g"), g.fresh("w"), g.fresh("t")];
  return real`({ let mut ${w} = vec![${g.make("Real")}, ${g.make("Real")}]; let mut ${name} = move |${t}: ${R}| { ${w}.push(${t}); ${w}.iter().sum::<${R}>() }; ${name}(${g.make("Real")}) + ${name}(${g.make("Real")}) })`;
}
