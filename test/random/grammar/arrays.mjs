// Arrays: of numbers, of arrays.

import { literal, R, real, separated, stmt } from "../syntax.mjs";

const LENGTH = 4;

/** @type {import("./grammar.mjs").Production[]} */
export const arrays = [
  { type: "stmt", weight: 3, simple: true, make: declare },
  { type: "stmt", weight: 3, simple: true, make: (g) => store(g) ?? declare(g) },
  { type: "stmt", weight: 1, simple: true, make: (g) => rotate(g) ?? declare(g) },
  { type: "stmt", weight: 1, simple: true, make: (g) => sweep(g) ?? declare(g) },
  { type: "Real", weight: 4, make: element },
  { type: "Real", weight: 1, make: reduced },
  { type: "Real", weight: 1, make: square },
];

const some = (g) => {
  const all = g.variables("array", true);
  return all.length > 0 ? g.random.pick(all).name : undefined;
};

const elements = (g) => separated(Array.from({ length: LENGTH }, () => g.make("Real")));

function declare(g) {
  const t = g.fresh("t");
  const value = g.random.pick([
    () => real`[${elements(g)}]`,
    () => real`[${g.make("Real")}; ${LENGTH}]`,
    () => real`[${literal(0.0)}; ${LENGTH}]`,
    () => real`[${elements(g)}].map(|${t}| ${t} * ${t})`,
    () => real`std::array::from_fn(|${t}| x[${t} % 3] * x[0])`,
  ])();
  if (g.variables("slice").every(({ name }) => name !== "x")) return undefined;
  const name = g.fresh("p");
  g.declare(name, "array", true);
  return stmt`let mut ${name}: [${R}; ${LENGTH}] = ${{ ...value, type: "array" }};`;
}

function store(g) {
  const name = some(g);
  if (name === undefined) return undefined;
  const place = g.random.chance(0.4)
    ? `${g.random.integer(0, LENGTH - 1)}`
    : [g.make("usize"), ` % ${LENGTH}`];
  const value = g.make("Real");
  return g.random.pick([
    () => stmt`{ let (k, t) = (${place}, ${value}); ${name}[k] = t; }`,
    () => stmt`{ let k = ${place}; ${name}[k] += ${value}; }`,
    () => stmt`{ let k = ${place}; ${name}[k] *= (${value}).cos(); }`,
    () => stmt`${name} = [${elements(g)}];`,
    () => stmt`{ let t = ${value}; ${name}.fill(t); }`,
    () => stmt`{ let (i, j) = (${g.make("usize")} % ${LENGTH}, ${place}); ${name}.swap(i, j); }`,
  ])();
}

function rotate(g) {
  const name = some(g);
  if (name === undefined) return undefined;
  return g.random.pick([
    () => stmt`${name}.reverse();`,
    () => stmt`{ let k = ${g.make("usize")} % ${LENGTH}; ${name}.rotate_left(k); }`,
    () => stmt`${name}.sort_by(|a, b| a.partial_cmp(b).unwrap());`,
    () => stmt`{ let k = 1 + ${g.make("usize")} % 2; ${name}.copy_within(0..2, k); }`,
  ])();
}

/** Each element from the one before. */
function sweep(g) {
  const name = some(g);
  if (name === undefined) return undefined;
  const i = g.fresh("i");
  const value = g.within(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return stmt`for ${i} in 1..${LENGTH} { ${name}[${i}] = ${literal(0.5)} * ${name}[${i} - 1] + (${value}).sin(); }`;
}

function element(g) {
  const all = g.variables("array");
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  return g.random.chance(0.5)
    ? real`${name}[${g.random.integer(0, LENGTH - 1)}]`
    : real`${name}[${g.make("usize")} % ${LENGTH}]`;
}

function reduced(g) {
  const all = g.variables("array");
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  return g.random.pick([
    () => real`${name}.iter().sum::<${R}>()`,
    () => real`${name}.iter().zip(${name}.iter().rev()).map(|(a, b)| a * b).sum::<${R}>()`,
    () => real`${name}.iter().copied().fold(${g.leaf("Real")}, ${R}::max)`,
    () => real`${name}.into_iter().map(|a| a.sin()).sum::<${R}>()`,
  ])();
}

/** A matrix on the stack. */
function square(g) {
  const [m, i, j, s] = ["m", "i", "j", "s"].map((prefix) => g.fresh(prefix));
  return real`({
let mut ${m} = [[${g.make("Real")}, ${g.make("Real")}], [${g.make("Real")}, ${g.make("Real")}]];
let mut ${s} = ${literal(0.0)};
for ${i} in 0..2 { for ${j} in 0..2 { ${s} += ${m}[${i}][${j}] * ${m}[${j}][${i}]; ${m}[${j}][${i}] = ${s}.sin(); } }
${s} * ${m}[1][0]
})`;
}
