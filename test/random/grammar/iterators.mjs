// Chains of iterators over slices, arrays and ranges.

import { literal, of, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const iterators = [
  { type: "Real", weight: 6, make: chain },
  { type: "Real", weight: 2, make: extreme },
  { type: "Real", weight: 1, make: pairs },
  { type: "Real", weight: 1, make: scanned },
  { type: "Real", weight: 1, make: ranges },
  { type: "Real", weight: 1, make: endless },
  { type: "usize", weight: 1, make: counted },
  { type: "stmt", weight: 1, make: visit },
  { type: "stmt", weight: 1, make: enumerated },
];

/** Something whose `iter()` gives references to numbers. */
export function iterable(g) {
  const all = [...g.variables("vec"), ...g.variables("array"), ...g.variables("slice")];
  return all.length > 0 ? g.random.pick(all).name : undefined;
}

/** A closure's body over `declared` numbers. */
export function over(g, names, make = () => g.make("Real")) {
  return g.frozen(() => {
    for (const name of names) g.declare(name, "Real");
    return make();
  });
}

/** From numbers to numbers. */
function link(g) {
  const t = g.fresh("t");
  return g.random.pick([
    () => of("text")`.map(|${t}| ${over(g, [t])})`,
    () => of("text")`.filter(|${t}| *${t} > ${literal(-0.5)})`,
    () => of("text")`.filter(|&${t}| ${over(g, [t], () => g.make("bool"))})`,
    () => of("text")`.rev()`,
    () => of("text")`.skip(1)`,
    () => of("text")`.take(${g.make("usize")})`,
    () => of("text")`.inspect(|_| ())`,
    () => of("text")`.filter_map(|${t}| if ${t} > ${literal(0.0)} { Some(${over(g, [t])}) } else { None })`,
  ])();
}

function last(g) {
  const [a, b] = [g.fresh("a"), g.fresh("b")];
  return g.random.pick([
    () => real`.sum::<${R}>()`,
    () => real`.product::<${R}>()`,
    () => real`.fold(${g.leaf("Real")}, |${a}, ${b}| ${literal(0.5)} * ${a} + ${over(g, [a, b])})`,
    () => real`.fold(${literal(-1.0)}, ${R}::max)`,
    () => real`.reduce(|${a}, ${b}| ${a} * ${b} + ${literal(0.25)}).unwrap_or(${literal(0.5)})`,
    () => real`.last().unwrap_or(${g.leaf("Real")})`,
    () => real`.next().unwrap_or(${literal(0.5)})`,
    () => real`.nth(1).unwrap_or(${literal(0.5)})`,
    () => real`.find(|${a}| *${a} > ${literal(0.25)}).unwrap_or(${g.leaf("Real")})`,
    () => real`.collect::<Vec<${R}>>().iter().map(|${a}| ${a} * ${a}).sum::<${R}>()`,
    () => real`.chain([${g.leaf("Real")}, ${g.leaf("Real")}]).sum::<${R}>()`,
    () => real`.max_by(|a, b| a.total_cmp(b)).unwrap_or(${literal(0.5)})`,
    () =>
      real`.try_fold(${literal(0.0)}, |${a}, ${b}| if ${b} < ${literal(2.0)} { Some(${a} + ${b}) } else { None }).unwrap_or(${literal(0.5)})`,
    () =>
      real`.map_while(|${a}| if ${a} < ${literal(1.0)} { Some(${a} * ${a}) } else { None }).sum::<${R}>()`,
    () => real`.take_while(|${a}| *${a} < ${literal(1.0)}).map(|${b}| ${over(g, [b])}).sum::<${R}>()`,
    () => real`.skip_while(|${a}| *${a} < ${literal(0.0)}).sum::<${R}>()`,
  ])();
}

function chain(g) {
  const name = iterable(g);
  if (name === undefined) return undefined;
  const links = Array.from({ length: g.random.integer(0, 2) }, () => link(g));
  return bare(real`${name}.iter().copied()${reversible(links)}${last(g)}`);
}

/** `rev` needs an iterator that knows its end. */
function reversible(links) {
  const cut = links.findIndex(({ parts }) => /^\.(skip|take)/.test(parts[0]));
  return links.filter((one, i) => one.parts[0] !== ".rev()" || cut < 0 || i < cut);
}

/** A chain is no place to put the last link alone. */
function bare(node) {
  return {
    ...node,
    parts: node.parts.map((part) =>
      part.type === "Real" && String(part.parts[0]).startsWith(".") ? { ...part, type: "text" } : part,
    ),
  };
}

function extreme(g) {
  const name = iterable(g);
  if (name === undefined) return undefined;
  const [a, b] = [g.fresh("a"), g.fresh("b")];
  const word = g.random.pick(["max_by", "min_by"]);
  return g.random.pick([
    () =>
      real`${name}.iter().copied().${word}(|${a}, ${b}| ${a}.partial_cmp(${b}).unwrap()).unwrap_or(${literal(0.5)})`,
    () =>
      real`${name}.iter().${word}(|${a}, ${b}| ${a}.abs().total_cmp(&${b}.abs())).copied().unwrap_or(${literal(0.5)})`,
  ])();
}

function pairs(g) {
  const [left, right] = [iterable(g), iterable(g)];
  if (left === undefined) return undefined;
  const [a, b] = [g.fresh("a"), g.fresh("b")];
  return g.random.pick([
    () => real`${left}.iter().zip(${right}.iter()).map(|(&${a}, &${b})| ${over(g, [a, b])}).sum::<${R}>()`,
    () => real`${left}.iter().chain(${right}.iter()).map(|${a}| ${a} * ${a}).sum::<${R}>()`,
    () =>
      real`${left}.iter().flat_map(|${a}| ${right}.iter().map(move |${b}| (${a} * ${b}).sin())).sum::<${R}>()`,
    () =>
      real`${left}.iter().zip(${right}.iter().skip(1)).fold(${literal(0.0)}, |s, (${a}, ${b})| s * ${literal(0.5)} + ${a} * ${b})`,
    () =>
      real`${left}.iter().cycle().take(7).step_by(2).zip(${right}.iter().rev()).map(|(${a}, ${b})| ${a} - ${b} * ${b}).sum::<${R}>()`,
  ])();
}

function scanned(g) {
  const name = iterable(g);
  if (name === undefined) return undefined;
  const [s, t] = [g.fresh("s"), g.fresh("t")];
  return real`${name}.iter().scan(${g.leaf("Real")}, |${s}, &${t}| { *${s} = *${s} * ${literal(0.5)} + ${t}; if *${s} > ${literal(2.0)} { None } else { Some(*${s}) } }).sum::<${R}>()`;
}

function ranges(g) {
  const i = g.fresh("i");
  const value = g.frozen(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  return g.random.pick([
    () => real`(0..${g.make("usize")}).map(|${i}| ${value}).sum::<${R}>()`,
    () =>
      real`(1..=${g.make("usize")}).rev().map(|${i}| ${value}).fold(${literal(0.5)}, |a, b| a * ${literal(0.5)} + b)`,
    () => real`(0..8).step_by(3).map(|${i}| ${value}).sum::<${R}>()`,
    () => real`(0..6).filter(|${i}| ${i} % 2 == 1).map(|${i}| ${value}).product::<${R}>()`,
  ])();
}

function endless(g) {
  const t = g.fresh("t");
  return g.random.pick([
    () =>
      real`std::iter::successors(Some(${g.make("Real")}), |${t}| if *${t} < ${literal(2.0)} { Some(${t} * ${literal(1.25)} + ${literal(0.5)}) } else { None }).take(12).sum::<${R}>()`,
    () => real`std::iter::repeat(${g.make("Real")}).take(${g.make("usize")}).sum::<${R}>()`,
    () =>
      real`std::iter::once(${g.make("Real")}).chain(std::iter::once(${g.make("Real")})).product::<${R}>()`,
  ])();
}

function counted(g) {
  const name = iterable(g);
  if (name === undefined) return undefined;
  const t = g.fresh("t");
  return of("usize")`${name}.iter().filter(|${t}| **${t} > ${g.leaf("Real")}).count()`;
}

function visit(g) {
  const name = iterable(g);
  const all = g.variables("Real", true);
  if (name === undefined || all.length === 0) return undefined;
  const [t, target] = [g.fresh("t"), g.random.pick(all).name];
  const value = g.frozen(
    () => {
      g.declare(t, "Real");
      return g.make("Real");
    },
    (one) => one.name !== target,
  );
  return stmt`${name}.iter().for_each(|&${t}| ${target} = ${target} * ${literal(0.5)} + ${value});`;
}

function enumerated(g) {
  const name = iterable(g);
  const all = g.variables("Real", true);
  if (name === undefined || all.length === 0) return undefined;
  const [i, t, target] = [g.fresh("i"), g.fresh("t"), g.random.pick(all).name];
  return stmt`for (${i}, ${t}) in ${name}.iter().enumerate() { if ${i} % 2 == 0 { ${target} += ${t} * ${g.leaf("Real")}; } else { ${target} = (${target} - ${t}).sin(); } }`;
}
