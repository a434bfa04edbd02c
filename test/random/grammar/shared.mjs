// Box, Cell, RefCell, Rc: memory behind pointers, also shared ones.

import { literal, of, R, real, stmt } from "../syntax.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const shared = [
  { type: "stmt", weight: 2, make: declareCell },
  { type: "stmt", weight: 2, make: declareShared },
  { type: "stmt", weight: 1, make: declareBox },
  { type: "stmt", weight: 4, simple: true, make: change },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: graph },
  { type: "Real", weight: 1, make: references },
];

function declareCell(g) {
  const value = g.make("Real");
  const name = g.fresh("c");
  g.declare(name, "cell");
  return stmt`let ${name} = std::cell::Cell::new(${value});`;
}

/** Two owners. */
function declareShared(g) {
  const value = [g.make("Real"), g.make("Real")];
  const [one, other] = [g.fresh("r"), g.fresh("r")];
  g.declare(one, "shared");
  g.declare(other, "shared");
  return stmt`let ${one} = std::rc::Rc::new(std::cell::RefCell::new(vec![${value[0]}, ${value[1]}]));\nlet ${other} = std::rc::Rc::clone(&${one});`;
}

function declareBox(g) {
  const value = g.make("Real");
  const name = g.fresh("z");
  g.declare(name, "box", true);
  return stmt`let mut ${name} = Box::new(${value});`;
}

function some(g, mutable = false) {
  const all = [...g.variables("cell"), ...g.variables("shared"), ...g.variables("box", mutable)];
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const { name, type } = one;
  const value = g.make("Real");
  switch (type) {
    case "cell":
      return g.random.chance(0.5)
        ? stmt`${name}.set(${value});`
        : stmt`${name}.set(${name}.get() * ${literal(0.5)} + ${value});`;
    case "box":
      return g.random.chance(0.5)
        ? stmt`*${name} = *${name} * ${literal(0.5)} + ${value};`
        : stmt`${name} = Box::new(${value});`;
    default:
      return g.random.pick([
        () => stmt`{ let t = ${value}; ${name}.borrow_mut().push(t); }`,
        () => stmt`{ let t = ${value}; ${name}.borrow_mut()[0] *= t; }`,
        () => stmt`{ let t = ${value}; for a in ${name}.borrow_mut().iter_mut() { *a = (*a + t).sin(); } }`,
        () =>
          stmt`{ let t = ${value}; let old = ${name}.replace(vec![t]); ${name}.borrow_mut().extend(old); }`,
      ])();
  }
}

function read(g) {
  const one = some(g);
  if (one === undefined) return undefined;
  const { name, type } = one;
  if (type === "cell") return real`${name}.get()`;
  if (type === "box") return real`*${name}`;
  return g.random.chance(0.5)
    ? real`({ let t = ${name}.borrow()[0]; t })`
    : real`({ let t = ${name}.borrow().iter().sum::<${R}>(); t })`;
}

/** Nodes that share a child. */
function graph(g) {
  const node = g.once("node", () => {
    const name = g.fresh("Node");
    g.items.push(
      of(
        "item",
      )`struct ${name} { weight: ${R}, used: std::cell::Cell<u8>, below: Vec<std::rc::Rc<${name}>> }`,
    );
    g.items.push(
      of(
        "item",
      )`impl ${name} { fn value(&self, a: ${R}) -> ${R} { self.used.set(self.used.get() + 1); self.below.iter().fold(self.weight * a, |s, b| s * ${literal(0.5)} + b.value(a.sin())) } }`,
    );
    return name;
  });
  const [t, u] = [g.fresh("t"), g.fresh("t")];
  return real`({
let ${t} = std::rc::Rc::new(${node} { weight: ${g.make("Real")}, used: std::cell::Cell::new(0), below: vec![] });
let ${u} = ${node} { weight: ${g.make("Real")}, used: std::cell::Cell::new(0), below: vec![${t}.clone(), ${t}.clone()] };
${u}.value(${g.make("Real")}) + ${t}.value(${g.leaf("Real")})
})`;
}

/** References that are chosen while the program runs. */
function references(g) {
  const [a, b, t] = [g.fresh("a"), g.fresh("b"), g.fresh("t")];
  return real`({
let (mut ${a}, mut ${b}) = (${g.make("Real")}, ${g.make("Real")});
let ${t} = if ${g.make("bool")} { &mut ${a} } else { &mut ${b} };
*${t} = *${t} * *${t} + ${literal(0.25)};
*${t} = ${t}.sin();
${a} * ${literal(0.5)} + ${b}
})`;
}
