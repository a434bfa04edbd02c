// Slices: split, sorted, rotated, reversed, in chunks.

import { literal, of, R, real, stmt } from "../syntax.mjs";
import { someVec } from "./vectors.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const slices = [
  { type: "stmt", weight: 2, simple: true, make: scratch },
  { type: "stmt", weight: 4, simple: true, make: (g) => rearrange(g) ?? scratch(g) },
  { type: "stmt", weight: 2, simple: true, make: (g) => split(g) ?? scratch(g) },
  { type: "Real", weight: 3, make: part },
  { type: "Real", weight: 1, make: searched },
];

/** A Vec, so that there is one. */
function scratch(g) {
  const [name, values] = [g.fresh("v"), [g.make("Real"), g.make("Real"), g.make("Real"), g.make("Real")]];
  g.declare(name, "vec", true);
  return stmt`let mut ${name}: Vec<${R}> = vec![${values[0]}, ${values[1]}, ${values[2]}, ${values[3]}];`;
}

function rearrange(g) {
  const v = someVec(g, true);
  if (v === undefined) return undefined;
  const c = g.fresh("c");
  return g.random.pick([
    () => stmt`${v}.sort_by(|a, b| a.partial_cmp(b).unwrap());`,
    () => stmt`${v}.sort_by(|a, b| b.total_cmp(a));`,
    () => stmt`${v}.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());`,
    () => stmt`${v}.reverse();`,
    () => stmt`{ let ${c} = ${g.make("usize")} % ${v}.len(); ${v}.rotate_left(${c}); }`,
    () => stmt`{ let ${c} = ${g.make("usize")} % ${v}.len(); ${v}.rotate_right(${c}); }`,
    () => stmt`{ let ${c} = ${v}.len(); ${v}.swap(0, ${c} - 1); }`,
    () => stmt`{ let ${c} = ${v}.len() / 2; ${v}.copy_within(..${c}, ${c}); }`,
    () => stmt`for ${c} in ${v}.chunks_mut(2) { ${c}[0] *= ${literal(0.5)}; ${c}.reverse(); }`,
    () => stmt`{ let ${c} = ${v}.clone(); ${v}[..${c}.len()].copy_from_slice(&${c}); }`,
    () =>
      stmt`if let [first, .., last] = ${v}.as_mut_slice() { std::mem::swap(first, last); *first *= ${g.leaf("Real")}; }`,
    () => stmt`{ let t = ${g.make("Real")}; if let Some(last) = ${v}.last_mut() { *last += t; } }`,
    () => stmt`{ let ${c} = ${v}.len() / 2; ${v}.select_nth_unstable_by(${c}, |a, b| a.total_cmp(b)); }`,
    () => stmt`{ let t = ${g.make("Real")}; ${v}[..].fill(t); }`,
  ])();
}

function split(g) {
  const v = someVec(g, true);
  if (v === undefined) return undefined;
  const [a, b, i, h] = ["a", "b", "i", "h"].map((prefix) => g.fresh(prefix));
  return stmt`{
let ${h} = ${v}.len() / 2;
let (${a}, ${b}) = ${v}.split_at_mut(${h});
for ${i} in 0..${h} { ${a}[${i}] += ${b}[${i}] * ${literal(0.5)}; ${b}[${i}] = (${a}[${i}] * ${g.leaf("Real")}).sin(); }
}`;
}

function part(g) {
  const v = someVec(g);
  if (v === undefined) return undefined;
  const [a, b] = [g.fresh("a"), g.fresh("b")];
  return g.random.pick([
    () => real`${v}[${v}.len() / 2..].iter().sum::<${R}>()`,
    () => real`${v}.split_first().map_or(${literal(0.5)}, |(${a}, ${b})| ${a} * ${b}.iter().sum::<${R}>())`,
    () => real`${v}.chunks(2).map(|${a}| ${a}.iter().product::<${R}>()).sum::<${R}>()`,
    () => real`${v}.chunks_exact(2).map(|${a}| ${a}[0] * ${a}[1]).sum::<${R}>()`,
    () => real`${v}.windows(2).map(|${a}| ${a}[1] - ${a}[0] * ${a}[0]).sum::<${R}>()`,
    () => real`${v}.rchunks(3).map(|${a}| ${a}[0]).sum::<${R}>()`,
    () =>
      real`(match ${v}.as_slice() { [] => ${literal(0.5)}, [${a}] => *${a}, [${a}, .., ${b}] => ${a} * ${b} })`,
    () =>
      real`${v}.split(|${a}| *${a} < ${literal(0.0)}).map(|${b}| ${b}.iter().product::<${R}>()).sum::<${R}>()`,
  ])();
}

/** Where a value lies among others: an integer. */
function searched(g) {
  const v = someVec(g);
  if (v === undefined) return undefined;
  const t = g.fresh("t");
  return real`${v}[${of("usize")`${v}.iter().position(|${t}| *${t} > ${g.leaf("Real")}).unwrap_or(0)`}]`;
}
