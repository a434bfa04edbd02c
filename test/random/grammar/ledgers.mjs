// Maps of numbers by texts and tuples, maps of lists, maps of maps.

import { literal, of, R, real, separated, stmt } from "../syntax.mjs";
import { KEY_TYPES, KEYS } from "./keys.mjs";
import { bounded } from "./numbers.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const ledgers = [
  { type: "stmt", weight: 3, make: declare },
  { type: "stmt", weight: 5, make: (g) => change(g) ?? declare(g) },
  { type: "Real", weight: 4, make: read },
];

/** The values of a map: their type, one, one that is added, what one is worth. */
const VALUES = {
  number: {
    type: R,
    value: (g) => g.modest("Real"),
    add: (v) => `*${v} += a;`,
    worth: (v) => real`${v}`,
  },
  list: {
    type: of("text")`Vec<${R}>`,
    value: (g) => of("text")`vec![${g.modest("Real")}]`,
    add: (v) => `${v}.push(a);`,
    worth: (v) => real`${v}.iter().sum::<${R}>()`,
  },
  inner: {
    type: of("text")`std::collections::BTreeMap<String, ${R}>`,
    value: (g) => of("text")`[(${g.modest("string")}, ${g.modest("Real")})].into()`,
    add: (v) => `*${v}.entry(format!("i{}", ${v}.len() % 3)).or_insert(a) *= a;`,
    worth: (v) => real`${v}.values().sum::<${R}>()`,
  },
  named: {
    type: of("text")`(String, ${R})`,
    value: (g) => of("text")`(${g.modest("string")}, ${g.modest("Real")})`,
    add: (v) => `${v}.0.push('n'); ${v}.1 += a;`,
    worth: (v) => real`(${v}.1 * ${R}::from(${v}.0.len() as u8 % 4))`,
  },
};
const MAPS = ["BTreeMap", "HashMap"];
const ALL = MAPS.flatMap((map) =>
  KEY_TYPES.flatMap((key) =>
    Object.keys(VALUES).map((value) => ({ map, key, value, type: `ledger ${map} ${key} ${value}` })),
  ),
);

function declare(g) {
  const { map, key, value, type } = g.random.pick(
    ALL.filter((one) => one.map === "BTreeMap" || g.random.chance(0.3)),
  );
  const entry = () => of("text")`(${KEYS[key].value(g)}, ${VALUES[value].value(g)})`;
  const i = g.fresh("i");
  const each = () =>
    g.frozen(() => {
      g.declare(i, "usize");
      return VALUES[value].value(g);
    });
  const made = g.random.pick([
    () => of("text")`[${separated([entry(), entry(), entry()])}].into()`,
    () =>
      of("text")`(0..${g.random.integer(1, 14)}_usize).map(|${i}| (${KEYS[key].at(i)}, ${each()})).collect()`,
    () => of("text")`std::collections::${map}::new()`,
  ])();
  const name = g.fresh("m");
  g.declare(name, type, true);
  return stmt`let mut ${name}: std::collections::${map}<${key}, ${VALUES[value].type}> = ${made};`;
}

function some(g, mutable = false) {
  const all = ALL.flatMap((one) => g.variables(one.type, mutable).map(({ name }) => ({ ...one, name })));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

/** By `k` and `l` (keys), `v` (a value) and `a` (a number). */
function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const [m, key, { value, add }] = [one.name, KEYS[one.key], VALUES[one.value]];
  const changes = [
    `${m}.insert(k, v);`,
    `${m}.insert(k, v.clone()); ${m}.insert(l, v);`,
    `let one = ${m}.entry(k).or_insert(v); ${add("one")}`,
    `let one = ${m}.entry(k).or_default(); ${add("one")}`,
    `let one = ${m}.entry(k).or_insert_with(|| v); ${add("one")}`,
    `${m}.entry(k).and_modify(|one| { ${add("one")} }).or_insert(v);`,
    `if let Some(one) = ${m}.get_mut(&k) { ${add("one")} }`,
    `if let Some(one) = ${m}.remove(&k) { ${m}.insert(l, one); }`,
    `for one in ${m}.values_mut() { ${add("one")} }`,
    `${m}.extend([(k, v.clone()), (l, v)]);`,
    `let other = ${m}.clone(); ${m}.insert(k, v); for (key, mut one) in other { { let one = &mut one; ${add("one")} } ${m}.entry(key).or_insert(one); }`,
    ...(one.map === "BTreeMap"
      ? [
          `if let Some((_, one)) = ${m}.pop_first() { ${m}.insert(k, one); }`,
          `let mut rest = ${m}.split_off(&k); rest.insert(l, v); ${m}.append(&mut rest);`,
          `for (_, one) in ${m}.range_mut(${key.start}..) { ${add("one")} }`,
          `${m} = std::mem::take(&mut ${m}).into_iter().rev().take(4).collect();`,
        ]
      : []),
  ];
  const change = g.random.pick(changes);
  const needs = [
    ["k", () => key.value(g)],
    ["l", () => key.value(g)],
    ["v", () => value(g)],
    ["a", () => bounded(g)],
  ].filter(([name]) => new RegExp(`\\b${name}\\b`).test(change));
  const made = needs.map(([, make]) => make());
  const types = { k: one.key, l: one.key, v: VALUES[one.value].type, a: R };
  return stmt`{ ${needs.map(([name], i) => of("text")`let ${name}: ${types[name]} = ${made[i]};\n`)}${change} }`;
}

/** In an order that does not depend on hashes. */
function read(g) {
  const one = some(g);
  if (one === undefined) return undefined;
  const [m, key, { worth }] = [one.name, KEYS[one.key], VALUES[one.value]];
  const make = () => g.frozen(() => g.modest("Real"));
  const lookUps = [
    () =>
      real`${m}.get(&(${g.frozen(() => key.value(g))})).map_or(${g.leaf("Real")}, |v| ${worth("v")} * ${make()})`,
    () => byIndex(one),
    () => real`(if ${m}.contains_key(&(${g.frozen(() => key.value(g))})) { ${make()} } else { ${make()} })`,
  ];
  const ordered = [
    () => real`${m}.iter().map(|(k, v)| ${key.worth(g, "k")} * ${worth("v")}).sum::<${R}>()`,
    () => real`${m}.values().map(|v| ${worth("v")} * ${make()}).sum::<${R}>()`,
    () => real`${m}.range(${key.start}..).map(|(_, v)| ${worth("v")}).sum::<${R}>()`,
    () => real`${m}.first_key_value().map_or(${literal(0.5)}, |(k, v)| ${key.worth(g, "k")} + ${worth("v")})`,
    () =>
      real`${m}.clone().into_iter().rev().fold(${literal(0.5)}, |s, (_, v)| s * ${literal(0.5)} + ${worth("v")})`,
  ];
  return g.random.pick(one.map === "BTreeMap" ? [...lookUps, ...ordered] : lookUps)();
}

const byIndex = ({ name, key, value }) =>
  real`(0..5_usize).filter_map(|i| ${name}.get(&(${KEYS[key].at("i")}))).map(|v| ${VALUES[value].worth("v")}).sum::<${R}>()`;

/** What a variable is worth at the end of the program. */
export const ledgerTotals = Object.fromEntries(
  ALL.map(({ type, ...one }) => [type, (_g, name) => byIndex({ ...one, name })]),
);
