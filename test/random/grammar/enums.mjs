// Enums with payloads: the same bytes hold floats in one variant and integers in another.

import { literal, of, R, real, separated, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const enums = [
  { type: "stmt", weight: 3, make: declare },
  { type: "stmt", weight: 2, simple: true, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 1, simple: true, make: (g) => update(g) ?? declare(g) },
  { type: "Real", weight: 4, make: matched },
  { type: "Real", weight: 1, make: list },
];

const PAYLOADS = [
  [],
  ["Real"],
  ["Real", "Real"],
  ["usize"],
  ["u8", "Real"],
  ["Real", "bool"],
  ["i32", "usize"],
  ["Real", "Real", "Real"],
  ["pair"],
  ["array3"],
];

const TYPES = {
  Real: [R],
  usize: ["usize"],
  u8: ["u8"],
  bool: ["bool"],
  i32: ["i32"],
  pair: ["(", R, ", u8)"],
  array3: ["[", R, "; 3]"],
};

/** A value of a payload. */
function value(g, type) {
  switch (type) {
    case "u8":
      return of("text")`(${g.leaf("usize")}) as u8`;
    case "pair":
      return of("text")`(${g.make("Real")}, ${g.random.integer(0, 9)})`;
    case "array3":
      return of("text")`[${g.make("Real")}, ${g.leaf("Real")}, ${g.leaf("Real")}]`;
    default:
      return g.make(type);
  }
}

/** What a payload is worth as a number, by the name that it is bound to by reference. */
function worth(g, type, name) {
  switch (type) {
    case "Real":
      return real`(*${name} * ${g.leaf("Real")})`;
    case "usize":
    case "i32":
    case "u8":
      return real`${{ float: "(", dual: "real(" }}(*${name} % 8) as f64)`;
    case "bool":
      return real`(if *${name} { ${g.leaf("Real")} } else { ${literal(0.5)} })`;
    case "pair":
      return real`(${name}.0 * ${literal(0.5)})`;
    default:
      return real`(${name}[0] * ${name}[2] + ${name}[1])`;
  }
}

function definition(g) {
  if (g.enums.length > 0 && g.random.chance(0.8)) return g.random.pick(g.enums);
  if (g.enums.length > 2) return g.random.pick(g.enums);
  const name = g.fresh("E");
  const variants = Array.from({ length: g.random.integer(2, 4) }, (_, i) => ({
    name: `V${i}`,
    payload: g.random.pick(PAYLOADS),
  }));
  const shown = variants.map((one) => of("text")`${one.name}${payloadTypes(one.payload)}`);
  g.items.push(of("item")`#[derive(Clone, Copy)]\nenum ${name} { ${separated(shown)} }`);
  const made = { name, variants };
  g.enums.push(made);
  return made;
}

const payloadTypes = (payload) =>
  payload.length === 0
    ? ""
    : ["(", ...payload.flatMap((type, i) => [...(i > 0 ? [", "] : []), ...TYPES[type]]), ")"];

function make(g, { name, variants }) {
  const all = g.variables(`enum ${name}`);
  if (all.length > 0 && g.random.chance(0.3)) return of(`enum ${name}`)`${g.random.pick(all).name}`;
  const one = g.random.pick(variants);
  const payload = one.payload.map((type) => value(g, type));
  return of(
    `enum ${name}`,
  )`${name}::${one.name}${payload.length === 0 ? "" : ["(", ...separated(payload), ")"]}`;
}

const either = (g, of1) =>
  g.random.chance(0.5)
    ? make(g, of1)
    : of(`enum ${of1.name}`)`(if ${g.make("bool")} { ${make(g, of1)} } else { ${make(g, of1)} })`;

function declare(g) {
  const type = definition(g);
  const made = either(g, type);
  const name = g.fresh("e");
  g.declare(name, `enum ${type.name}`, true);
  return stmt`let mut ${name} = ${made};`;
}

/** A variable of some enum that can be changed. */
function some(g, mutable) {
  const all = g.enums.flatMap((type) =>
    g.variables(`enum ${type.name}`, mutable).map(({ name }) => ({ name, type })),
  );
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function change(g) {
  const one = some(g, true);
  return one && stmt`${one.name} = ${either(g, one.type)};`;
}

/** Changes a payload in place. */
function update(g) {
  const one = some(g, true);
  const variant = one?.type.variants.find(({ payload }) => payload.includes("Real"));
  if (variant === undefined) return undefined;
  const at = variant.payload.indexOf("Real");
  const bindings = variant.payload.map((_, i) => (i === at ? "t" : "_"));
  return stmt`if let ${one.type.name}::${variant.name}(${bindings.join(", ")}) = &mut ${one.name} { *t = *t * ${literal(0.5)} + ${g.leaf("Real")}; }`;
}

function arms(g, type) {
  return type.variants.map((one) => {
    const names = one.payload.map(() => g.fresh("t"));
    const terms = one.payload.map((kind, i) => worth(g, kind, names[i]));
    const bound = names.length === 0 ? "" : `(${names.join(", ")})`;
    const sum = terms.length === 0 ? g.make("Real") : real`${separated(terms, " + ")}`;
    return of("text")`${type.name}::${one.name}${bound} => ${sum},`;
  });
}

function matched(g) {
  const one = some(g, false);
  if (one !== undefined) return real`(match &${one.name} { ${arms(g, one.type)} })`;
  const type = definition(g);
  return real`(match &${either(g, type)} { ${arms(g, type)} })`;
}

function list(g) {
  const type = definition(g);
  const t = g.fresh("t");
  return real`[${make(g, type)}, ${make(g, type)}, ${make(g, type)}].iter().map(|${t}| match ${t} { ${arms(g, type)} }).sum::<${R}>()`;
}
