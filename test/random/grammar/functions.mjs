// Functions of the program: their arguments are numbers, slices, vectors; by value and by reference.

import { block, literal, of, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const functions = [
  { type: "Real", weight: 4, make: call },
  { type: "stmt", weight: 2, make: callForEffect },
  { type: "Real", weight: 1, make: generic },
];

const PARAMETERS = {
  Real: { declared: "Real", type: [R] },
  usize: { declared: "usize", type: ["usize"] },
  slice: { declared: "slice", type: ["&[", R, "]"] },
  bool: { declared: "bool", type: ["bool"] },
};

/** At most so many functions a program. */
const MOST = 4;

/** Declares a function and returns it. */
function declare(g) {
  const name = g.fresh("f");
  const parameters = Array.from({ length: g.random.integer(1, 3) }, () => ({
    name: g.fresh("p"),
    kind: g.random.pick(["Real", "Real", "Real", "usize", "slice", "bool"]),
  }));
  const changed = g.random.chance(0.3) ? g.fresh("o") : undefined;
  const body = g.apart("Real", () => {
    for (const one of parameters) g.declare(one.name, PARAMETERS[one.kind].declared);
    if (!parameters.some(({ kind }) => kind === "Real")) return block([...g.statements(1)]);
    return block(g.statements(g.random.integer(1, 3)));
  });
  const result = g.apart("Real", () => {
    for (const one of parameters) g.declare(one.name, PARAMETERS[one.kind].declared);
    return g.make("Real");
  });
  const list = parameters.flatMap((one) => [one.name, ": ", ...PARAMETERS[one.kind].type, ", "]);
  if (changed !== undefined) list.push(changed, ": &mut ", R);
  const attribute = g.random.chance(0.3) ? "#[inline(never)]\n" : "";
  const update = changed === undefined ? "" : stmt`*${changed} = *${changed} * ${literal(0.5)} + ${result};`;
  g.items.push(of("item")`${attribute}fn ${name}(${list}) -> ${R} {\n${body}\n${update}\n${result}\n}`);
  const made = { name, parameters, changed: changed !== undefined };
  g.functions.push(made);
  return made;
}

function chosen(g) {
  if (g.functions.length < MOST && g.nesting >= 0 && (g.functions.length === 0 || g.random.chance(0.3))) {
    const before = g.functions;
    g.functions = []; // One that is being written cannot be called: there would be no end.
    const made = declare(g);
    g.functions = [...before, ...g.functions];
    return made;
  }
  return g.functions.length > 0 ? g.random.pick(g.functions) : undefined;
}

function argument(g, kind) {
  if (kind !== "slice") return g.make(kind);
  const all = [
    ...g.variables("slice").map(({ name }) => name),
    ...["vec", "array"].flatMap((type) => g.variables(type).map(({ name }) => `&${name}`)),
  ];
  if (all.length > 0 && g.random.chance(0.8)) return of("slice")`${g.random.pick(all)}`;
  return of("slice")`&[${g.make("Real")}, ${g.make("Real")}]`;
}

/** What one argument borrows is not changed by those behind it. */
function argumentsOf(g, { parameters }) {
  return parameters.flatMap(({ kind }, i) => {
    const make = () => argument(g, kind);
    const isLent = parameters.slice(0, i).some((before) => before.kind === "slice");
    return [i === 0 ? "" : ", ", isLent ? g.frozen(make) : make()];
  });
}

function call(g) {
  const f = chosen(g);
  if (f === undefined || f.changed) return undefined;
  return real`${f.name}(${argumentsOf(g, f)})`;
}

function callForEffect(g) {
  const f = chosen(g);
  if (f === undefined) return undefined;
  const targets = g.variables("Real", true);
  if (!f.changed) return undefined;
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets).name;
  const [name, made] = [g.fresh("a"), argumentsOf(g, f)];
  // The arguments read the variable before it is lent.
  const copy = g.fresh("c");
  g.declare(name, "Real", true);
  return stmt`let mut ${copy} = ${target};\nlet mut ${name} = ${f.name}(${made}, &mut ${copy});\n${target} = ${copy};`;
}

/** A generic function that takes a closure. */
function generic(g) {
  const name = g.once("generic", () => {
    const made = g.fresh("apply");
    g.items.push(of("item")`fn ${made}<F: Fn(${R}) -> ${R}>(f: F, a: ${R}) -> ${R} {
f(a) * ${literal(0.5)} + f(a * ${literal(0.5)})
}`);
    return made;
  });
  const t = g.fresh("t");
  const value = g.frozen(() => {
    g.declare(t, "Real");
    return g.make("Real");
  });
  return real`${name}(|${t}| ${value}, ${g.make("Real")})`;
}
