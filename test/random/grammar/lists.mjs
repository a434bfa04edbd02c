// Vec and VecDeque of an enum that owns text.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { ownerOf, valued } from "./owners.mjs";
import { measure } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const lists = [
  { type: "stmt", weight: 3, make: declareList },
  { type: "stmt", weight: 2, make: declareQueue },
  { type: "stmt", weight: 1, make: declareNamed },
  { type: "stmt", weight: 7, make: (g) => change(g) ?? declareList(g) },
  { type: "stmt", weight: 2, make: visit },
  { type: "stmt", weight: 1, make: move },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: pop },
];

const some = (g, mutable, types = ["owners", "owner queue", "named owners"]) => {
  const all = types.flatMap((type) => g.variables(type, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
};

/** An `owner` for each `i`. */
function each(g, i) {
  return g.frozen(() => {
    g.declare(i, "usize");
    return g.modest("owner");
  });
}

function declareList(g) {
  const T = ownerOf(g)?.name;
  if (T === undefined) return undefined;
  const i = g.fresh("i");
  const make = () => g.modest("owner");
  const value = g.random.pick([
    () => of("text")`vec![${separated([make(), make()])}]`,
    () => of("text")`vec![${separated([make(), make(), make()])}]`,
    () => of("text")`vec![${make()}; (${g.modest("usize")}) % 4 + 1]`,
    () => of("text")`Vec::new()`,
    () => of("text")`(0..(${g.modest("usize")}) % 4 + 1).map(|${i}| ${each(g, i)}).collect()`,
    () => of("text")`[Some(${make()}), None, Some(${make()})].into_iter().flatten().collect()`,
    () => of("text")`Vec::from([${separated([make(), make()])}])`,
  ])();
  const name = g.fresh("w");
  g.declare(name, "owners", true);
  return stmt`let mut ${name}: Vec<${T}> = ${value};`;
}

function declareQueue(g) {
  const T = ownerOf(g)?.name;
  if (T === undefined) return undefined;
  const list = some(g, false, ["owners"]);
  const make = () => g.modest("owner");
  const i = g.fresh("i");
  const value = g.random.pick([
    () => of("text")`std::collections::VecDeque::from(vec![${separated([make(), make(), make()])}])`,
    () => of("text")`[${separated([make(), make()])}].into_iter().collect()`,
    () => of("text")`(0..(${g.modest("usize")}) % 6).map(|${i}| ${each(g, i)}).collect()`,
    () => of("text")`${list ? `${list.name}.iter().cloned().rev().collect()` : "Default::default()"}`,
  ])();
  const name = g.fresh("q");
  g.declare(name, "owner queue", true);
  return stmt`let mut ${name}: std::collections::VecDeque<${T}> = ${value};`;
}

function declareNamed(g) {
  const T = ownerOf(g)?.name;
  if (T === undefined) return undefined;
  const pair = () => of("text")`(${g.modest("string")}, ${g.modest("owner")})`;
  const value = g.random.chance(0.7) ? of("text")`vec![${separated([pair(), pair()])}]` : "Vec::new()";
  const name = g.fresh("w");
  g.declare(name, "named owners", true);
  return stmt`let mut ${name}: Vec<(String, ${T})> = ${value};`;
}

/** By what `t` and `u` (values), `a` (a number), `n` (an integer) and `k` (a text) say. */
const CHANGES = {
  owners: (v) => [
    `${v}.push(t);`,
    `${v}.push(t); ${v}.push(u);`,
    `let at = n.min(${v}.len()); ${v}.insert(at, t);`,
    `if !${v}.is_empty() { let old = ${v}.remove(n % ${v}.len()); ${v}.push(old); }`,
    `if !${v}.is_empty() { let old = ${v}.swap_remove(n % ${v}.len()); if old.size() > 1 { ${v}.push(t); } }`,
    `${v}.extend([t, u]);`,
    `${v}.extend_from_slice(&[t, u]);`,
    `if ${v}.len() < 8 { ${v}.extend(${v}.clone()); }`,
    `if ${v}.len() < 8 { ${v}.extend_from_within(..); }`,
    `let old: Vec<_> = ${v}.drain(..${v}.len() / 2).collect(); ${v}.extend(old.into_iter().filter(|o| o.size() != n)); ${v}.push(t);`,
    `for mut old in ${v}.drain(..).collect::<Vec<_>>() { old.change(a); ${v}.insert(0, old); }`,
    `${v}.retain(|o| o.value(a) > c); ${v}.push(t);`,
    `${v}.retain(|o| o.size() % 3 != n % 3);`,
    `${v}.retain_mut(|o| { o.change(a); o.size() > n % 2 });`,
    `${v}.sort_by(|l, r| l.value(a).total_cmp(&r.value(a)));`,
    `${v}.sort_by_key(|o| o.size());`,
    `${v}.sort_unstable_by_key(|o| std::cmp::Reverse(o.size()));`,
    `let by = ${v}.len() / 2; ${v}.rotate_left(by);`,
    `${v}.reverse();`,
    `if ${v}.len() > 1 { let last = ${v}.len() - 1; ${v}.swap(0, last); ${v}[0].change(a); }`,
    `${v}.truncate(n + 1);`,
    `let mut rest = ${v}.split_off(${v}.len() / 2); rest.push(t); rest.append(&mut ${v}); ${v} = rest;`,
    `${v}.dedup();`,
    `${v}.dedup_by_key(|o| o.size());`,
    `${v} = ${v}.clone();`,
    `let other = ${v}.clone(); ${v}.clone_from(&other); ${v}.push(t);`,
    `let old = std::mem::take(&mut ${v}); ${v}.push(t); ${v}.extend(old);`,
    `let to = ${v}.len().min(1); let old: Vec<_> = ${v}.splice(..to, [t, u]).collect(); for o in &old { ${v}[0].change(o.value(a)); }`,
    `${v}.resize(n + 1, t);`,
    `if let Some(o) = ${v}.first_mut() { *o = t; }`,
    `if let Some(o) = ${v}.last_mut() { o.change(a); }`,
    `for o in &mut ${v} { o.change(a); }`,
    `for (i, o) in ${v}.iter_mut().enumerate() { if i % 2 == n % 2 { *o = t.clone(); } else { o.change(a); } }`,
    `${v} = std::mem::take(&mut ${v}).into_iter().map(|mut o| { o.change(a); o }).collect();`,
    `${v} = std::mem::take(&mut ${v}).into_iter().filter(|o| o.value(a) < c).collect();`,
    `let (mut low, high): (Vec<_>, Vec<_>) = std::mem::take(&mut ${v}).into_iter().partition(|o| o.size() < n); low.extend(high); ${v} = low;`,
    `${v}.clear(); ${v}.push(t);`,
    `if let [first, .., last] = ${v}.as_mut_slice() { std::mem::swap(first, last); first.change(a); }`,
  ],
  "owner queue": (v) => [
    `${v}.push_back(t);`,
    `${v}.push_front(t);`,
    `${v}.push_back(t); ${v}.push_front(u);`,
    `if let Some(mut o) = ${v}.pop_front() { o.change(a); ${v}.push_back(o); }`,
    `if let (Some(o), Some(p)) = (${v}.pop_back(), ${v}.pop_front()) { ${v}.push_front(o); ${v}.push_front(p); }`,
    `let by = ${v}.len() / 2; ${v}.rotate_left(by);`,
    `${v}.make_contiguous().sort_by_key(|o| o.size());`,
    `${v}.make_contiguous().reverse();`,
    `for o in ${v}.iter_mut() { o.change(a); }`,
    `${v}.extend([t, u]);`,
    `let old: Vec<_> = ${v}.drain(..${v}.len() / 2).collect(); ${v}.extend(old);`,
    `let at = n.min(${v}.len()); ${v}.insert(at, t);`,
    `if let Some(o) = ${v}.remove(n) { ${v}.push_front(o); }`,
    `${v}.retain(|o| o.size() != n); ${v}.push_back(t);`,
    `${v}.truncate(n + 2);`,
    `let mut other = ${v}.clone(); if other.len() < 8 { ${v}.append(&mut other); }`,
    `if let Some(o) = ${v}.front_mut() { *o = t; }`,
    `if let Some(o) = ${v}.get_mut(n) { o.change(a); }`,
    `let mut list = Vec::from(std::mem::take(&mut ${v})); list.reverse(); ${v} = list.into();`,
    `while ${v}.len() > 3 { ${v}.pop_back(); }`,
  ],
  "named owners": (v) => [
    `${v}.push((k, t));`,
    `${v}.push((k.clone(), t)); ${v}.push((k, u));`,
    `${v}.sort_by(|l, r| l.0.cmp(&r.0));`,
    `${v}.sort_by_key(|(name, o)| name.len() + o.size());`,
    `if let Some((_, o)) = ${v}.iter_mut().find(|(name, _)| *name == k) { o.change(a); } else { ${v}.push((k, t)); }`,
    `${v}.retain(|(name, o)| name.len() < 6 || o.value(a) > c);`,
    `for (name, o) in ${v}.iter_mut() { name.push('n'); o.change(a); }`,
    `let map: std::collections::BTreeMap<String, _> = ${v}.drain(..).collect(); ${v} = map.into_iter().collect();`,
    `let (names, mut values): (Vec<String>, Vec<_>) = ${v}.drain(..).unzip(); values.reverse(); ${v} = names.into_iter().zip(values).collect();`,
    `if let Some((name, o)) = ${v}.pop() { ${v}.insert(0, (name + "m", o)); }`,
    `if ${v}.len() < 8 { let more = ${v}.clone(); ${v}.extend(more.into_iter().map(|(name, o)| (name.repeat(2), o))); }`,
    `while ${v}.len() > 4 { ${v}.swap_remove(0); }`,
  ],
};

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const change = g.random.pick(CHANGES[one.type](one.name));
  return stmt`{ ${given(g, change)}${change} }`;
}

/** What a change names, declared before it. */
export function given(g, change, more = []) {
  const needs = [
    ["t", () => g.modest("owner")],
    ["u", () => g.modest("owner")],
    ["a", () => bounded(g)],
    ["c", () => literal(g.random.pick([-0.5, 0.0, 0.25]))],
    ["n", () => of("usize")`(${g.modest("usize")}) as usize`],
    ...more,
  ].filter(([name]) => new RegExp(`\\b${name}\\b`).test(change));
  if (!more.length && /\bk\b/.test(change)) needs.push(["k", () => g.modest("string")]);
  // All before the first is declared: none can be taken for another variable.
  const made = needs.map(([, make]) => make());
  return needs.map(([name], i) => of("text")`let ${name} = ${made[i]};\n`);
}

/** A number that is changed by each in turn. */
function visit(g) {
  const one = some(g, false);
  const all = g.variables("Real", true);
  if (one === undefined || all.length === 0) return undefined;
  const [i, o, target] = [g.fresh("i"), g.fresh("o"), g.random.pick(all).name];
  const head =
    one.type === "named owners"
      ? `for (${i}, ${o}) in ${one.name}.iter().map(|(name, o)| (name.len(), o))`
      : `for (${i}, ${o}) in ${one.name}.iter().enumerate()`;
  return stmt`${head} { if ${o}.size() > ${i} { ${target} += ${valued(g, o)}; } else { ${target} = (${target} * ${o}.value(${g.leaf("Real")})).sin(); } }`;
}

/** What was declared in this block may be moved into a list. */
function move(g) {
  const [held, list] = [g.innermost.filter(({ type }) => type === "held"), some(g, true, ["owners"])];
  if (held.length === 0 || list === undefined) return undefined;
  const old = g.random.pick(held);
  g.moved(old);
  return stmt`${list.name}.push(${old.name});`;
}

/** What a closure computes of a value, which changes nothing. */
const within = (g, o) =>
  g.frozen(() => (g.random.chance(0.5) ? valued(g, o) : real`(${valued(g, o)} * ${g.modest("Real")})`));

const READS = {
  owners: (g, v, o) => [
    () => real`${v}.iter().map(|${o}| ${within(g, o)}).sum::<${R}>()`,
    () => real`${v}.get(${g.leaf("usize")}).map_or(${literal(0.5)}, |${o}| ${within(g, o)})`,
    () => real`${v}.last().map_or(${literal(0.25)}, |${o}| ${within(g, o)})`,
    () => real`${v}.iter().rev().take(2).map(|${o}| ${within(g, o)}).product::<${R}>()`,
    () =>
      real`${v}.iter().enumerate().map(|(i, ${o})| ${toReal(of("usize")`i + ${o}.size()`)} * ${within(g, o)}).sum::<${R}>()`,
    () => real`${v}.clone().into_iter().map(|${o}| ${o}.spent(${g.leaf("Real")})).sum::<${R}>()`,
    () =>
      real`${v}.iter().cloned().filter(|${o}| ${o}.size() > 1).fold(${literal(0.5)}, |s, ${o}| s * ${literal(0.5)} + ${within(g, o)})`,
    () =>
      real`${v}.windows(2).map(|p| p[0].value(${g.leaf("Real")}) * p[1].value(${g.leaf("Real")})).sum::<${R}>()`,
    () =>
      real`${v}.iter().position(|${o}| ${o}.size() > 2).map_or(${literal(0.5)}, |i| ${v}[i].value(${g.leaf("Real")}))`,
    () => real`${v}.iter().max_by_key(|${o}| ${o}.size()).map_or(${literal(0.5)}, |${o}| ${within(g, o)})`,
    () =>
      real`(match ${v}.as_slice() { [] => ${literal(0.5)}, [${o}] => ${valued(g, o)}, [${o}, rest @ ..] => ${valued(g, o)} + ${toReal("rest.len()")} })`,
    () => real`${v}.chunks(2).map(|p| p.iter().map(|${o}| ${valued(g, o)}).product::<${R}>()).sum::<${R}>()`,
  ],
  "owner queue": (g, v, o) => [
    () => real`${v}.iter().map(|${o}| ${within(g, o)}).sum::<${R}>()`,
    () => real`${v}.front().map_or(${literal(0.5)}, |${o}| ${within(g, o)})`,
    () => real`${v}.get(${g.leaf("usize")}).map_or(${literal(0.25)}, |${o}| ${within(g, o)})`,
    () => real`${v}.iter().rev().fold(${literal(0.5)}, |s, ${o}| s * ${literal(0.5)} + ${valued(g, o)})`,
    () => real`${v}.clone().into_iter().map(|${o}| ${o}.spent(${g.leaf("Real")})).sum::<${R}>()`,
  ],
  "named owners": (g, v, o) => [
    () => real`${v}.iter().map(|(name, ${o})| ${toReal(measure(g, "name"))} * ${within(g, o)}).sum::<${R}>()`,
    () =>
      real`${v}.iter().find(|(name, _)| name.starts_with('k')).map_or(${literal(0.5)}, |(_, ${o})| ${within(g, o)})`,
    () =>
      real`${v}.clone().into_iter().map(|(name, ${o})| ${o}.spent(${g.leaf("Real")}) * ${toReal("name.len()")}).sum::<${R}>()`,
    () =>
      real`${v}.iter().cloned().collect::<std::collections::BTreeMap<String, _>>().values().map(|${o}| ${valued(g, o)}).sum::<${R}>()`,
  ],
};

function read(g) {
  const one = some(g, false);
  return one && g.random.pick(READS[one.type](g, one.name, g.fresh("o")))();
}

function pop(g) {
  const one = some(g, true, ["owners", "owner queue"]);
  if (one === undefined) return undefined;
  const [o, word] = [g.fresh("o"), one.type === "owners" ? "pop" : "pop_front"];
  return real`(match ${one.name}.${word}() { Some(${o}) => ${o}.spent(${g.leaf("Real")}), None => ${g.leaf("Real")} })`;
}

/** What a variable is worth at the end of the program. */
export const listTotals = Object.fromEntries(
  Object.entries(READS).map(([type, reads]) => [type, (g, name) => reads(g, name, g.fresh("o"))[0]()]),
);
