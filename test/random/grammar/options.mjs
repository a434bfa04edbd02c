// Option and Result, also with `?`.

import { literal, of, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const options = [
  { type: "option", weight: 2, simple: true, make: (g) => of("option")`Some(${g.leaf("Real")})` },
  {
    type: "option",
    weight: 1,
    make: (g) => of("option")`(if ${g.make("bool")} { Some(${g.make("Real")}) } else { None })`,
  },
  {
    type: "option",
    weight: 1,
    make: (g) => of("option")`Some(${g.make("Real")}).filter(|t| *t > ${literal(0.0)})`,
  },
  { type: "option", weight: 1, make: (g) => of("option")`${g.make("option")}.map(|t| t * t)` },
  {
    type: "option",
    weight: 1,
    make: (g) =>
      of("option")`${g.make("option")}.and_then(|t| if t < ${literal(1.0)} { Some(t.sin()) } else { None })`,
  },
  { type: "option", weight: 1, make: (g) => of("option")`${g.make("option")}.or(Some(${g.make("Real")}))` },
  {
    type: "option",
    weight: 1,
    make: (g) => of("option")`${g.make("option")}.zip(${g.make("option")}).map(|(a, b)| a * b)`,
  },
  { type: "option", weight: 2, make: named },
  { type: "stmt", weight: 2, make: declare },
  { type: "stmt", weight: 1, simple: true, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 1, make: accumulate },
  { type: "Real", weight: 2, make: (g) => real`${g.make("option")}.unwrap_or(${g.make("Real")})` },
  { type: "Real", weight: 1, make: (g) => real`${g.make("option")}.map_or(${g.make("Real")}, |t| t.cos())` },
  { type: "Real", weight: 2, make: matched },
  { type: "Real", weight: 2, make: question },
  { type: "Real", weight: 2, make: result },
];

function named(g) {
  const all = g.variables("option");
  return all.length > 0 ? of("option")`${g.random.pick(all).name}` : undefined;
}

function declare(g) {
  const value = g.make("option");
  const name = g.fresh("o");
  g.declare(name, "option", true);
  return stmt`let mut ${name}: Option<${R}> = ${value};`;
}

function change(g) {
  const all = g.variables("option", true);
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  return g.random.pick([
    () => stmt`${name} = ${g.make("option")};`,
    () => stmt`if let Some(t) = ${name}.as_mut() { *t = *t * ${g.leaf("Real")} + ${literal(0.25)}; }`,
    () => stmt`if let Some(t) = &mut ${name} { *t = t.sin(); }`,
    () => stmt`${name} = ${name}.take().map(|t| t * ${literal(0.5)});`,
    () => stmt`*${name}.get_or_insert(${g.leaf("Real")}) += ${literal(0.5)};`,
    () => stmt`${name}.replace(${g.leaf("Real")});`,
  ])();
}

/** The best so far. */
function accumulate(g) {
  const [best, i] = [g.fresh("o"), g.fresh("i")];
  const value = g.within(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  g.declare(best, "option", true);
  return stmt`let mut ${best}: Option<${R}> = None;
for ${i} in 0..${g.random.integer(2, 5)} {
let t = ${value};
${best} = match ${best} { Some(old) if old >= t => Some(old), _ => Some(t) };
}`;
}

function matched(g) {
  const t = g.fresh("t");
  const some = g.within(() => {
    g.declare(t, "Real");
    return g.make("Real");
  });
  return real`(match ${g.make("option")} { Some(${t}) => ${some}, None => ${g.make("Real")} })`;
}

function question(g) {
  const asking = g.once("ask", () => {
    const name = g.fresh("ask");
    const value = g.apart(undefined, () => {
      for (const name of ["a", "b", "c"]) g.declare(name, "Real");
      return g.make("Real");
    });
    g.items.push(of("item")`fn ${name}(a: ${R}, o: Option<${R}>) -> Option<${R}> {
let b = o?;
let c = if b > a { Some(b * a) } else if a > ${literal(1.0)} { None } else { Some(a) }?;
Some(${value})
}`);
    return name;
  });
  return asking && real`${asking}(${g.make("Real")}, ${g.make("option")}).unwrap_or(${g.make("Real")})`;
}

function result(g) {
  const { run, error } = g.once("run", () => declareFailing(g)) ?? {};
  if (run === undefined) return undefined;
  const integer = { float: "(", dual: "real(" };
  return real`(match ${run}(${g.make("Real")}, ${g.make("usize")}) {
Ok(t) => t,
Err(${error}::Large(t)) => t * ${literal(0.25)},
Err(${error}::Late(n, t)) => t + ${integer}n as f64),
})`;
}

/** Two functions that fail in two ways. */
function declareFailing(g) {
  const [run, step, error] = [g.fresh("run"), g.fresh("step"), g.fresh("Fault")];
  const value = g.apart(undefined, () => {
    for (const name of ["a", "b"]) g.declare(name, "Real");
    g.declare("i", "usize");
    return g.make("Real");
  });
  g.items.push(of("item")`enum ${error} { Large(${R}), Late(usize, ${R}) }`);
  g.items.push(of("item")`fn ${step}(a: ${R}, i: usize) -> Result<${R}, ${error}> {
if a > ${literal(1.5)} { return Err(${error}::Large(a)); }
if i > 4 { return Err(${error}::Late(i, a * a)); }
let b = a.sin();
Ok(${value})
}`);
  g.items.push(of("item")`fn ${run}(a: ${R}, n: usize) -> Result<${R}, ${error}> {
let mut s = a;
for i in 0..n { s = ${step}(s, i)? * ${literal(0.5)} + s; }
Ok(s)
}`);
  return { run, error };
}
