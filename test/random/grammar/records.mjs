// Structs of text, optional text and numbers: cloned, shared, sorted by name, changed behind Rc<RefCell<…>>.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { measure } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const records = [
  { type: "stmt", weight: 4, make: declare },
  { type: "stmt", weight: 5, make: (g) => change(g) ?? declare(g) },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: linked },
];

/** What a record has besides a name and a weight. */
const FIELDS = {
  note: {
    type: "Option<String>",
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${g.modest("string")}) } else { None })`,
    worth: (g, p) => real`${p}.as_ref().map_or(${g.leaf("Real")}, |s| ${toReal(measure(g, "s"))})`,
    change: (p) =>
      `${p} = match ${p}.take() { Some(s) if s.len() < 8 => Some(s + "r"), Some(_) => None, None => Some(name.to_string()) };`,
  },
  score: {
    type: of("text")`Option<${R}>`,
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${g.modest("Real")}) } else { None })`,
    worth: (g, p) => real`${p}.unwrap_or(${g.leaf("Real")})`,
    change: (p) => `${p} = ${p}.map_or(Some(a), |s| if s > a { None } else { Some(s + a) });`,
  },
  tags: {
    type: "Vec<u8>",
    value: (g) => of("text")`vec![(${g.leaf("usize")}) as u8, 3]`,
    worth: (_g, p) => real`${p}.iter().map(|n| ${R}::from(*n % 4)).sum::<${R}>()`,
    change: (p) => `${p}.push(${p}.len() as u8); ${p}.truncate(5);`,
  },
  words: {
    type: "Vec<String>",
    value: (g) => of("text")`vec![${g.modest("string")}]`,
    worth: (_g, p) => toReal(`(${p}.iter().map(|s| s.len()).sum::<usize>() % 6)`),
    change: (p) => `${p}.insert(0, name.to_string()); ${p}.truncate(3);`,
  },
  pair: {
    type: of("text")`(u8, ${R})`,
    value: (g) => of("text")`((${g.leaf("usize")}) as u8, ${g.modest("Real")})`,
    worth: (_g, p) => real`(${p}.1 * ${R}::from(${p}.0 % 4))`,
    change: (p) => `${p}.0 = ${p}.0.wrapping_add(1); ${p}.1 += a;`,
  },
  level: {
    type: "u32",
    value: (g) => of("text")`(${g.modest("usize")}) as u32`,
    worth: (_g, p) => real`${R}::from(${p} % 5)`,
    change: (p) => `${p} = (${p} * 3 + 1) % 7;`,
  },
  table: {
    type: of("text")`std::collections::BTreeMap<String, ${R}>`,
    value: (g) => of("text")`[(${g.modest("string")}, ${g.modest("Real")})].into()`,
    worth: (_g, p) => real`${p}.values().sum::<${R}>()`,
    change: (p) => `*${p}.entry(name.to_string()).or_default() += a;`,
  },
  list: {
    type: of("text")`Vec<${R}>`,
    value: (g) => of("text")`vec![${g.modest("Real")}, ${g.leaf("Real")}]`,
    worth: (_g, p) => real`${p}.iter().sum::<${R}>()`,
    change: (p) => `${p}.push(a); if ${p}.len() > 5 { ${p}.swap_remove(0); }`,
  },
  link: {
    type: of("text")`std::rc::Rc<std::cell::RefCell<(String, ${R})>>`,
    value: (g) =>
      of("text")`std::rc::Rc::new(std::cell::RefCell::new((${g.modest("string")}, ${g.modest("Real")})))`,
    worth: (_g, p) => real`({ let t = ${p}.borrow(); t.1 * ${toReal("(t.0.len() % 4)")} })`,
    change: (p) =>
      `{ let mut t = ${p}.borrow_mut(); t.0.push('l'); t.1 += a; if t.0.len() > 9 { t.0.clear(); } }`,
  },
};

const record = (g) => g.once("record", () => define(g));

function define(g) {
  const type = g.fresh("Record");
  const count = g.random.integer(1, 4);
  const fields = [
    ...new Set(["note", ...Array.from({ length: count }, () => g.random.pick(Object.keys(FIELDS)))]),
  ].filter((field) => field !== "note" || g.random.chance(0.7));
  const shown = [
    "name: String",
    of("text")`weight: ${R}`,
    ...fields.map((f) => of("text")`${f}: ${FIELDS[f].type}`),
  ];
  if (g.random.chance(0.4)) shown.reverse();
  g.items.push(of("item")`#[derive(Clone)]\nstruct ${type} { ${separated(shown)} }`);
  const [terms, by] = g.apart("Real", () => {
    for (const one of ["a", "weight"]) g.declare(one, "Real");
    return [
      [
        real`${toReal(measure(g, "self.name"))} * ${literal(0.25)} * ${g.modest("Real")}`,
        ...fields.map((f) => FIELDS[f].worth(g, `self.${f}`)),
      ],
      g.modest("Real"),
    ];
  });
  g.items.push(of("item")`impl ${type} {
fn value(&self, a: ${R}) -> ${R} { let weight = self.weight; ${separated(terms, " + ")} }
fn change(&mut self, a: ${R}, name: &str) -> &mut Self {
let weight = self.weight;
${stmt`self.weight = weight * ${literal(0.5)} + ${by};`}
${stmt`self.name.push_str(name); if self.name.len() > 12 { self.name = self.name.split_off(8); }`}
${fields.map((f) => stmt`${FIELDS[f].change(`self.${f}`)}`)}
self
}
}`);
  return { type, fields };
}

function make(g) {
  const { type, fields } = record(g);
  const all = g.variables("record");
  if (all.length > 0 && g.random.chance(0.3)) {
    const { name } = g.random.pick(all);
    return g.random.pick([
      () => of("record")`${name}.clone()`,
      () => of("record")`${type} { name: ${g.modest("string")}, ..${name}.clone() }`,
      () => of("record")`${type} { weight: ${g.modest("Real")}, ..${name}.clone() }`,
    ])();
  }
  const list = fields.map((f) => of("text")`, ${f}: ${FIELDS[f].value(g)}`);
  return of("record")`${type} { name: ${g.modest("string")}, weight: ${g.modest("Real")}${list} }`;
}

/** By the type of the variable: its type and a value. */
const TYPES = {
  record: { type: (T) => T, value: make },
  "shared record": {
    type: (T) => `std::rc::Rc<std::cell::RefCell<${T}>>`,
    value: (g) => of("text")`std::rc::Rc::new(std::cell::RefCell::new(${make(g)}))`,
  },
  records: {
    type: (T) => `Vec<${T}>`,
    value: (g) => of("text")`vec![${separated([make(g), make(g)])}]`,
  },
  "shared records": {
    type: (T) => `Vec<std::rc::Rc<std::cell::RefCell<${T}>>>`,
    value: (g) =>
      of(
        "text",
      )`[${separated([make(g), make(g)])}].map(|r| std::rc::Rc::new(std::cell::RefCell::new(r))).to_vec()`,
  },
  "record tree": {
    type: (T) => `std::collections::BTreeMap<String, ${T}>`,
    value: (g) =>
      of("text")`[${separated([make(g), make(g)])}].into_iter().map(|r| (r.name.clone(), r)).collect()`,
  },
  "record option": {
    type: (T) => `Option<${T}>`,
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${make(g)}) } else { None })`,
  },
};

function declare(g) {
  const T = record(g)?.type;
  if (T === undefined) return undefined;
  const kind = g.random.pick(Object.keys(TYPES));
  const value = TYPES[kind].value(g);
  const name = g.fresh("r");
  g.declare(name, kind, true);
  if (kind !== "shared record") return stmt`let mut ${name}: ${TYPES[kind].type(T)} = ${value};`;
  const other = g.fresh("r");
  g.declare(other, kind, true);
  return stmt`let mut ${name}: ${TYPES[kind].type(T)} = ${value};\nlet mut ${other} = ${name}.clone();`;
}

function some(g, mutable = false) {
  const all = Object.keys(TYPES).flatMap((kind) => g.variables(kind, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

/** By `t` (a record), `a` (a number), `k` (a text) and `n` (an integer). */
const CHANGES = {
  record: (r) => [
    `${r}.change(a, &k);`,
    `${r}.change(a, "m").change(a * a, &k);`,
    `${r} = t;`,
    `${r}.name = k;`,
    `let old = std::mem::replace(&mut ${r}, t); ${r}.weight += old.value(a);`,
    `let mut other = ${r}.clone(); other.change(a, &k); if other.name.len() > n { ${r} = other; } else { ${r}.weight *= other.weight; }`,
  ],
  "shared record": (r) => [
    `${r}.borrow_mut().change(a, &k);`,
    `${r}.borrow_mut().name.push_str(&k); ${r}.borrow_mut().weight *= a;`,
    `let old = ${r}.replace(t); ${r}.borrow_mut().weight += old.value(a);`,
    `${r} = std::rc::Rc::new(std::cell::RefCell::new(t));`,
    `let by = ${r}.borrow().value(a); ${r}.borrow_mut().weight = by * a;`,
    `if std::rc::Rc::strong_count(&${r}) > 1 { let copy = ${r}.borrow().clone(); ${r} = std::rc::Rc::new(std::cell::RefCell::new(copy)); } ${r}.borrow_mut().change(a, "once");`,
  ],
  records: (r) => [
    `${r}.push(t);`,
    `${r}.insert(0, t); ${r}.truncate(5);`,
    `for one in &mut ${r} { one.change(a, &k); }`,
    `${r}.sort_by(|l, r| l.name.cmp(&r.name));`,
    `${r}.sort_by(|l, r| r.weight.total_cmp(&l.weight));`,
    `${r}.retain(|one| one.name.len() != n); ${r}.push(t);`,
    `if let Some(one) = ${r}.iter_mut().find(|one| one.name == k) { one.weight *= a; } else { ${r}.push(t); }`,
    `let copy = ${r}.clone(); ${r}.extend(copy.into_iter().take(2)); ${r}.truncate(6);`,
    `let mut groups: std::collections::BTreeMap<String, Vec<_>> = std::collections::BTreeMap::new(); for one in ${r}.drain(..) { groups.entry(one.name.clone()).or_default().push(one); } ${r} = groups.into_values().flatten().collect();`,
    `if let Some(mut one) = ${r}.pop() { one.change(a, &k); ${r}.insert(0, one); }`,
    `${r}.dedup_by(|l, r| l.name == r.name);`,
    `if ${r}.len() > 1 { let (left, right) = ${r}.split_at_mut(1); left[0].weight += right[0].weight; std::mem::swap(&mut left[0].name, &mut right[0].name); }`,
  ],
  "shared records": (r) => [
    `${r}.push(std::rc::Rc::new(std::cell::RefCell::new(t)));`,
    `let copy = ${r}.clone(); for one in &copy { one.borrow_mut().change(a, &k); }`,
    `if let Some(one) = ${r}.first().cloned() { ${r}.push(one); } ${r}.truncate(5);`,
    `${r}.sort_by_key(|one| one.borrow().name.clone());`,
    `${r}.retain(|one| one.borrow().name.len() != n);`,
    `if let Some(one) = ${r}.pop() { match std::rc::Rc::try_unwrap(one) { Ok(cell) => { let mut one = cell.into_inner(); one.change(a, &k); ${r}.push(std::rc::Rc::new(std::cell::RefCell::new(one))); } Err(one) => { one.borrow_mut().weight *= a; ${r}.push(one); } } }`,
  ],
  "record tree": (r) => [
    `${r}.insert(k, t);`,
    `${r}.insert(t.name.clone(), t);`,
    `${r}.entry(k).or_insert_with(|| t).change(a, "e");`,
    `${r}.entry(k.clone()).and_modify(|one| { one.change(a, &k); }).or_insert(t);`,
    `if let Some(mut one) = ${r}.remove(&k) { one.change(a, &k); ${r}.insert(one.name.clone(), one); }`,
    `for (name, one) in ${r}.iter_mut() { one.change(a, name); }`,
    `${r} = std::mem::take(&mut ${r}).into_values().map(|one| (one.name.clone() + "x", one)).collect();`,
    `${r}.retain(|name, one| name.len() > 1 || one.weight > a);`,
  ],
  "record option": (r) => [
    `${r} = Some(t);`,
    `if let Some(one) = &mut ${r} { one.change(a, &k); }`,
    `${r} = ${r}.take().map(|mut one| { one.name = k; one.weight += a; one });`,
    `${r}.get_or_insert_with(|| t).change(a, "o");`,
    `${r} = ${r}.clone().filter(|one| one.name.len() > n);`,
  ],
};

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const change = g.random.pick(CHANGES[one.type](one.name));
  const needs = [
    ["t", () => make(g)],
    ["a", () => bounded(g)],
    ["k", () => g.modest("string")],
    ["n", () => of("text")`(${g.modest("usize")}) as usize`],
  ].filter(([name]) => new RegExp(`\\b${name}\\b`).test(change));
  const made = needs.map(([, value]) => value());
  return stmt`{ ${needs.map(([name], i) => of("text")`let ${name} = ${made[i]};\n`)}${change} }`;
}

const READS = {
  record: (g, r) => [
    () => real`${r}.value(${g.modest("Real")})`,
    () => real`(${r}.weight * ${toReal(measure(g, `${r}.name`))})`,
    () => real`${r}.clone().change(${g.leaf("Real")}, "copy").value(${g.leaf("Real")})`,
  ],
  "shared record": (g, r) => [
    () => real`({ let t = ${r}.borrow().value(${g.leaf("Real")}); t })`,
    () =>
      real`({ let t = ${r}.borrow(); let s = t.weight * ${toReal(`(std::rc::Rc::strong_count(&${r}) + t.name.len() % 4)`)}; s })`,
  ],
  records: (g, r) => [
    () => real`${r}.iter().map(|one| one.value(${g.leaf("Real")})).sum::<${R}>()`,
    () =>
      real`${r}.iter().find(|one| one.name.contains('k')).map_or(${g.leaf("Real")}, |one| one.weight * ${g.leaf("Real")})`,
    () =>
      real`${r}.iter().max_by_key(|one| one.name.len()).map_or(${literal(0.5)}, |one| one.value(${g.leaf("Real")}))`,
    () =>
      real`${r}.iter().map(|one| (one.name.as_str(), one.weight)).collect::<std::collections::BTreeMap<_, _>>().values().sum::<${R}>()`,
    () =>
      real`${r}.clone().into_iter().map(|mut one| one.change(${g.leaf("Real")}, "into").weight).product::<${R}>()`,
  ],
  "shared records": (g, r) => [
    () => real`${r}.iter().map(|one| { let t = one.borrow().value(${g.leaf("Real")}); t }).sum::<${R}>()`,
    () =>
      real`${r}.last().map_or(${g.leaf("Real")}, |one| { let t = one.borrow().clone(); t.weight * ${toReal("t.name.len()")} })`,
  ],
  "record tree": (g, r) => [
    () => real`${r}.values().map(|one| one.value(${g.leaf("Real")})).sum::<${R}>()`,
    () => real`${r}.iter().map(|(name, one)| ${toReal(measure(g, "name"))} * one.weight).sum::<${R}>()`,
    () => real`${r}.get("ab").map_or(${g.leaf("Real")}, |one| one.value(${g.leaf("Real")}))`,
  ],
  "record option": (g, r) => [
    () => real`${r}.as_ref().map_or(${g.leaf("Real")}, |one| one.value(${g.leaf("Real")}))`,
    () => real`${r}.clone().map_or(${g.leaf("Real")}, |one| one.weight * ${toReal(measure(g, "one.name"))})`,
  ],
};

function read(g) {
  const one = some(g);
  return one && g.random.pick(READS[one.type](g, one.name))();
}

/** Nodes with names that know their parents. */
function linked(g) {
  const node = g.once("linked", () => {
    const name = g.fresh("Linked");
    const shared = `std::rc::Rc<std::cell::RefCell<${name}>>`;
    g.items.push(
      of(
        "item",
      )`struct ${name} { name: String, weight: ${R}, below: Vec<${shared}>, above: Option<std::rc::Weak<std::cell::RefCell<${name}>>> }`,
    );
    g.items.push(of("item")`impl ${name} {
fn new(name: String, weight: ${R}) -> ${shared} { std::rc::Rc::new(std::cell::RefCell::new(${name} { name, weight, below: Vec::new(), above: None })) }
fn add(above: &${shared}, below: ${shared}) { below.borrow_mut().above = Some(std::rc::Rc::downgrade(above)); above.borrow_mut().below.push(below); }
fn path(&self) -> String { match self.above.as_ref().and_then(|above| above.upgrade()) { Some(above) => format!("{}/{}", above.borrow().name, self.name), None => self.name.clone() } }
fn value(&self, a: ${R}) -> ${R} { self.below.iter().fold(self.weight * a * ${toReal("(self.path().len() % 5)")}, |s, b| s * ${literal(0.5)} + b.borrow().value(a.sin())) }
}`);
    return name;
  });
  const [top, one] = [g.fresh("u"), g.fresh("u")];
  return real`({
let ${top} = ${node}::new(${g.modest("string")}, ${g.modest("Real")});
let ${one} = ${node}::new(${g.modest("string")}, ${g.modest("Real")});
${node}::add(&${top}, ${one}.clone());
${node}::add(&${one}, ${node}::new(${g.modest("string")}, ${g.modest("Real")}));
${one}.borrow_mut().weight *= ${g.leaf("Real")}; ${top}.borrow_mut().name.push('t');
let t = ${top}.borrow().value(${g.leaf("Real")}) + ${one}.borrow().value(${g.leaf("Real")});
t
})`;
}

/** What a variable is worth at the end of the program. */
export const recordTotals = Object.fromEntries(
  Object.entries(READS).map(([kind, reads]) => [kind, (g, name) => reads(g, name)[0]()]),
);
