// f32 beside f64.

import { of, R, real, S, single, singleLiteral, stmt, toSingle, widened } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const singles = [
  { type: "stmt", weight: 2, make: declare },
  { type: "stmt", weight: 1, simple: true, make: (g) => change(g) ?? declare(g) },
  { type: "Real", weight: 2, make: (g) => widened(g.make("Single")) },
  { type: "Real", weight: 1, make: (g) => real`${R}::from(${g.make("Single")})` },
  {
    type: "Single",
    weight: 1,
    simple: true,
    make: (g) => singleLiteral(g.random.pick([0.25, 0.5, 1.5, 0.75])),
  },
  { type: "Single", weight: 4, simple: true, make: (g) => named(g) },
  { type: "Single", weight: 4, make: (g) => toSingle(g.make("Real")) },
  { type: "Single", weight: 2, make: (g) => single`(${g.make("Single")} * ${g.make("Single")})` },
  { type: "Single", weight: 2, make: (g) => single`(${g.make("Single")} + ${g.make("Single")})` },
  { type: "Single", weight: 1, make: (g) => single`(${g.make("Single")} - ${g.make("Single")})` },
  {
    type: "Single",
    weight: 1,
    make: (g) => single`(${g.make("Single")} / (${singleLiteral(1.5)} + (${g.make("Single")}).abs()))`,
  },
  { type: "Single", weight: 3, make: ofOne },
  { type: "Single", weight: 1, make: (g) => single`(${g.make("Single")}).max(${g.make("Single")})` },
  {
    type: "Single",
    weight: 1,
    make: (g) => single`(${g.make("Single")}).atan2(${singleLiteral(1.5)} + (${g.make("Single")}).abs())`,
  },
  {
    type: "Single",
    weight: 1,
    make: (g) => single`[${g.make("Single")}, ${g.make("Single")}, ${g.make("Single")}].iter().sum::<${S}>()`,
  },
  { type: "Single", weight: 3, make: sorted },
];

function named(g) {
  const all = g.variables("Single");
  return all.length > 0 ? of("Single")`${g.random.pick(all).name}` : undefined;
}

function ofOne(g) {
  const name = g.random.pick(["sin", "cos", "tanh", "atan", "abs", "asinh", "fract"]);
  return single`(${g.make("Single")}).${name}()`;
}

function declare(g) {
  const value = g.make("Single");
  const name = g.fresh("h");
  g.declare(name, "Single", true);
  return stmt`let mut ${name}: ${S} = ${value};`;
}

function change(g) {
  const all = g.variables("Single", true);
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  return stmt`${name} = ${singleLiteral(0.5)} * ${name} + ${g.make("Single")};`;
}

/** Pairs with an integer beside the float, as many as are sorted in one way or another. Indices break ties. */
function sorted(g) {
  const [i, v] = [g.fresh("i"), g.fresh("v")];
  const value = g.within(() => {
    g.declare(i, "usize");
    return g.make("Single");
  });
  const beside = g.random.pick(["u32", "u32", "u8", "u64", "i16"]);
  const count = g.random.pick([2, 3, 6, 21, 30]);
  const sort = g.random.pick(["sort_by", "sort_unstable_by"]);
  const order = g.random.pick([
    "b.0.total_cmp(&a.0)",
    "a.0.total_cmp(&b.0)",
    "a.0.partial_cmp(&b.0).unwrap_or(std::cmp::Ordering::Equal)",
  ]);
  return single`({
let mut ${v}: Vec<(${S}, ${beside})> = (0..${count}_usize).map(|${i}| (${value}, ${i} as ${beside})).collect();
${v}.${sort}(|a, b| ${order}.then(a.1.cmp(&b.1)));
${v}.iter().map(|p| if p.1 % 3 == 0 { p.0 } else { p.0 * ${singleLiteral(0.5)} }).sum::<${S}>() * ${v}[1].0
})`;
}
