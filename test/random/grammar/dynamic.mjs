// `dyn` and function pointers.

import { literal, of, R, real, separated, stmt } from "../syntax.mjs";
import { names, parameters, slots, steering, types, values } from "./slots.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const dynamic = [
  { type: "Real", weight: 3, make: traitObject },
  { type: "Real", weight: 2, make: listOfObjects },
  { type: "Real", weight: 2, make: pointer },
  { type: "Real", weight: 2, make: boxedClosure },
  { type: "Real", weight: 1, make: layers },
  { type: "stmt", weight: 1, make: visitor },
];

const trait = (g) => g.once("trait", () => declareTrait(g));

function declareTrait(g) {
  const name = g.fresh("Shape");
  const kinds = [];
  g.items.push(of("item")`trait ${name} {
fn value(&self, a: ${R}, ${parameters()}) -> ${R};
fn twice(&self, a: ${R}, ${parameters()}) -> ${R} { self.value(a, ${names()}) * ${literal(0.5)} + self.value(a * a, ${names()}) }
fn change(&mut self, a: ${R}, ${parameters()}) {}
}`);
  const count = g.random.integer(2, 3);
  for (let kind = 0; kind < count; kind += 1) {
    const type = g.fresh("Kind");
    const body = g.apart("Real", () => {
      g.declare("a", "Real");
      g.declare("self.p", "Real");
      g.declare("self.n", "usize");
      return g.make("Real");
    });
    const [field, fieldType] = kind === 1 ? ["w", of("text")`Vec<${R}>`] : ["w", of("text")`[${R}; 2]`];
    g.items.push(of("item")`struct ${type} { p: ${R}, n: usize, ${field}: ${fieldType} }`);
    g.items.push(of("item")`impl ${name} for ${type} {
fn value(&self, a: ${R}, ${parameters()}) -> ${R} { ${body} * self.w[${steering(kind)} % 2] }
fn change(&mut self, a: ${R}, ${parameters()}) { self.p = self.p * ${literal(0.5)} + a; self.w[${steering(kind + 1)} % 2] = a.sin(); }
}`);
    kinds.push({ type, vector: kind === 1 });
  }
  return { name, kinds };
}

function object(g, { type, vector }) {
  return of(
    "object",
  )`${type} { p: ${g.make("Real")}, n: ${g.leaf("usize")}, w: ${vector ? "vec!" : ""}[${g.make("Real")}, ${g.leaf("Real")}] }`;
}

function traitObject(g) {
  const { name, kinds } = trait(g) ?? {};
  if (name === undefined) return undefined;
  const t = g.fresh("t");
  const method = g.random.pick(["value", "twice"]);
  return real`({ let ${t}: Box<dyn ${name}> = if ${g.make("bool")} { Box::new(${object(g, kinds[0])}) } else { Box::new(${object(g, kinds[1])}) }; ${t}.${method}(${g.make("Real")}, ${values(g)}) })`;
}

function listOfObjects(g) {
  const { name, kinds } = trait(g) ?? {};
  if (name === undefined) return undefined;
  const [list, one] = [g.fresh("t"), g.fresh("t")];
  const objects = Array.from(
    { length: g.random.integer(1, 3) },
    () => of("text")`Box::new(${object(g, g.random.pick(kinds))})`,
  );
  const change = g.random.chance(0.5)
    ? stmt`for ${one} in ${list}.iter_mut() { ${one}.change(${g.make("Real")}, ${values(g)}); }`
    : "";
  return real`({ let mut ${list}: Vec<Box<dyn ${name}>> = vec![${separated(objects)}];\n${change}\n${list}.iter().map(|${one}| ${one}.value(${g.leaf("Real")}, ${values(g)})).sum::<${R}>() })`;
}

/** Three functions of one type. */
function declarePointed(g) {
  const names = [g.fresh("q"), g.fresh("q"), g.fresh("q")];
  names.forEach((name, i) => {
    const body = g.apart("Real", () => {
      g.declare("a", "Real");
      return g.make("Real");
    });
    const steered = real`${{ float: "(", dual: "real(" }}${steering(i)} as f64)`;
    g.items.push(of("item")`fn ${name}(a: ${R}, ${parameters()}) -> ${R} { ${body} + a * ${steered} }`);
  });
  return names;
}

function pointer(g) {
  const pointed = g.once("pointers", () => declarePointed(g));
  if (pointed === undefined) return undefined;
  const [t, type] = [g.fresh("t"), of("text")`fn(${R}, ${types()}) -> ${R}`];
  if (g.random.chance(0.5)) {
    return real`({ let ${t}: [${type}; 3] = [${pointed.join(", ")}]; ${t}[${g.make("usize")} % 3](${g.make("Real")}, ${values(g)}) })`;
  }
  return real`({ let ${t}: ${type} = if ${g.make("bool")} { ${pointed[0]} } else { ${pointed[1]} }; ${t}(${g.make("Real")}, ${values(g)}) })`;
}

/** Copies what it captures. */
const COPIED = new Set(["Real", "usize", "bool", "i32", "Single", "slice", "array"]);

const boxed = (g) => {
  g.boxes += 1;
  const t = g.fresh("t");
  const value = g.frozen(
    () => {
      g.declare(t, "Real");
      return g.make("Real");
    },
    ({ type }) => COPIED.has(type),
  );
  return of("text")`Box::new(move |${t}: ${R}, ${parameters()}| ${value})`;
};

function boxedClosure(g) {
  const f = g.fresh("f");
  return real`({ let ${f}: Box<dyn Fn(${R}, ${types()}) -> ${R} + '_> = if ${g.make("bool")} { ${boxed(g)} } else { ${boxed(g)} }; ${f}(${g.make("Real")}, ${values(g)}) })`;
}

function layers(g) {
  const [list, f, s] = [g.fresh("f"), g.fresh("f"), g.fresh("s")];
  return real`({ let ${list}: Vec<Box<dyn Fn(${R}, ${types()}) -> ${R} + '_>> = vec![${boxed(g)}, ${boxed(g)}, ${boxed(g)}]; ${list}.iter().fold(${g.make("Real")}, |${s}, ${f}| ${f}(${s}.sin(), ${values(g)})) })`;
}

function visitor(g) {
  const visit = g.once("visitor", () => {
    const name = g.fresh("visit");
    const indices = separated(slots.map((type) => of("text")`i as ${type}`));
    g.items.push(of("item")`fn ${name}(x: &[${R}], f: &mut dyn FnMut(${R}, ${types()})) {
for (i, v) in x.iter().enumerate() { f(*v, ${indices}); }
}`);
    return name;
  });
  const [all, slices] = [g.variables("Real", true), g.variables("slice")];
  if (all.length === 0 || slices.length === 0) return undefined;
  const target = g.random.pick(all).name;
  return stmt`${visit}(${g.random.pick(slices).name}, &mut |a: ${R}, ${parameters()}| { if slot0 < 2 { ${target} += a * a; } else { ${target} = (${target} * a).sin(); } });`;
}
