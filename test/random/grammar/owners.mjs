// An enum of which some variants own text and others numbers: the same bytes are a pointer, a length or a float.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { measure } from "./strings.mjs";

const owner = of("owner");

/** @type {import("./grammar.mjs").Production[]} */
export const owners = [
  { type: "owner", weight: 3, simple: true, make: (g) => variant(g, (type) => g.leaf(type)) },
  { type: "owner", weight: 4, make: (g) => variant(g, (type) => g.make(type)) },
  { type: "owner", weight: 3, simple: true, make: copied },
  {
    type: "owner",
    weight: 1,
    make: (g) => owner`(if ${g.modest("bool")} { ${g.modest("owner")} } else { ${g.modest("owner")} })`,
  },
];

/** What a variant holds: how it is made by `e`, what it is worth where `p` refers to it, how it changes by `by`. */
const KINDS = {
  Real: {
    type: () => [R],
    value: (_g, e) => e("Real"),
    worth: (g, p) => real`(*${p} * ${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = *${p} * ${literal(0.5)} + by;`,
  },
  string: {
    type: () => ["String"],
    value: (_g, e) => e("string"),
    worth: (g, p) => real`(${toReal(measure(g, p))} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len() % 7`,
    change: (p) => stmt`${p}.push_str("ab"); if ${p}.len() > 20 { ${p}.clear(); }`,
  },
  fixed: {
    type: () => ["&'static str"],
    value: (g) => of("text")`${g.random.pick(['"fixed"', '"a"', '"four"'])}`,
    worth: (g, p) => real`(${toReal(of("usize")`${p}.len()`)} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len()`,
    change: (p) => stmt`*${p} = "changed";`,
  },
  shared: {
    type: () => ["std::rc::Rc<str>"],
    value: (_g, e) => of("text")`std::rc::Rc::from(${e("string")})`,
    worth: (_g, p) => toReal(of("usize")`(${p}.len() % 5)`),
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`*${p} = std::rc::Rc::from("other");`,
  },
  reals: {
    type: () => ["Vec<", R, ">"],
    value: (g, e) => of("text")`vec![${separated([e("Real"), g.leaf("Real")])}]`,
    worth: (g, p) =>
      g.random.chance(0.5)
        ? real`${p}.iter().sum::<${R}>()`
        : real`${p}.iter().fold(${g.leaf("Real")}, |s, v| s * ${literal(0.5)} + v)`,
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`${p}.push(by); if ${p}.len() > 6 { ${p}.remove(0); }`,
  },
  strings: {
    type: () => ["Vec<String>"],
    value: (g, e) => of("text")`vec![${separated([e("string"), g.leaf("string")])}]`,
    worth: (g, p) =>
      real`(${toReal(of("usize")`(${p}.iter().map(|w| w.len()).sum::<usize>() % 5)`)} * ${g.leaf("Real")})`,
    size: (p) => `${p}.len() % 5`,
    change: (p) => stmt`${p}.push(String::from("w")); if ${p}.len() > 6 { ${p}.remove(0); }`,
  },
  note: {
    type: () => ["Option<String>"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some(${e("string")}) } else { None })`,
    worth: (g, p) => real`${p}.as_ref().map_or(${g.leaf("Real")}, |w| ${toReal(measure(g, "w"))})`,
    size: (p) => `${p}.as_deref().map_or(1, |w| w.len()) % 7`,
    change: (p) =>
      stmt`*${p} = match ${p}.take() { Some(w) if w.len() < 9 => Some(w + "n"), Some(_) => None, None => Some(String::from("new")) };`,
  },
  score: {
    type: () => ["Option<", R, ">"],
    value: (_g, e) => of("text")`(if ${e("bool")} { Some(${e("Real")}) } else { None })`,
    worth: (g, p) => real`${p}.unwrap_or(${g.leaf("Real")})`,
    change: (p) => stmt`*${p} = Some(by);`,
  },
  u32: {
    type: () => ["u32"],
    value: (_g, e) => of("text")`(${e("usize")}) as u32`,
    worth: (g, p) => real`(${R}::from(*${p} % 5) * ${g.leaf("Real")})`,
    size: (p) => `*${p} as usize % 5`,
    change: (p) => stmt`*${p} = (*${p} + 1) % 9;`,
  },
  bool: {
    type: () => ["bool"],
    value: (_g, e) => e("bool"),
    worth: (g, p) => real`(if *${p} { ${g.leaf("Real")} } else { ${literal(0.5)} })`,
    change: (p) => stmt`*${p} = !*${p};`,
  },
  triple: {
    type: () => ["[", R, "; 3]"],
    value: (g, e) => of("text")`[${separated([e("Real"), g.leaf("Real"), g.leaf("Real")])}]`,
    worth: (_g, p) => real`(${p}[0] * ${p}[2] + ${p}[1])`,
    change: (p) => stmt`${p}.rotate_left(1); ${p}[0] += by;`,
  },
  table: {
    type: () => ["std::collections::BTreeMap<u8, ", R, ">"],
    value: (g, e) =>
      of("text")`std::collections::BTreeMap::from([(1, ${e("Real")}), (4, ${g.leaf("Real")})])`,
    worth: (_g, p) => real`${p}.values().sum::<${R}>()`,
    size: (p) => `${p}.len()`,
    change: (p) => stmt`${p}.insert(${p}.len() as u8 % 6, by);`,
  },
  inner: {
    type: (name) => [`Box<${name}>`],
    value: (g, e) => of("text")`Box::new(${variant(g, e, true)})`,
    worth: (_g, p) => real`(${p}.value(t) * ${literal(0.5)})`,
    size: (p) => `${p}.size() + 1`,
    change: (p) => stmt`${p}.change(by);`,
  },
  inners: {
    type: (name) => [`Vec<${name}>`],
    value: (g, e) =>
      of("text")`vec![${separated([variant(g, e, true), variant(g, (one) => g.leaf(one), true)])}]`,
    worth: (_g, p) => real`(${p}.iter().map(|m| m.value(t)).sum::<${R}>() * ${literal(0.5)})`,
    size: (p) => `${p}.len()`,
    change: (p) => stmt`for m in ${p}.iter_mut() { m.change(by); } ${p}.reverse();`,
  },
};

/** Variants that own text, that have numbers, and others. */
const OWNING = [
  { name: "Text", kinds: ["string"] },
  { name: "Named", kinds: ["string", "Real"], labels: ["name", "weight"] },
  { name: "Mixed", kinds: ["Real", "string", "bool"] },
  { name: "Words", kinds: ["strings"] },
  { name: "Note", kinds: ["note"] },
];
const ACTIVE = [
  { name: "Num", kinds: ["Real"] },
  { name: "Pair", kinds: ["Real", "Real"], labels: ["a", "b"] },
  { name: "Many", kinds: ["reals"] },
  { name: "Score", kinds: ["score", "u32"] },
  { name: "Triple", kinds: ["triple"] },
];
const OTHERS = [
  { name: "Nothing", kinds: [] },
  { name: "Count", kinds: ["u32"] },
  { name: "Flag", kinds: ["bool"] },
  { name: "Fixed", kinds: ["fixed"] },
  { name: "Shared", kinds: ["shared"] },
  { name: "Table", kinds: ["table"] },
  { name: "Inner", kinds: ["inner"] },
  { name: "Scaled", kinds: ["Real", "inner"] },
  { name: "Inners", kinds: ["inners"] },
];
const RECURSIVE = new Set(["inner", "inners"]);

/** The enum of this program; none while it is being declared. */
export const ownerOf = (g) => g.once("owner", () => define(g));

function define(g) {
  const name = g.fresh("Item");
  const chosen = new Set([g.random.pick(OWNING), g.random.pick(ACTIVE)]);
  const more = g.random.integer(0, 3);
  for (let i = 0; i < more; i += 1)
    chosen.add(g.random.pick(g.random.chance(0.6) ? OTHERS : [...OWNING, ...ACTIVE]));
  const variants = [...chosen];
  if (g.random.chance(0.5)) variants.reverse();
  const empty = variants.find(({ kinds }) => kinds.length === 0);
  const shown = variants.map((one) => {
    const mark = one === empty ? "#[default] " : "";
    return of("text")`${mark}${one.name}${held(
      one,
      one.kinds.map((kind) => KINDS[kind].type(name)),
    )}`;
  });
  const traits = ["Clone", "Debug", "PartialEq", ...(empty ? ["Default"] : [])];
  g.items.push(of("item")`#[derive(${traits.join(", ")})]\nenum ${name} { ${separated(shown)} }`);
  const made = { name, variants, empty };
  const bound = variants.map(({ kinds }) => kinds.map(() => g.fresh("p")));
  const worth = g.apart("Real", () => {
    g.declare("t", "Real");
    return variants.map((one, i) => worthOf(g, one, bound[i]));
  });
  const arms = (make) =>
    variants.map(
      (one, i) => of("text")`${name}::${one.name}${held(one, bound[i])} => ${make(one, bound[i], i)},\n`,
    );
  const lent = (names) => names.map((one) => `let ${one} = &${one}; `).join("");
  g.items.push(of("item")`impl ${name} {
fn value(&self, t: ${R}) -> ${R} { match self { ${arms((_, _names, i) => worth[i])} } }
fn spent(self, t: ${R}) -> ${R} { match self { ${arms((_, names, i) => of("text")`{ ${lent(names)}${worth[i]} }`)} } }
fn size(&self) -> usize { match self { ${arms(sizeOf)} } }
fn change(&mut self, by: ${R}) { match self { ${arms((one, names) => changeOf(g, made, one, names))} } }
}`);
  return made;
}

/** What stands behind the name of a variant. */
function held({ kinds, labels }, parts) {
  if (kinds.length === 0) return "";
  const list = separated(parts.map((one, i) => of("text")`${labels ? `${labels[i]}: ` : ""}${one}`));
  return of("text")`${labels ? " { " : "("}${list}${labels ? " }" : ")"}`;
}

/** The sum of what a variant holds, by the names that refer to it; or something else, if it holds nothing. */
function worthOf(g, { kinds }, names) {
  if (kinds.length === 0) return g.modest("Real");
  const terms = kinds.map((kind, i) => KINDS[kind].worth(g, names[i]));
  return real`((${separated(terms, " + ")}) * ${literal(0.25)} * ${g.modest("Real")})`;
}

function sizeOf({ kinds }, names) {
  const sizes = kinds.flatMap((kind, i) => KINDS[kind].size?.(names[i]) ?? []);
  return sizes.length === 0 ? "1" : sizes.join(" + ");
}

/** What a variant holds that another one turns into. */
const TURNED = { Real: "by", string: 'String::from("turned")', bool: "true", score: "Some(by)", u32: "7" };

/** In place, or into another variant. */
function changeOf(g, { name, variants, empty }, one, names) {
  if (g.random.chance(0.25) || one.kinds.length === 0) {
    const others = variants.filter(({ kinds }) => kinds.length > 0 && kinds.every((kind) => kind in TURNED));
    if (others.length === 0) return of("text")`{}`;
    const other = g.random.pick(others);
    const values = other.kinds.map((kind) => TURNED[kind]);
    return of("text")`*self = ${name}::${other.name}${held(other, values)}`;
  }
  if (empty && g.random.chance(0.1)) return of("text")`*self = ${name}::${empty.name}`;
  return of("text")`{ ${one.kinds.map((kind, i) => KINDS[kind].change(names[i]))} }`;
}

/** A value of some variant; where `isFlat`, of one that holds no other value of the enum. */
function variant(g, e, isFlat = false) {
  const type = ownerOf(g);
  if (type === undefined) return undefined;
  const one = g.random.pick(
    type.variants.filter(({ kinds }) => !isFlat || !kinds.some((kind) => RECURSIVE.has(kind))),
  );
  return owner`${type.name}::${one.name}${held(
    one,
    one.kinds.map((kind) => KINDS[kind].value(g, e)),
  )}`;
}

function copied(g) {
  const all = [...g.variables("held"), ...g.variables("held box"), ...g.variables("held rc")];
  if (all.length === 0) return undefined;
  const { name, type } = g.random.pick(all);
  return type === "held" ? owner`${name}.clone()` : owner`(*${name}).clone()`;
}

/** A sum of values, in closures that change nothing. */
export const valued = (g, place) => real`${place}.value(${g.leaf("Real")})`;
