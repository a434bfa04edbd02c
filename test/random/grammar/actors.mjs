// `dyn` objects that own text, integers and maps beside their numbers, and grow.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { names, parameters, steering, values } from "./slots.mjs";
import { measure } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const actors = [
  { type: "stmt", weight: 3, make: declare },
  { type: "stmt", weight: 5, make: (g) => change(g) ?? declare(g) },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 2, make: one },
  { type: "Real", weight: 1, make: list },
];

/** What an object owns besides: how it is made, what its size is, how it grows by a number `a`. */
const FIELDS = {
  ids: {
    type: "Vec<u32>",
    value: (g) => of("text")`vec![(${g.leaf("usize")}) as u32, 2]`,
    size: (p) => `${p}.iter().map(|n| *n as usize % 3).sum::<usize>()`,
    grow: (p) => `${p}.push(${p}.len() as u32); if ${p}.len() > 6 { ${p}.clear(); }`,
  },
  notes: {
    type: "std::collections::BTreeMap<u8, String>",
    value: (g) => of("text")`[((${g.leaf("usize")}) as u8, ${g.modest("string")})].into()`,
    size: (p) => `${p}.values().map(|s| s.len() % 4).sum::<usize>()`,
    grow: (p) => `${p}.entry(${p}.len() as u8 % 5).or_default().push_str("n");`,
  },
  tag: {
    type: "Option<String>",
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${g.modest("string")}) } else { None })`,
    size: (p) => `${p}.as_deref().map_or(1, |s| s.len() % 4)`,
    grow: (p) =>
      `${p} = match ${p}.take() { None => Some(String::from("tag")), Some(s) => if s.len() > 6 { None } else { Some(s + "t") } };`,
  },
  w: {
    type: of("text")`Vec<${R}>`,
    value: (g) => of("text")`vec![${g.modest("Real")}, ${g.leaf("Real")}]`,
    size: (p) => `${p}.len() % 5`,
    grow: (p) => `${p}.push(a); if ${p}.len() > 5 { ${p}.remove(0); }`,
    worth: (p) => real`${p}.iter().sum::<${R}>()`,
  },
  seen: {
    type: "std::collections::BTreeSet<String>",
    value: (g) => of("text")`[${g.modest("string")}].into_iter().collect()`,
    size: (p) => `${p}.len()`,
    grow: (p) => `${p}.insert(format!("s{}", ${p}.len() % 3));`,
  },
  pair: {
    type: of("text")`(u8, ${R}, &'static str)`,
    value: (g) => of("text")`(${g.random.integer(0, 9)}, ${g.modest("Real")}, "pair")`,
    size: (p) => `${p}.0 as usize % 4 + ${p}.2.len()`,
    grow: (p) => `${p} = (${p}.0.wrapping_add(1), ${p}.1 * a, if ${p}.2.len() > 2 { "p" } else { "pair" });`,
    worth: (p) => real`${p}.1`,
  },
  score: {
    type: of("text")`Option<${R}>`,
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${g.modest("Real")}) } else { None })`,
    size: (p) => `usize::from(${p}.is_some())`,
    grow: (p) => `${p} = if ${p}.is_some() { None } else { Some(a) };`,
    worth: (p) => real`${p}.unwrap_or(${literal(0.5)})`,
  },
};

const trait = (g) => g.once("actor", () => declareTrait(g));

function declareTrait(g) {
  const name = g.fresh("Actor");
  g.items.push(of("item")`trait ${name} {
fn value(&self, a: ${R}, ${parameters()}) -> ${R};
fn grow(&mut self, a: ${R}, ${parameters()});
fn size(&self, ${parameters()}) -> usize { 2 }
fn copied(&self, ${parameters()}) -> Box<dyn ${name}>;
}`);
  const kinds = [];
  const count = g.random.integer(2, 3);
  for (let kind = 0; kind < count; kind += 1) kinds.push(declareKind(g, name, kind));
  return { name, kinds };
}

function declareKind(g, trait, kind) {
  const type = g.fresh("Role");
  const chosen = [...new Set([1, 2].map(() => g.random.pick(Object.keys(FIELDS))))];
  const inner = g.random.chance(0.25);
  const fields = chosen.map((field) => of("text")`${field}: ${FIELDS[field].type}`);
  const shown = [of("text")`p: ${R}`, "name: String", ...fields];
  if (g.random.chance(0.5)) shown.reverse();
  if (inner) shown.push(`inner: Option<Box<dyn ${trait}>>`);
  g.items.push(of("item")`struct ${type} { ${separated(shown)} }`);
  const [worth, by] = g.apart("Real", () => {
    for (const one of ["a", "power"]) g.declare(one, "Real");
    const sizes = ["self.name.len() % 5", ...chosen.map((field) => FIELDS[field].size(`self.${field}`))];
    const worths = chosen.flatMap((field) => FIELDS[field].worth?.(`self.${field}`) ?? []);
    const factor = toReal(of("usize")`(${g.random.pick(sizes)})`);
    return [
      real`${separated([real`${g.modest("Real")} * ${factor} * ${literal(0.25)}`, ...worths], " + ")}`,
      g.modest("Real"),
    ];
  });
  const below = inner
    ? of("text")` + self.inner.as_ref().map_or(${literal(0.0)}, |inner| inner.value(a.sin(), ${names()}))`
    : "";
  const deeper = inner
    ? of("text")`if let Some(inner) = &mut self.inner { inner.grow(a * ${literal(0.5)}, ${names()}); }`
    : "";
  const copies = ["name", ...chosen].map((field) => `${field}: self.${field}.clone(), `);
  g.items.push(of("item")`impl ${trait} for ${type} {
fn value(&self, a: ${R}, ${parameters()}) -> ${R} { let power = self.p; ${worth}${below} }
fn grow(&mut self, a: ${R}, ${parameters()}) {
let power = self.p;
${stmt`self.p = power * ${literal(0.5)} + ${by};`}
${stmt`self.name.push_str("g"); if self.name.len() > ${steering(kind)} + 9 { self.name.truncate(2); }`}
${chosen.map((field) => stmt`${FIELDS[field].grow(`self.${field}`)}`)}
${deeper}
}
${kind === 0 ? "" : of("text")`fn size(&self, ${parameters()}) -> usize { self.name.len() % 4 + ${FIELDS[chosen[0]].size(`self.${chosen[0]}`)} }`}
fn copied(&self, ${parameters()}) -> Box<dyn ${trait}> { Box::new(${type} { p: self.p, ${copies}${inner ? of("text")`inner: self.inner.as_ref().map(|inner| inner.copied(${names()})),` : ""} }) }
}`);
  return { type, fields: chosen, inner };
}

function object(g, { kinds }, isFlat = false) {
  const all = isFlat ? kinds.filter(({ inner }) => !inner) : kinds;
  const { type, fields, inner } = g.random.pick(all.length > 0 ? all : kinds);
  const list = fields.map((field) => of("text")`, ${field}: ${FIELDS[field].value(g)}`);
  const below = inner
    ? of("text")`, inner: ${isFlat ? "None" : of("text")`Some(Box::new(${object(g, { kinds }, true)}))`}`
    : "";
  return of("text")`${type} { p: ${g.modest("Real")}, name: ${g.modest("string")}${list}${below} }`;
}

const boxed = (g, type) => of("text")`Box::new(${object(g, type)})`;

/** By the type of the variable. */
const TYPES = {
  actors: (name) => `Vec<Box<dyn ${name}>>`,
  cast: (name) => `std::collections::BTreeMap<u8, Box<dyn ${name}>>`,
  "named cast": (name) => `std::collections::BTreeMap<String, Box<dyn ${name}>>`,
  "shared actor": (name) => `std::rc::Rc<std::cell::RefCell<dyn ${name}>>`,
  "actor option": (name) => `Option<Box<dyn ${name}>>`,
};

function declare(g) {
  const type = trait(g);
  if (type === undefined) return undefined;
  const kind = g.random.pick(["actors", "actors", "cast", "named cast", "shared actor", "actor option"]);
  const value = {
    actors: () => of("text")`vec![${separated([boxed(g, type), boxed(g, type)])}]`,
    cast: () => of("text")`std::collections::BTreeMap::new()`,
    "named cast": () => of("text")`std::collections::BTreeMap::new()`,
    "shared actor": () => of("text")`std::rc::Rc::new(std::cell::RefCell::new(${object(g, type)}))`,
    "actor option": () =>
      of("text")`(if ${g.modest("bool")} { Some(${boxed(g, type)} as Box<dyn ${type.name}>) } else { None })`,
  }[kind]();
  const name = g.fresh("u");
  const first = {
    cast: () =>
      stmt`\n${name}.insert((${g.leaf("usize")}) as u8, ${boxed(g, type)});\n${name}.insert(3, ${boxed(g, type)});`,
    "named cast": () =>
      stmt`\n${name}.insert(${g.modest("string")}, ${boxed(g, type)});\n${name}.insert(String::from("one"), ${boxed(g, type)});`,
  }[kind]?.();
  g.declare(name, kind, true);
  return stmt`let mut ${name}: ${TYPES[kind](type.name)} = ${value};${first}`;
}

function some(g, mutable = false) {
  const all = Object.keys(TYPES).flatMap((kind) => g.variables(kind, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

/** By `o` (a new object), `a` (a number) and `n` (an integer). */
const CHANGES = {
  actors: (u, by) => [
    of("text")`${u}.push(o);`,
    of("text")`${u}.insert(0, o); ${u}.truncate(5);`,
    of("text")`for one in ${u}.iter_mut() { one.grow(a, ${by}); }`,
    of(
      "text",
    )`if !${u}.is_empty() { let mut old = ${u}.swap_remove(n % ${u}.len()); old.grow(a, ${by}); ${u}.push(old); }`,
    of("text")`${u}.retain(|one| one.size(${by}) != n); ${u}.push(o);`,
    of(
      "text",
    )`${u}.sort_by_key(|one| one.size(${by})); if let Some(one) = ${u}.last_mut() { one.grow(a, ${by}); }`,
    of(
      "text",
    )`let more: Vec<_> = ${u}.iter().take(2).map(|one| one.copied(${by})).collect(); ${u}.extend(more); ${u}.truncate(6);`,
    of("text")`if let Some(one) = ${u}.first_mut() { *one = o; }`,
    of(
      "text",
    )`${u}.reverse(); for one in ${u}.iter_mut().take(1) { let old = std::mem::replace(one, o.copied(${by})); one.grow(old.value(a, ${by}), ${by}); }`,
  ],
  cast: (u, by) => [
    of("text")`${u}.insert(n as u8, o);`,
    of("text")`for one in ${u}.values_mut() { one.grow(a, ${by}); }`,
    of("text")`${u}.entry(n as u8).or_insert_with(|| o).grow(a, ${by});`,
    of(
      "text",
    )`if let Some(one) = ${u}.get_mut(&(n as u8)) { one.grow(a, ${by}); } else { ${u}.insert(7, o); }`,
    of(
      "text",
    )`if let Some(mut one) = ${u}.remove(&(n as u8)) { one.grow(a, ${by}); ${u}.insert(n as u8 + 1, one); }`,
    of("text")`${u}.retain(|key, one| *key > 2 || one.size(${by}) > n);`,
    of("text")`${u} = ${u}.iter().map(|(key, one)| (key + 1, one.copied(${by}))).take(4).collect();`,
  ],
  "named cast": (u, by) => [
    of("text")`${u}.insert(n.to_string(), o);`,
    of("text")`for (name, one) in ${u}.iter_mut() { if name.len() > 1 { one.grow(a, ${by}); } }`,
    of("text")`${u}.entry(format!("k{}", n)).or_insert(o).grow(a, ${by});`,
    of(
      "text",
    )`if let Some((name, mut one)) = ${u}.pop_first() { one.grow(a, ${by}); ${u}.insert(name + "c", one); }`,
  ],
  "shared actor": (u, by) => [
    of("text")`${u}.borrow_mut().grow(a, ${by});`,
    of(
      "text",
    )`let other = std::rc::Rc::clone(&${u}); other.borrow_mut().grow(a, ${by}); ${u}.borrow_mut().grow(a * a, ${by});`,
  ],
  "actor option": (u, by) => [
    of("text")`${u} = Some(o);`,
    of("text")`if let Some(one) = ${u}.as_mut() { one.grow(a, ${by}); }`,
    of(
      "text",
    )`${u} = match ${u}.take() { Some(one) if one.size(${by}) > n => Some(one), Some(mut one) => { one.grow(a, ${by}); Some(one.copied(${by})) } None => Some(o) };`,
  ],
};

function change(g) {
  const type = trait(g);
  const one = type && some(g, true);
  if (one === undefined) return undefined;
  const change = g.random.pick(CHANGES[one.type](one.name, of("text")`${values(g)}`));
  const has = (name) => change.parts.some((part) => new RegExp(`\\b${name}\\b`).test(part));
  const made = [
    has("o") ? of("text")`let o: Box<dyn ${type.name}> = ${boxed(g, type)};\n` : "",
    has("a") ? of("text")`let a = ${bounded(g)};\n` : "",
    has("n") ? of("text")`let n = (${g.modest("usize")}) as usize;\n` : "",
  ];
  // Declared in an order that no expression can name another's variable in.
  return stmt`{ ${made}${change} }`;
}

const READS = {
  actors: (g, u) => [
    () => real`${u}.iter().map(|one| one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
    () =>
      real`${u}.iter().map(|one| ${toReal(of("usize")`one.size(${values(g)})`)} * one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
    () => real`${u}.last().map_or(${literal(0.5)}, |one| one.value(${g.leaf("Real")}, ${values(g)}))`,
    () =>
      real`${u}.iter().map(|one| one.copied(${values(g)})).rev().fold(${literal(0.5)}, |s, one| one.value(s.sin(), ${values(g)}))`,
  ],
  cast: (g, u) => [
    () => real`${u}.values().map(|one| one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
    () =>
      real`${u}.get(&((${g.leaf("usize")}) as u8)).map_or(${g.leaf("Real")}, |one| one.value(${g.leaf("Real")}, ${values(g)}))`,
    () =>
      real`${u}.iter().map(|(key, one)| ${R}::from(*key) * one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
    () =>
      real`${u}.range(2..).next().map_or(${literal(0.5)}, |(_, one)| one.value(${g.leaf("Real")}, ${values(g)}))`,
  ],
  "named cast": (g, u) => [
    () => real`${u}.values().map(|one| one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
    () => real`${u}.get("one").map_or(${g.leaf("Real")}, |one| one.value(${g.leaf("Real")}, ${values(g)}))`,
    () =>
      real`${u}.iter().map(|(name, one)| ${toReal(measure(g, "name"))} * one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`,
  ],
  "shared actor": (g, u) => [
    () => real`({ let t = ${u}.borrow().value(${g.leaf("Real")}, ${values(g)}); t })`,
  ],
  "actor option": (g, u) => [
    () => real`${u}.as_ref().map_or(${g.leaf("Real")}, |one| one.value(${g.leaf("Real")}, ${values(g)}))`,
  ],
};

function read(g) {
  const one = some(g);
  return one && g.random.pick(READS[one.type](g, one.name))();
}

/** Rc and references to one. */
function one(g) {
  const type = trait(g);
  if (type === undefined) return undefined;
  const use = g.once("user", () => {
    const name = g.fresh("play");
    g.items.push(of(
      "item",
    )`fn ${name}(one: &mut dyn ${type.name}, a: ${R}, n: usize, ${parameters()}) -> ${R} {
for _ in 0..n % 3 { one.grow(a, ${names()}); }
one.value(a, ${names()}) * ${toReal(of("usize")`one.size(${names()})`)}
}`);
    return name;
  });
  const [u, v] = [g.fresh("u"), g.fresh("u")];
  return g.random.pick([
    () =>
      real`({ let ${u}: std::rc::Rc<dyn ${type.name}> = if ${g.modest("bool")} { std::rc::Rc::new(${object(g, type)}) } else { std::rc::Rc::new(${object(g, type)}) }; let ${v} = vec![${u}.clone(), ${u}.clone()]; ${v}.iter().map(|one| one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>() * ${u}.value(${g.leaf("Real")}, ${values(g)}) })`,
    () =>
      real`({ let mut ${u} = ${object(g, type)}; ${use}(&mut ${u}, ${g.modest("Real")}, ${g.modest("usize")}, ${values(g)}) + ${u}.p })`,
    () =>
      real`({ let mut ${u}: Box<dyn ${type.name}> = if ${g.modest("bool")} { ${boxed(g, type)} } else { ${boxed(g, type)} }; ${use}(${u}.as_mut(), ${g.modest("Real")}, ${g.modest("usize")}, ${values(g)}) })`,
  ])();
}

/** Made and used at once. */
function list(g) {
  const type = trait(g);
  if (type === undefined) return undefined;
  const u = g.fresh("u");
  return real`({ let mut ${u}: Vec<Box<dyn ${type.name}>> = vec![${separated([boxed(g, type), boxed(g, type)])}]; for one in &mut ${u} { one.grow(${g.leaf("Real")}, ${values(g)}); } ${u}.into_iter().map(|one| one.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>() })`;
}

/** What a variable is worth at the end of the program. */
export const actorTotals = Object.fromEntries(
  Object.entries(READS).map(([kind, reads]) => [kind, (g, name) => reads(g, name)[0]()]),
);
