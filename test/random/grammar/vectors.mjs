// Vec: pushed, popped, inserted into, cut, grown as far as the data says. None is ever empty.

import { literal, of, R, real, separated, stmt, usize } from "../syntax.mjs";

const vec = of("vec");

/** @type {import("./grammar.mjs").Production[]} */
export const vectors = [
  { type: "stmt", weight: 4, make: declare },
  { type: "stmt", weight: 6, simple: true, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 2, simple: true, make: (g) => grow(g) ?? declare(g) },
  { type: "stmt", weight: 1, simple: true, make: move },
  { type: "stmt", weight: 1, make: nested },
  { type: "stmt", weight: 1, simple: true, make: (g) => takeOver(g) ?? declare(g) },
  { type: "Real", weight: 4, make: element },
  { type: "Real", weight: 1, make: pop },
  { type: "Real", weight: 1, make: cell },
  { type: "usize", weight: 1, make: length },
  {
    type: "vec",
    weight: 3,
    simple: true,
    make: (g) => vec`vec![${separated([g.leaf("Real"), g.leaf("Real"), g.leaf("Real")])}]`,
  },
  { type: "vec", weight: 1, make: (g) => vec`vec![${g.make("Real")}; ${g.make("usize")} % 4 + 1]` },
  { type: "vec", weight: 1, make: collected },
  { type: "vec", weight: 1, make: copy },
  { type: "vec", weight: 1, make: (g) => (hasInput(g) ? vec`x.to_vec()` : undefined) },
  { type: "vec", weight: 1, make: zeros },
];

export const hasInput = (g) => g.variables("slice").some(({ name }) => name === "x");

export function someVec(g, mutable = false) {
  const all = g.variables("vec", mutable);
  return all.length > 0 ? g.random.pick(all).name : undefined;
}

function declare(g) {
  const value = g.make("vec");
  const name = g.fresh("v");
  g.declare(name, "vec", true);
  return stmt`let mut ${name}: Vec<${R}> = ${value};`;
}

function collected(g) {
  const i = g.fresh("i");
  const value = g.frozen(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return vec`(0..${g.make("usize")} % 5 + 1).map(|${i}| ${value}).collect::<Vec<${R}>>()`;
}

function copy(g) {
  const name = someVec(g);
  return name === undefined ? undefined : vec`${name}.clone()`;
}

/** Zeros that a loop fills. */
function zeros(g) {
  const [w, i] = [g.fresh("w"), g.fresh("i")];
  const value = g.frozen(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return vec`({ let mut ${w} = vec![${literal(0.0)}; ${g.make("usize")} % 4 + 2]; for ${i} in 0..${w}.len() { ${w}[${i}] = ${value}; } ${w} })`;
}

function change(g) {
  const v = someVec(g, true);
  if (v === undefined) return undefined;
  const t = g.fresh("t");
  // What is stored changes nothing itself: the vector is borrowed already.
  const steering = () => g.frozen(() => g.make("usize"));
  const value = () => g.frozen(() => g.make("Real"));
  const index = () => usize`${steering()} % ${v}.len()`;
  return g.random.pick([
    () => stmt`${v}.push(${value()});`,
    () => stmt`${v}.push(${value()});`,
    () => stmt`if ${v}.len() > 1 { ${v}.pop(); }`,
    () => stmt`${v}.insert(${index()}, ${value()});`,
    () => stmt`if ${v}.len() > 2 { ${v}.remove(${index()}); }`,
    () => stmt`if ${v}.len() > 2 { ${v}.swap_remove(${index()}); }`,
    () => stmt`${v}.truncate(${steering()} % 5 + 1);`,
    () => stmt`${v}.resize(${steering()} % 5 + 1, ${value()});`,
    () => stmt`${v}.extend([${value()}, ${value()}]);`,
    () => stmt`${v}.extend_from_slice(&[${value()}, ${value()}]);`,
    () => stmt`{ let (k, ${t}) = (${index()}, ${v}[${index()}]); ${v}[k] = ${t} * ${value()}; }`,
    () => stmt`{ let (${t}, by) = (${index()}, ${value()}); ${v}[${t}] += by; }`,
    () => stmt`for ${t} in ${v}.iter_mut() { *${t} = ${t}.sin() * ${literal(0.75)}; }`,
    () => stmt`for ${t} in &mut ${v} { *${t} *= *${t}; *${t} += ${literal(0.25)}; *${t} = ${t}.tanh(); }`,
    () =>
      stmt`${v}.retain(|${t}| *${t} > ${literal(0.0)}); if ${v}.is_empty() { ${v}.push(${g.leaf("Real")}); }`,
    () => stmt`${v}.dedup(); ${v}.reserve(3); ${v}.shrink_to_fit();`,
    () => stmt`${v} = ${g.make("vec")};`,
    () => stmt`${v}.clear(); ${v}.push(${value()});`,
    () =>
      stmt`let ${t}: Vec<${R}> = ${v}.drain(..${v}.len() / 2).collect(); ${v}.extend(${t}.iter().map(|a| a * a));`,
    () =>
      stmt`let ${t} = ${v}.split_off(${v}.len() / 2 + usize::from(${v}.len() == 1)); ${v}.extend(${t}.into_iter().rev());`,
  ])();
}

/** As long as active data says. */
function grow(g) {
  const v = someVec(g, true);
  if (v === undefined) return undefined;
  const [n, a] = [g.fresh("k"), g.fresh("a")];
  return stmt`{ let mut ${n} = 0; while ${v}[${v}.len() - 1] < ${literal(1.5)} && ${n} < ${g.random.integer(3, 12)} {
let ${a} = ${v}[${v}.len() - 1] * ${literal(1.1)} + ${literal(0.2)};
${v}.push(${a}); ${n} += 1;
} }`;
}

/** What was declared in this block may be moved to another name. */
function move(g) {
  const all = g.innermost.filter(({ type }) => type === "vec");
  if (all.length === 0) return undefined;
  const old = g.random.pick(all);
  g.moved(old);
  const name = g.fresh("v");
  g.declare(name, "vec", true);
  return stmt`let mut ${name} = ${old.name};`;
}

function takeOver(g) {
  const v = someVec(g, true);
  if (v === undefined) return undefined;
  const w = g.fresh("v");
  const made = stmt`let mut ${w} = std::mem::take(&mut ${v}); ${v}.push(${g.leaf("Real")}); ${w}.push(${g.make("Real")});`;
  g.declare(w, "vec", true);
  return made;
}

/** Vec of Vec. */
function nested(g) {
  const [rows, row, i, j] = ["rows", "row", "i", "j"].map((prefix) => g.fresh(prefix));
  const value = g.within(() => {
    g.declare(i, "usize");
    g.declare(j, "usize");
    return g.make("Real");
  });
  g.declare(rows, "matrix", true);
  return stmt`let mut ${rows}: Vec<Vec<${R}>> = Vec::new();
for ${i} in 0..${g.make("usize")} % 4 + 1 {
let mut ${row} = Vec::with_capacity(${i});
for ${j} in 0..${i} + 1 { ${row}.push(${value}); }
${rows}.push(${row});
}`;
}

function cell(g) {
  const all = g.variables("matrix", true);
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  const t = g.fresh("t");
  return g.random.pick([
    () => real`${name}.iter().map(|${t}| ${t}.iter().sum::<${R}>()).sum::<${R}>()`,
    () => real`${name}.iter().flatten().fold(${literal(0.0)}, |a, b| a * ${literal(0.5)} + b)`,
    () => real`${name}[${g.make("usize")} % ${name}.len()][0]`,
    () => real`${name}.concat().iter().product::<${R}>()`,
    () => real`${name}.last().map_or(${literal(0.5)}, |${t}| ${t}[${t}.len() - 1])`,
  ])();
}

function element(g) {
  const v = someVec(g);
  if (v === undefined) return undefined;
  const t = g.fresh("t");
  return g.random.pick([
    () => real`${v}[${g.frozen(() => g.make("usize"))} % ${v}.len()]`,
    () => real`${v}[0]`,
    () => real`${v}[${v}.len() - 1]`,
    () => real`${v}.last().copied().unwrap_or(${literal(0.5)})`,
    () => real`${v}.get(${g.frozen(() => g.make("usize"))}).copied().unwrap_or(${g.make("Real")})`,
    () => real`${v}.first().map_or(${literal(0.5)}, |${t}| ${t} * ${t})`,
    () => real`${v}.iter().sum::<${R}>()`,
  ])();
}

function pop(g) {
  const v = someVec(g, true);
  return v === undefined
    ? undefined
    : real`(if ${v}.len() > 1 { ${v}.pop().unwrap_or(${literal(0.5)}) } else { ${v}[0] })`;
}

function length(g) {
  const v = someVec(g);
  return v === undefined ? undefined : usize`(${v}.len() % ${g.random.integer(3, 7)})`;
}
