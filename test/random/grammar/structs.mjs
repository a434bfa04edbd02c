// Structs: of numbers beside small fields, nested, by value and by reference, with methods.

import { literal, of, R, real, S, separated, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const structs = [
  { type: "stmt", weight: 4, make: declare },
  { type: "stmt", weight: 4, simple: true, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 1, make: list },
  { type: "Real", weight: 4, make: field },
  { type: "Real", weight: 2, make: method },
  { type: "Real", weight: 1, make: consumed },
  { type: "Real", weight: 1, make: folded },
];

const FIELDS = {
  Real: { type: [R], value: (g) => g.make("Real"), read: (place) => real`${place}` },
  Single: {
    type: [S],
    value: (g) => of("text")`((${g.make("Real")})${{ float: " as f32)", dual: ".to_single())" }}`,
    read: (place) => real`${R}::from(${place})`,
  },
  u8: {
    type: ["u8"],
    value: (g) => of("text")`(${g.leaf("usize")}) as u8`,
    read: (place) => real`${R}::from(${place})`,
  },
  i32: { type: ["i32"], value: (g) => g.make("i32"), read: (place) => real`${R}::from(${place} % 4)` },
  bool: {
    type: ["bool"],
    value: (g) => g.make("bool"),
    read: (place) => real`(if ${place} { ${literal(0.75)} } else { ${literal(0.25)} })`,
  },
  usize: {
    type: ["usize"],
    value: (g) => g.make("usize"),
    read: (place) => real`${{ float: "(", dual: "real(" }}(${place} % 5) as f64)`,
  },
  array: {
    type: ["[", R, "; 3]"],
    value: (g) => of("text")`[${g.make("Real")}, ${g.leaf("Real")}, ${g.leaf("Real")}]`,
    read: (place, g) => real`${place}[${g.leaf("usize")} % 3]`,
  },
  vec: {
    type: ["Vec<", R, ">"],
    value: (g) => of("text")`vec![${g.make("Real")}, ${g.leaf("Real")}]`,
    read: (place) => real`${place}.iter().sum::<${R}>()`,
  },
  option: {
    type: ["Option<", R, ">"],
    value: (g) => of("text")`(if ${g.make("bool")} { Some(${g.make("Real")}) } else { None })`,
    read: (place, g) => real`${place}.unwrap_or(${g.leaf("Real")})`,
  },
  tuple: {
    type: ["(", R, ", u8, ", R, ")"],
    value: (g) => of("text")`(${g.make("Real")}, 3, ${g.leaf("Real")})`,
    read: (place) => real`(${place}.0 * ${place}.2)`,
  },
};

function definition(g) {
  if (g.structs.length > 0 && (g.structs.length > 2 || g.random.chance(0.8))) return g.random.pick(g.structs);
  const name = g.fresh("S");
  const kinds = [
    "Real",
    ...Array.from({ length: g.random.integer(1, 4) }, () => g.random.pick(Object.keys(FIELDS))),
  ];
  const fields = kinds.map((kind, i) => ({ name: `m${i}`, kind }));
  const inner = g.structs.length > 0 && g.random.chance(0.5) ? g.random.pick(g.structs) : undefined;
  if (inner) fields.push({ name: "inner", inner });
  fields.sort(() => 0); // In the order of declaration; rustc lays them out.
  const shown = fields.map(
    (one) => of("text")`${one.name}: ${one.inner ? one.inner.name : FIELDS[one.kind].type}`,
  );
  const copy = fields.every((one) => (one.inner ? one.inner.copy : one.kind !== "vec"));
  const layout = g.random.chance(0.2) ? "#[repr(C)]\n" : "";
  g.items.push(
    of("item")`#[derive(Clone${copy ? ", Copy" : ""})]\n${layout}struct ${name} { ${separated(shown)} }`,
  );
  const made = { name, fields, copy };
  const [body, reads] = g.apart("Real", () => {
    g.declare("self.m0", "Real");
    const all = readable(made, "self").map((one) => one.read(g));
    g.declare("a", "Real");
    return [g.make("Real"), all];
  });
  g.items.push(of("item")`impl ${name} {
fn value(&self, a: ${R}) -> ${R} { ${body} * ${g.random.pick(reads)} }
fn change(&mut self, a: ${R}) -> &mut Self { self.m0 = self.m0 * ${literal(0.5)} + a * ${g.random.pick(reads)}; self }
fn total(self) -> ${R} { ${separated(reads, " + ")} }
}`);
  g.structs.push(made);
  return made;
}

/** Every number in a struct, by how it is read. */
function readable({ fields }, place) {
  return fields.flatMap((one) =>
    one.inner
      ? readable(one.inner, `${place}.${one.name}`)
      : [
          {
            place: `${place}.${one.name}`,
            kind: one.kind,
            read: (g) => FIELDS[one.kind].read(`${place}.${one.name}`, g),
          },
        ],
  );
}

function make(g, type) {
  const all = g.variables(`struct ${type.name}`);
  if (all.length > 0 && g.random.chance(0.25)) {
    const { name } = g.random.pick(all);
    return g.random.chance(0.5)
      ? of(`struct ${type.name}`)`${name}.clone()`
      : of(`struct ${type.name}`)`${type.name} { m0: ${g.make("Real")}, ..${name}.clone() }`;
  }
  const fields = type.fields.map(
    (one) => of("text")`${one.name}: ${one.inner ? make(g, one.inner) : FIELDS[one.kind].value(g)}`,
  );
  return of(`struct ${type.name}`)`${type.name} { ${separated(fields)} }`;
}

function declare(g) {
  const type = definition(g);
  const value = make(g, type);
  const name = g.fresh("s");
  g.declare(name, `struct ${type.name}`, true);
  return stmt`let mut ${name} = ${value};`;
}

function some(g, mutable = false) {
  const all = g.structs.flatMap((type) =>
    g.variables(`struct ${type.name}`, mutable).map(({ name }) => ({ name, type })),
  );
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const places = readable(one.type, one.name);
  const { place, kind } = g.random.pick(places);
  const store = () => {
    if (kind === "vec") return stmt`${place}.push(${g.make("Real")});`;
    if (kind === "array") return stmt`${place}[${g.leaf("usize")} % 3] = ${g.make("Real")};`;
    if (kind === "Real") return stmt`${place} = ${literal(0.5)} * ${place} + ${g.make("Real")};`;
    if (kind === "tuple") return stmt`${place}.2 = ${g.make("Real")};`;
    return stmt`${place} = ${FIELDS[kind].value(g)};`;
  };
  return g.random.pick([
    store,
    store,
    () => stmt`${one.name} = ${make(g, one.type)};`,
    () => stmt`{ let t = ${g.make("Real")}; ${one.name}.change(t); }`,
    () => stmt`{ let t = ${g.make("Real")}; ${one.name}.change(t).change(t * t); }`,
    () =>
      stmt`{ let mut other = ${make(g, one.type)}; std::mem::swap(&mut other, &mut ${one.name}); ${one.name}.m0 += other.m0; }`,
    () =>
      stmt`{ let new = ${make(g, one.type)}; let old = std::mem::replace(&mut ${one.name}, new); ${one.name}.m0 *= old.m0; }`,
  ])();
}

function field(g) {
  const one = some(g);
  return one && g.random.pick(readable(one.type, one.name)).read(g);
}

function method(g) {
  const one = some(g);
  return one && real`${one.name}.value(${g.make("Real")})`;
}

function consumed(g) {
  const one = some(g);
  if (one === undefined) return real`(${make(g, definition(g))}).total()`;
  return real`${one.name}.clone().total()`;
}

/** A Vec of structs, changed in place and folded. */
function list(g) {
  const type = definition(g);
  const [name, i] = [g.fresh("w"), g.fresh("i")];
  const value = g.within(() => {
    g.declare(i, "usize");
    return make(g, type);
  });
  const count = g.make("usize");
  g.declare(name, `structs ${type.name}`, true);
  return stmt`let mut ${name} = Vec::new();\nfor ${i} in 0..${count} + 1 { ${name}.push(${value}); }\nfor t in ${name}.iter_mut() { t.change(${g.leaf("Real")}); }`;
}

function folded(g) {
  const all = g.structs.flatMap((type) =>
    g.variables(`structs ${type.name}`).map(({ name }) => ({ name, type })),
  );
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  const t = g.fresh("t");
  return g.random.pick([
    () => real`${name}.iter().map(|${t}| ${t}.value(${g.leaf("Real")})).sum::<${R}>()`,
    () => real`${name}.clone().into_iter().map(|${t}| ${t}.total()).sum::<${R}>()`,
    () =>
      real`({ let mut ${t} = ${name}.clone(); ${t}.sort_by(|a, b| a.m0.total_cmp(&b.m0)); ${t}[0].m0 * ${t}[${t}.len() - 1].value(${g.leaf("Real")}) })`,
  ])();
}
