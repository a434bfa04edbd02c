// An enum of which some variants own text and others numbers: the same bytes are a pointer, a length or a float.

import { literal, of, R, real, separated, stmt } from "../syntax.mjs";
import { held, PAYLOADS } from "./payloads.mjs";

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

/** What a variant holds, which may be others of the enum. */
const KINDS = {
  ...PAYLOADS,
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
