// One value of an enum that owns text, in a variable, an Option, a Box, an Rc, a tuple, an array.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { ownerOf, valued } from "./owners.mjs";
import { measure } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const holders = [
  { type: "stmt", weight: 4, make: declare },
  { type: "stmt", weight: 4, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 1, make: move },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 1, make: lentTo },
  { type: "Real", weight: 1, make: made },
];

const zero = literal(0.0);

/** By the type of the variable: its type, a value, what is read of it, how it is changed by `a`, `t` and `n`. */
const HOLDERS = {
  held: {
    type: (T) => T,
    value: (g) => g.modest("owner"),
    read: (g, h) => valued(g, h),
    changes: (h, T) => [
      `${h}.change(a);`,
      `${h} = t;`,
      `let old = std::mem::replace(&mut ${h}, t); ${h}.change(old.spent(a));`,
      `let mut other = t; std::mem::swap(&mut other, &mut ${h}); if other == ${h} { ${h}.change(a); }`,
      `${h}.clone_from(&t);`,
      `let lent: &mut ${T} = &mut ${h}; for _ in 0..n % 3 { lent.change(a); }`,
    ],
  },
  "held option": {
    type: (T) => `Option<${T}>`,
    value: (g) => of("text")`(if ${g.modest("bool")} { Some(${g.modest("owner")}) } else { None })`,
    read: (g, h) =>
      g.random.pick([
        () => real`${h}.as_ref().map_or(${g.leaf("Real")}, |o| ${valued(g, "o")})`,
        () =>
          real`(match &${h} { Some(o) if o.size() > 1 => ${valued(g, "o")}, Some(_) => ${g.leaf("Real")}, None => ${literal(0.5)} })`,
        () => real`${h}.clone().map_or(${g.leaf("Real")}, |o| o.spent(${g.leaf("Real")}))`,
        () => real`${h}.iter().map(|o| ${valued(g, "o")}).sum::<${R}>()`,
      ])(),
    changes: (h) => [
      `${h} = Some(t);`,
      `if let Some(o) = ${h}.as_mut() { o.change(a); }`,
      `${h} = ${h}.take().filter(|o| o.size() != n);`,
      `${h}.get_or_insert(t).change(a);`,
      `${h}.get_or_insert_with(|| t.clone()).change(a);`,
      `if let Some(mut old) = ${h}.replace(t) { old.change(a); if n > 1 { ${h} = Some(old); } }`,
      `if ${h}.is_none() { ${h} = Some(t); } else if n == 0 { ${h} = None; }`,
    ],
  },
  "held box": {
    type: (T) => `Box<${T}>`,
    value: (g) => of("text")`Box::new(${g.modest("owner")})`,
    read: (g, h) => valued(g, h),
    changes: (h) => [
      `${h}.change(a);`,
      `*${h} = t;`,
      `${h} = Box::new(t);`,
      `${h} = ${h}.clone(); ${h}.change(a);`,
    ],
  },
  "held rc": {
    type: (T) => `std::rc::Rc<${T}>`,
    value: (g) => of("text")`std::rc::Rc::new(${g.modest("owner")})`,
    read: (g, h) => valued(g, h),
    changes: (h) => [
      `std::rc::Rc::make_mut(&mut ${h}).change(a);`,
      `let other = std::rc::Rc::clone(&${h}); std::rc::Rc::make_mut(&mut ${h}).change(a + other.value(a));`,
      `if let Some(o) = std::rc::Rc::get_mut(&mut ${h}) { o.change(a); }`,
      `${h} = std::rc::Rc::new(t);`,
      `let old = std::mem::replace(&mut ${h}, std::rc::Rc::new(t)); std::rc::Rc::make_mut(&mut ${h}).change(std::rc::Rc::try_unwrap(old).map_or(a, |o| o.spent(a)));`,
    ],
  },
  "held cell": {
    type: (T) => `std::rc::Rc<std::cell::RefCell<${T}>>`,
    value: (g) => of("text")`std::rc::Rc::new(std::cell::RefCell::new(${g.modest("owner")}))`,
    read: (g, h) => real`({ let t = ${h}.borrow().value(${g.leaf("Real")}); t })`,
    changes: (h) => [
      `${h}.borrow_mut().change(a);`,
      `let old = ${h}.replace(t); ${h}.borrow_mut().change(old.spent(a));`,
      `*${h}.borrow_mut() = t;`,
      `let other = ${h}.clone(); other.borrow_mut().change(a); ${h} = if n > 2 { std::rc::Rc::new(std::cell::RefCell::new(t)) } else { other };`,
    ],
  },
  "held pair": {
    type: (T) => `(String, ${T})`,
    value: (g) => of("text")`(${g.modest("string")}, ${g.modest("owner")})`,
    read: (g, h) => real`(${toReal(measure(g, `${h}.0`))} * ${valued(g, `${h}.1`)})`,
    changes: (h) => [
      `${h}.1.change(a); ${h}.0.push('p');`,
      `${h}.1 = t;`,
      `${h} = (format!("{}{}", n, ${h}.0.len()), t);`,
      `let (name, mut o) = ${h}.clone(); o.change(a); ${h} = (name + "q", o);`,
    ],
  },
  "held array": {
    type: (T) => `[${T}; 3]`,
    value: (g) => of("text")`[${separated([g.modest("owner"), g.modest("owner"), g.leaf("owner")])}]`,
    read: (g, h) =>
      g.random.pick([
        () => real`${h}.iter().map(|o| ${valued(g, "o")}).sum::<${R}>()`,
        () => real`${h}[${g.leaf("usize")} % 3].value(${g.leaf("Real")})`,
        () => real`${h}.clone().map(|o| o.spent(${g.leaf("Real")})).iter().product::<${R}>()`,
      ])(),
    changes: (h) => [
      `${h}[n % 3].change(a);`,
      `${h}[n % 3] = t;`,
      `${h}.rotate_left(1); ${h}.swap(0, n % 3);`,
      `for o in &mut ${h} { o.change(a); }`,
      `${h}.sort_by(|l, r| l.size().cmp(&r.size()));`,
    ],
  },
  "held result": {
    type: (T) => `Result<${T}, String>`,
    value: (g) =>
      of("text")`(if ${g.modest("bool")} { Ok(${g.modest("owner")}) } else { Err(${g.modest("string")}) })`,
    read: (g, h) =>
      g.random.chance(0.5)
        ? real`(match &${h} { Ok(o) => ${valued(g, "o")}, Err(e) => ${toReal(measure(g, "e"))} })`
        : real`${h}.clone().map_or(${g.leaf("Real")}, |o| o.spent(${g.leaf("Real")}))`,
    changes: (h, T) => [
      `if let Ok(o) = &mut ${h} { o.change(a); }`,
      `${h} = Ok(t);`,
      `${h} = ${h}.clone().and_then(|o| if o.size() > n { Err(format!("size {}", n)) } else { Ok(o) });`,
      `${h} = ${h}.clone().or_else(|e: String| if e.len() > n { Err(e) } else { Ok::<${T}, String>(t) });`,
    ],
  },
};

const KINDS = Object.keys(HOLDERS);

function declare(g) {
  const type = ownerOf(g);
  if (type === undefined) return undefined;
  const kind = g.random.chance(0.3) ? "held" : g.random.pick(KINDS);
  const value = HOLDERS[kind].value(g);
  const name = g.fresh("h");
  g.declare(name, kind, true);
  const other = kind === "held rc" || kind === "held cell" ? g.fresh("h") : undefined;
  if (other) g.declare(other, kind, true);
  const twice = other ? `\nlet mut ${other} = std::rc::Rc::clone(&${name});` : "";
  return stmt`let mut ${name}: ${HOLDERS[kind].type(type.name)} = ${value};${twice}`;
}

function some(g, mutable = false) {
  const all = KINDS.flatMap((kind) => g.variables(kind, mutable));
  return all.length > 0 ? g.random.pick(all) : undefined;
}

function change(g) {
  const one = some(g, true);
  if (one === undefined) return undefined;
  const change = g.random.pick(HOLDERS[one.type].changes(one.name, ownerOf(g).name));
  const needs = [
    ["t", () => g.modest("owner")],
    ["a", () => bounded(g)],
    ["n", () => of("usize")`(${g.modest("usize")}) as usize`],
  ].filter(([name]) => new RegExp(`\\b${name}\\b`).test(change));
  const made = needs.map(([, make]) => make());
  return stmt`{ ${needs.map(([name], i) => of("text")`let ${name} = ${made[i]};\n`)}${change} }`;
}

function read(g) {
  const one = some(g);
  return one && HOLDERS[one.type].read(g, one.name);
}

/** What was declared in this block may be moved into another holder. */
function move(g) {
  const all = g.innermost.filter(({ type }) => type === "held");
  if (all.length === 0) return undefined;
  const old = g.random.pick(all);
  g.moved(old);
  const [name, T] = [g.fresh("h"), ownerOf(g).name];
  const [kind, value] = g.random.pick([
    ["held", old.name],
    ["held box", `Box::new(${old.name})`],
    ["held option", `Some(${old.name})`],
    ["held rc", `std::rc::Rc::new(${old.name})`],
    ["held pair", `(String::from("moved"), ${old.name})`],
  ]);
  g.declare(name, kind, true);
  return stmt`let mut ${name}: ${HOLDERS[kind].type(T)} = ${value};`;
}

/** Functions that take one by reference, by value, and give it back. */
function lentTo(g) {
  if (ownerOf(g) === undefined) return undefined;
  const T = ownerOf(g).name;
  const { weigh, turn } = g.once("takers", () => {
    const [weigh, turn] = [g.fresh("weigh"), g.fresh("turn")];
    g.items.push(of("item")`fn ${weigh}(o: &${T}, name: &str, a: ${R}) -> ${R} {
if o.size() > name.len() { o.value(a) } else { a * ${literal(0.5)} + o.value(a * a) }
}`);
    g.items.push(of("item")`fn ${turn}(mut o: ${T}, a: ${R}) -> Option<${T}> {
if o.size() > 4 { return None; }
o.change(a);
Some(o)
}`);
    return { weigh, turn };
  });
  return g.random.pick([
    () => real`${weigh}(&${g.modest("owner")}, &${g.modest("string")}, ${g.modest("Real")})`,
    () =>
      real`${turn}(${g.modest("owner")}, ${g.modest("Real")}).map_or(${zero}, |o| o.spent(${g.leaf("Real")}))`,
    () =>
      real`${turn}(${g.modest("owner")}, ${g.modest("Real")}).and_then(|o| ${turn}(o, ${g.leaf("Real")})).as_ref().map_or(${zero}, |o| ${weigh}(o, ${g.leaf("string")}.as_str(), ${g.leaf("Real")}))`,
  ])();
}

function made(g) {
  return ownerOf(g) && real`(${g.modest("owner")}).value(${g.modest("Real")})`;
}

/** What a variable is worth at the end of the program. */
export const holderTotals = Object.fromEntries(
  KINDS.map((kind) => [kind, (g, name) => HOLDERS[kind].read(g, name)]),
);
