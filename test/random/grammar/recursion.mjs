// Recursion: on numbers, on slices, mutual, over trees of boxes.

import { literal, of, R, real } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const recursion = [
  { type: "Real", weight: 2, make: descent },
  { type: "Real", weight: 2, make: halves },
  { type: "Real", weight: 2, make: mutual },
  { type: "Real", weight: 3, make: tree },
  { type: "Real", weight: 1, make: list },
];

const body = (g, names) =>
  g.apart("Real", () => {
    for (const name of names) g.declare(name, "Real");
    g.declare("n", "usize");
    const saved = g.functions;
    g.functions = [];
    const made = g.make("Real");
    g.functions = saved;
    return made;
  });

/** The name of what `write` writes. */
function once(g, key, prefix, write) {
  const make = () => {
    const name = g.fresh(prefix);
    g.items.push(...[write(name)].flat());
    return name;
  };
  return g.once(key, make, "recursion");
}

function descent(g) {
  const name = once(g, "descent", "descend", (f) => {
    const twice = g.random.chance(0.3) ? real` + ${f}(a * ${literal(0.5)}, n / 2)` : "";
    return of("item")`fn ${f}(a: ${R}, n: usize) -> ${R} {
if n == 0 || a > ${literal(2.0)} { return ${body(g, ["a"])}; }
let b = ${f}(a * ${literal(0.75)} + ${literal(0.125)}, n - 1)${twice};
(b * a).sin() + ${body(g, ["a", "b"])}
}`;
  });
  return name && real`${name}(${g.make("Real")}, ${g.make("usize")})`;
}

function halves(g) {
  const slices = [
    ...g.variables("slice").map(({ name }) => name),
    ...g.variables("vec").map(({ name }) => `&${name}`),
  ];
  if (slices.length === 0) return undefined;
  const name = once(
    g,
    "halves",
    "halve",
    (f) => of("item")`fn ${f}(v: &[${R}]) -> ${R} {
match v {
[] => ${literal(0.0)},
[a] => a.sin(),
_ => { let (l, r) = v.split_at(v.len() / 2); let (a, b) = (${f}(l), ${f}(r)); let n = v.len(); a * ${literal(0.5)} + ${body(g, ["a", "b"])} }
}
}`,
  );
  return name && real`${name}(${g.random.pick(slices)})`;
}

function mutual(g) {
  const name = once(g, "mutual", "even", (f) => {
    const odd = g.fresh("odd");
    return [
      of("item")`fn ${f}(a: ${R}, n: usize, out: &mut ${R}) -> ${R} {
*out = *out * ${literal(0.5)} + a;
if n == 0 { a } else { ${odd}(${body(g, ["a"])}, n - 1, out) * ${literal(0.5)} }
}`,
      of("item")`fn ${odd}(a: ${R}, n: usize, out: &mut ${R}) -> ${R} {
let b = if n == 0 { a * a } else { ${f}(a.sin(), n - 1, out) };
*out -= b * a;
b + *out
}`,
    ];
  });
  const t = g.fresh("t");
  return (
    name &&
    real`({ let mut ${t} = ${g.make("Real")}; let a = ${name}(${g.make("Real")}, ${g.make("usize")}, &mut ${t}); a + ${t} })`
  );
}

/** A search tree of boxes, built from numbers and folded. */
function tree(g) {
  const name = once(g, "tree", "Tree", (T) => [
    of("item")`struct ${T} { key: ${R}, depth: u8, left: Option<Box<${T}>>, right: Option<Box<${T}>> }`,
    of("item")`impl ${T} {
fn new(key: ${R}) -> Self { ${T} { key, depth: 0, left: None, right: None } }
fn insert(&mut self, key: ${R}) {
let (below, depth) = (if key < self.key { &mut self.left } else { &mut self.right }, self.depth + 1);
match below {
Some(child) => child.insert(key),
None => *below = Some(Box::new(${T} { key, depth, left: None, right: None })),
}
}
fn fold(&self, b: ${R}) -> ${R} {
let (a, n) = (self.key, self.depth as usize);
let l = self.left.as_ref().map_or(${literal(0.25)}, |t| t.fold(b));
let r = match &self.right { Some(t) => t.fold(l), None => b };
l * ${literal(0.5)} + r * ${literal(0.25)} + ${body(g, ["a", "b"])}
}
}`,
  ]);
  const [t, i] = [g.fresh("t"), g.fresh("i")];
  if (name === undefined) return undefined;
  const value = g.frozen(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return real`({ let mut ${t} = ${name}::new(${g.make("Real")}); for ${i} in 0..${g.make("usize")} { ${t}.insert(${value}); } ${t}.fold(${g.make("Real")}) })`;
}

/** An enum of boxes. */
function list(g) {
  const name = once(g, "list", "List", (L) => [
    of("item")`enum ${L} { Node(${R}, Box<${L}>), End }`,
    of("item")`impl ${L} {
fn total(&self) -> ${R} { match self { ${L}::Node(a, rest) => (a * rest.total()).sin() + *a, ${L}::End => ${literal(0.5)} } }
fn scale(&mut self, s: ${R}) { if let ${L}::Node(a, rest) = self { *a *= s; rest.scale(s * ${literal(0.5)}); } }
}`,
  ]);
  const [t, i] = [g.fresh("t"), g.fresh("i")];
  if (name === undefined) return undefined;
  const value = g.frozen(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return real`({ let mut ${t} = ${name}::End; for ${i} in 0..${g.make("usize")} { ${t} = ${name}::Node(${value}, Box::new(${t})); } ${t}.scale(${g.make("Real")}); ${t}.total() })`;
}
