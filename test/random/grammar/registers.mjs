// BTreeMap and HashMap of an enum that owns text, by integers, texts and tuples.

import { literal, of, R, real, separated, stmt } from "../syntax.mjs";
import { KEY_TYPES, KEYS } from "./keys.mjs";
import { given } from "./lists.mjs";
import { ownerOf, valued } from "./owners.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const registers = [
  { type: "stmt", weight: 3, make: (g) => declare(g, "BTreeMap") },
  { type: "stmt", weight: 1, make: (g) => declare(g, "HashMap") },
  { type: "stmt", weight: 7, make: (g) => change(g) ?? declare(g, "BTreeMap") },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: taken },
];

const MAPS = ["BTreeMap", "HashMap"];

/** A variable, and the types of map and key. */
function some(g, mutable = false, maps = MAPS) {
  const all = maps.flatMap((map) =>
    KEY_TYPES.flatMap((key) => g.variables(`${map} ${key}`, mutable).map(({ name }) => ({ name, map, key }))),
  );
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function declare(g, map) {
  const T = ownerOf(g)?.name;
  if (T === undefined) return undefined;
  const key = g.random.pick(KEY_TYPES);
  const [name, i] = [g.fresh("m"), g.fresh("i")];
  const entry = () => of("text")`(${KEYS[key].value(g)}, ${g.modest("owner")})`;
  const each = () =>
    g.frozen(() => {
      g.declare(i, "usize");
      return g.modest("owner");
    });
  const path = `std::collections::${map}`;
  const value = g.random.pick([
    () => of("text")`${path}::from([${separated([entry(), entry(), entry()])}])`,
    () => of("text")`[${separated([entry(), entry()])}].into_iter().collect()`,
    () =>
      of("text")`(0..(${g.modest("usize")}) % 5 + 1).map(|${i}| (${KEYS[key].at(i)}, ${each()})).collect()`,
    () => of("text")`${path}::new()`,
  ])();
  const loop = g.random.chance(0.4)
    ? of(
        "text",
      )`\nfor ${i} in 0..${g.random.integer(2, 14)}_usize { ${name}.insert(${KEYS[key].at(i)}, ${each()}); }`
    : "";
  g.declare(name, `${map} ${key}`, true);
  return stmt`let mut ${name}: ${path}<${key}, ${T}> = ${value};${loop}`;
}

/** By what `k` and `l` (keys), `t` and `u` (values), `a` (a number) and `n` (an integer) say. */
const COMMON = (m) => [
  `${m}.insert(k, t);`,
  `${m}.insert(k, t); ${m}.insert(l, u);`,
  `if let Some(old) = ${m}.insert(k, t) { if old.size() > n { ${m}.insert(l, old); } }`,
  `${m}.entry(k).or_insert_with(|| t).change(a);`,
  `${m}.entry(k).or_insert(t).change(a);`,
  `*${m}.entry(k).or_insert_with(|| t.clone()) = t.clone();`,
  `${m}.entry(k).and_modify(|o| o.change(a)).or_insert(t);`,
  `match ${m}.entry(k) { std::collections::map_module::Entry::Occupied(mut o) => { o.get_mut().change(a); if o.get().size() > 4 { o.remove(); } } std::collections::map_module::Entry::Vacant(v) => { v.insert(t); } }`,
  `if let Some(o) = ${m}.get_mut(&k) { o.change(a); } else { ${m}.insert(k, t); }`,
  `if let Some(o) = ${m}.remove(&k) { ${m}.insert(l, o); }`,
  `${m}.remove(&k);`,
  `for o in ${m}.values_mut() { o.change(a); }`,
  `for (_, o) in &mut ${m} { o.change(a); }`,
  `${m}.retain(|_, o| o.size() % 3 != n % 3);`,
  `${m}.extend([(k, t), (l, u)]);`,
  `let other = ${m}.clone(); ${m}.extend(other.into_iter().map(|(key, mut o)| { o.change(a); (key, o) }));`,
  `let old = std::mem::take(&mut ${m}); ${m}.insert(k, t); for (key, o) in old { ${m}.entry(key).or_insert(o); }`,
  `${m}.clear(); ${m}.insert(k, t);`,
  `${m} = ${m}.clone();`,
];

const ORDERED = (m, { start }) => [
  `if let Some((key, mut o)) = ${m}.pop_first() { o.change(a); ${m}.insert(key, o); }`,
  `if let Some((_, o)) = ${m}.pop_last() { ${m}.insert(k, o); }`,
  `let mut rest = ${m}.split_off(&${start}); rest.insert(k, t); ${m}.append(&mut rest);`,
  `for (_, o) in ${m}.range_mut(${start}..) { o.change(a); }`,
  `if let Some(mut o) = ${m}.first_entry() { o.get_mut().change(a); }`,
  `if let Some(mut o) = ${m}.last_entry() { o.insert(t); }`,
  `${m}.retain(|_, o| o.value(a) > c); ${m}.entry(k).or_insert(t);`,
  `${m} = std::mem::take(&mut ${m}).into_iter().rev().filter(|(_, o)| o.size() > n % 2).collect();`,
];

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const key = KEYS[one.key];
  const changes = [...COMMON(one.name), ...(one.map === "BTreeMap" ? ORDERED(one.name, key) : [])];
  const change = g.random
    .pick(changes)
    .replaceAll("map_module", one.map === "BTreeMap" ? "btree_map" : "hash_map");
  const keys = [
    ["k", () => key.value(g)],
    ["l", () => key.value(g)],
  ];
  return stmt`{ ${given(g, change, keys)}${change} }`;
}

/** In an order that does not depend on hashes. */
function read(g) {
  const one = some(g);
  if (one === undefined) return undefined;
  return g.random.pick([
    ...lookUps(g, one),
    ...(one.map === "BTreeMap" ? reads(g, one.name, KEYS[one.key]) : []),
  ])();
}

const frozenValue = (g, o) =>
  g.frozen(() => (g.random.chance(0.6) ? valued(g, o) : real`(${valued(g, o)} * ${g.modest("Real")})`));

function lookUps(g, { name: m, key }) {
  const k = () => g.frozen(() => KEYS[key].value(g));
  const fixed = (i) => KEYS[key].at(`${i}_usize`);
  return [
    () => real`${m}.get(&(${k()})).map_or(${g.leaf("Real")}, |o| ${frozenValue(g, "o")})`,
    () => real`${m}.get(&(${k()})).cloned().map_or(${g.leaf("Real")}, |o| o.spent(${g.leaf("Real")}))`,
    () =>
      real`(0..5_usize).filter_map(|i| ${m}.get(&(${KEYS[key].at("i")}))).map(|o| ${frozenValue(g, "o")}).sum::<${R}>()`,
    () =>
      real`(match (${m}.get(&(${fixed(0)})), ${m}.get(&(${fixed(1)}))) { (Some(l), Some(r)) => ${valued(g, "l")} * ${valued(g, "r")}, (Some(o), None) | (None, Some(o)) => ${valued(g, "o")}, (None, None) => ${literal(0.5)} })`,
    () =>
      real`(if ${m}.contains_key(&(${k()})) { ${g.modest("Real")} } else { ${R}::from(${m}.len() as u8 % 5) * ${g.leaf("Real")} })`,
    () => real`(${R}::from(${m}.values().map(|o| o.size()).sum::<usize>() as u8 % 7) * ${g.leaf("Real")})`,
  ];
}

function reads(g, m, key) {
  return [
    () => real`${m}.values().map(|o| ${frozenValue(g, "o")}).sum::<${R}>()`,
    () => real`${m}.iter().map(|(k, o)| ${key.worth(g, "k")} * ${frozenValue(g, "o")}).sum::<${R}>()`,
    () => real`${m}.range(${key.start}..).map(|(_, o)| ${frozenValue(g, "o")}).sum::<${R}>()`,
    () => real`${m}.values().rev().take(2).map(|o| ${valued(g, "o")}).product::<${R}>()`,
    () =>
      real`${m}.first_key_value().map_or(${literal(0.5)}, |(k, o)| ${key.worth(g, "k")} + ${valued(g, "o")})`,
    () => real`${m}.last_key_value().map_or(${literal(0.25)}, |(_, o)| ${frozenValue(g, "o")})`,
    () =>
      real`${m}.clone().into_iter().fold(${literal(0.5)}, |s, (_, o)| s * ${literal(0.5)} + o.spent(${g.leaf("Real")}))`,
    () => real`${m}.clone().into_values().map(|o| o.spent(${g.leaf("Real")})).sum::<${R}>()`,
    () =>
      real`${m}.iter().map(|(k, o)| (k.clone(), o.clone())).collect::<Vec<_>>().iter().rev().map(|(k, o)| ${key.worth(g, "k")} * ${valued(g, "o")}).sum::<${R}>()`,
  ];
}

/** Takes one out. */
function taken(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const k = g.fresh("k");
  return real`({ let ${k} = ${KEYS[one.key].value(g)}; ${one.name}.remove(&${k}).map_or(${g.leaf("Real")}, |o| o.spent(${g.leaf("Real")})) })`;
}

/** What a variable is worth at the end of the program. */
export const registerTotals = Object.fromEntries([
  ...KEY_TYPES.map((key) => [`BTreeMap ${key}`, (g, name) => reads(g, name, KEYS[key])[0]()]),
  ...KEY_TYPES.map((key) => [`HashMap ${key}`, (g, name) => lookUps(g, { name, key })[2]()]),
]);
