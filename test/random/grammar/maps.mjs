// BTreeMap, HashMap, VecDeque and their like, with numbers as values.

import { literal, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const maps = [
  { type: "stmt", weight: 2, make: declareTree },
  { type: "stmt", weight: 1, make: declareHash },
  { type: "stmt", weight: 2, make: declareQueue },
  { type: "stmt", weight: 3, simple: true, make: (g) => change(g) ?? declareTree(g) },
  { type: "stmt", weight: 3, simple: true, make: (g) => queue(g) ?? declareQueue(g) },
  { type: "Real", weight: 3, make: lookUp },
  { type: "Real", weight: 2, make: front },
];

function filled(g, name, type, empty) {
  const i = g.fresh("i");
  const value = g.within(() => {
    g.declare(i, "usize");
    return g.make("Real");
  });
  const key = g.make("usize");
  g.declare(name, type, true);
  return stmt`let mut ${name} = ${empty};\nfor ${i} in 0..${g.random.integer(1, 14)} { ${name}.insert((${i} * 5 + ${key}) % 11, ${value}); }`;
}

function declareTree(g) {
  return filled(g, g.fresh("m"), "tree", "std::collections::BTreeMap::new()");
}

function declareHash(g) {
  return filled(g, g.fresh("m"), "hash", "std::collections::HashMap::new()");
}

function some(g, types, mutable = false) {
  const all = types.flatMap((type) => g.variables(type, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function change(g) {
  const one = some(g, ["tree", "hash"], true);
  if (one === undefined) return undefined;
  const m = one.name;
  return g.random.pick([
    () => stmt`${m}.insert(${g.make("usize")}, ${g.make("Real")});`,
    () => stmt`*${m}.entry(${g.make("usize")}).or_insert(${literal(0.5)}) += ${g.leaf("Real")};`,
    () => stmt`${m}.entry(${g.make("usize")}).and_modify(|t| *t *= *t).or_insert(${g.leaf("Real")});`,
    () => stmt`if let Some(t) = ${m}.get_mut(&(${g.make("usize")})) { *t = t.sin() * ${g.leaf("Real")}; }`,
    () => stmt`${m}.remove(&(${g.make("usize")}));`,
    () => stmt`for t in ${m}.values_mut() { *t = t.sin(); }`,
    () => stmt`${m}.retain(|k, t| k % 3 != 1 || *t > ${literal(0.0)});`,
  ])();
}

/** In an order that does not depend on hashes. */
function lookUp(g) {
  const one = some(g, ["tree", "hash"]);
  if (one === undefined) return undefined;
  const m = one.name;
  const common = [
    () => real`${m}.get(&(${g.make("usize")})).copied().unwrap_or(${g.make("Real")})`,
    () => real`(0..11).filter_map(|k| ${m}.get(&k)).sum::<${R}>()`,
    () =>
      real`(if ${m}.contains_key(&(${g.make("usize")})) { ${g.make("Real")} } else { ${g.make("Real")} })`,
  ];
  const ordered = [
    () => real`${m}.values().sum::<${R}>()`,
    () => real`${m}.iter().map(|(k, t)| t * ${{ float: "(", dual: "real(" }}*k as f64)).sum::<${R}>()`,
    () => real`${m}.range(2..7).map(|(_, t)| t * t).sum::<${R}>()`,
    () => real`${m}.values().rev().take(3).product::<${R}>()`,
    () => real`${m}.clone().into_iter().fold(${literal(0.0)}, |s, (_, t)| s * ${literal(0.5)} + t)`,
    () => real`${m}.first_key_value().map_or(${literal(0.5)}, |(_, t)| *t)`,
  ];
  return g.random.pick(one.type === "tree" ? [...common, ...ordered] : common)();
}

function declareQueue(g) {
  const name = g.fresh("q");
  const made = stmt`let mut ${name} = std::collections::VecDeque::from(vec![${g.make("Real")}, ${g.make("Real")}]);`;
  g.declare(name, "queue", true);
  return made;
}

function queue(g) {
  const one = some(g, ["queue"], true);
  if (one === undefined) return undefined;
  const q = one.name;
  return g.random.pick([
    () => stmt`${q}.push_back(${g.make("Real")});`,
    () => stmt`${q}.push_front(${g.make("Real")});`,
    () => stmt`if let Some(t) = ${q}.pop_front() { ${q}.push_back(t * ${g.make("Real")}); }`,
    () => stmt`if let (Some(a), Some(b)) = (${q}.pop_back(), ${q}.pop_back()) { ${q}.push_front(a * b); }`,
    () => stmt`${q}.rotate_left(${q}.len() / 2);`,
    () => stmt`for t in ${q}.iter_mut() { *t = t.cos(); }`,
    () => stmt`${q}.make_contiguous().sort_by(|a, b| a.total_cmp(b));`,
    () => stmt`while ${q}.len() > 4 { ${q}.pop_back(); }`,
  ])();
}

function front(g) {
  const one = some(g, ["queue"]);
  if (one === undefined) return undefined;
  const q = one.name;
  return g.random.pick([
    () => real`${q}.front().copied().unwrap_or(${g.make("Real")})`,
    () => real`${q}.iter().sum::<${R}>()`,
    () => real`${q}.get(${g.make("usize")}).map_or(${literal(0.5)}, |t| t.sin())`,
    () => real`${q}.iter().rev().fold(${literal(0.5)}, |s, t| s * ${literal(0.5)} + t)`,
  ])();
}
