// Closures that own closures, texts and numbers: boxed, composed in loops, counted, called once, returned.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { names, parameters, types, values } from "./slots.mjs";
import { measure } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const compositions = [
  { type: "Real", weight: 3, make: few(wrapped) },
  { type: "Real", weight: 3, make: few(stacked) },
  { type: "Real", weight: 2, make: nested },
  { type: "Real", weight: 2, make: composed },
  { type: "Real", weight: 2, make: few(once) },
  { type: "Real", weight: 2, make: few(changing) },
  { type: "Real", weight: 2, make: few(byName) },
  { type: "Real", weight: 2, make: few(shared) },
  { type: "stmt", weight: 3, make: counting },
  { type: "stmt", weight: 3, make: few(declare) },
  { type: "stmt", weight: 2, make: few((g) => extend(g) ?? declare(g)) },
  { type: "Real", weight: 4, make: called },
];

/** Copies what it captures. */
const COPIED = new Set(["Real", "usize", "bool", "i32", "Single", "slice", "array"]);

/** So many closures of one type in a program: of more than 24 none is called, see E005. */
const MOST = 12;

/** What `make` makes, if the program has not too many closures yet. */
function few(make) {
  return (g) => (g.boxes < MOST ? make(g) : undefined);
}

/** A type of closures of a number and the parameters of this program. */
const typeOf = (word, owner = "Box", life = " + '_") =>
  of("text")`${owner}<dyn ${word}(${R}, ${types()}) -> ${R}${life}>`;

/** A body over numbers, and over what is copied into the closure. */
const body = (g, declared) =>
  g.frozen(
    () => {
      for (const name of declared) g.declare(name, "Real");
      return g.modest("Real");
    },
    ({ type }) => COPIED.has(type),
  );

/** A closure that owns a text, or a list of numbers, or neither. */
function boxed(g, owner = "Box") {
  g.boxes += 1;
  const [t, w] = [g.fresh("t"), g.fresh("w")];
  const head = of("text")`move |${t}: ${R}, ${parameters()}|`;
  const made = g.random.pick([
    () => of("text")`${owner}::new(${head} ${body(g, [t])})`,
    () =>
      of(
        "text",
      )`{ let ${w} = ${g.modest("string")}; ${owner}::new(${head} ${body(g, [t])} * ${toReal(measure(g, w))}) }`,
    () =>
      of(
        "text",
      )`{ let ${w} = vec![${g.modest("Real")}, ${g.leaf("Real")}]; ${owner}::new(${head} ${w}.iter().sum::<${R}>() * ${body(g, [t])}) }`,
    () =>
      of(
        "text",
      )`{ let ${w} = (${g.modest("string")}, ${g.modest("Real")}); ${owner}::new(${head} if ${w}.0.len() > slot0 as usize { ${w}.1 * ${t} } else { ${body(g, [t])} }) }`,
  ])();
  return made;
}

/** Wrapped in another as often as data says. */
function wrapped(g) {
  g.boxes += 1;
  const [f, before, t, a, s, i] = ["f", "f", "t", "a", "s", "i"].map((prefix) => g.fresh(prefix));
  const first = boxed(g);
  const layer = g.random.pick([
    () => of("text")`${before}(${t} * ${a}, ${names()}) * ${literal(0.5)} + ${toReal(measure(g, s))}`,
    () =>
      of(
        "text",
      )`if ${s}.len() % 2 == 0 { ${before}(${t}, ${names()}) * ${a} } else { ${before}(${body(g, [t, a])}, ${names()}) }`,
    () => of("text")`(${before}(${t}.sin(), ${names()}) + ${before}(${a}, ${names()})) * ${literal(0.5)}`,
  ])();
  const [number, text] = g.frozen(() => [g.modest("Real"), g.modest("string")]);
  return real`({
let mut ${f}: ${typeOf("Fn")} = ${first};
for ${i} in 0..(${g.modest("usize")}) % 4 {
let (${a}, ${s}) = (${number} + ${toReal(i)}, ${text});
let ${before} = ${f};
${f} = Box::new(move |${t}: ${R}, ${parameters()}| ${layer});
}
${f}(${g.modest("Real")}, ${values(g)})
})`;
}

/** A list of them, composed into one. */
function stacked(g) {
  g.boxes += 2;
  const [list, f, layer, before, t] = ["f", "f", "f", "f", "t"].map((prefix) => g.fresh(prefix));
  const start = g.random.pick([
    () => of("text")`Box::new(|${t}: ${R}, ${parameters()}| ${t})`,
    () => boxed(g),
  ])();
  const both = g.random.pick([
    of("text")`${layer}(${before}(${t}, ${names()}), ${names()})`,
    of("text")`${before}(${t}, ${names()}) * ${literal(0.5)} + ${layer}(${t} * ${t}, ${names()})`,
    of("text")`if slot1 > 1 { ${layer}(${t}, ${names()}) } else { ${before}(${t}, ${names()}) }`,
  ]);
  return real`({
let ${list}: Vec<${typeOf("Fn")}> = vec![${separated([boxed(g), boxed(g), boxed(g)])}];
let mut ${f}: ${typeOf("Fn")} = ${start};
for ${layer} in ${list}${g.random.pick(["", ".into_iter().rev()", ".into_iter().skip(1)"])} {
let ${before} = ${f};
${f} = Box::new(move |${t}: ${R}, ${parameters()}| ${both});
}
${f}(${g.modest("Real")}, ${values(g)})
})`;
}

/** A function that returns closures of closures, by recursion. */
function nested(g) {
  const name = g.once("nest", () => {
    const made = g.fresh("nest");
    const inner = g.apart("Real", () => {
      for (const one of ["t", "a"]) g.declare(one, "Real");
      return g.modest("Real");
    });
    g.items.push(of("item")`fn ${made}(n: usize, a: ${R}, name: String) -> ${typeOf("Fn", "Box", "")} {
if n == 0 { return Box::new(move |t: ${R}, ${parameters()}| ${inner} * ${toReal("(name.len() % 4)")}); }
let inner = ${made}(n - 1, a.sin(), format!("{}{}", name, n));
Box::new(move |t: ${R}, ${parameters()}| inner(t * a, ${names()}) * ${literal(0.5)} + ${toReal("(name.len() % 3)")} * t)
}`);
    return made;
  });
  return (
    name &&
    real`${name}((${g.modest("usize")}) % 4, ${g.modest("Real")}, ${g.modest("string")})(${g.modest("Real")}, ${values(g)})`
  );
}

/** Closures without a box: of generic functions. */
function composed(g) {
  const { compose, named, twice } = g.once("composers", () => {
    const [compose, named, twice] = [g.fresh("compose"), g.fresh("named"), g.fresh("twice")];
    g.items.push(
      of(
        "item",
      )`fn ${compose}<F: Fn(${R}) -> ${R}, G: Fn(${R}) -> ${R}>(f: F, g: G) -> impl Fn(${R}) -> ${R} { move |t| g(f(t)) }`,
      of(
        "item",
      )`fn ${named}(a: ${R}, name: String) -> impl Fn(${R}) -> ${R} + Clone { move |t| (t * a).sin() * ${toReal("(name.len() % 5)")} + a }`,
      of(
        "item",
      )`fn ${twice}<F: Fn(${R}) -> ${R} + Clone>(f: F) -> impl Fn(${R}) -> ${R} { ${compose}(f.clone(), move |t| f(t) * ${literal(0.5)}) }`,
    );
    return { compose, named, twice };
  });
  const t = g.fresh("t");
  const lambda = g.frozen(() => {
    g.declare(t, "Real");
    return g.modest("Real");
  });
  const make = () => g.frozen(() => of("text")`${named}(${g.modest("Real")}, ${g.modest("string")})`);
  return g.random.pick([
    () => real`({ let f = ${compose}(|${t}: ${R}| ${lambda}, ${make()}); f(${g.leaf("Real")}) })`,
    () =>
      real`({ let f = ${compose}(${make()}, ${compose}(${make()}, |${t}: ${R}| ${lambda})); f(${g.leaf("Real")}) })`,
    () => real`({ let f = ${twice}(${make()}); f(${g.modest("Real")}) })`,
    () => real`({ let f = ${compose}(${twice}(${make()}), |${t}: ${R}| ${lambda}); f(${g.leaf("Real")}) })`,
  ])();
}

/** What is called once gives away what it owns. */
function once(g) {
  g.boxes += 1;
  const finish = g.once("finish", () => {
    const name = g.fresh("finish");
    g.items.push(
      of("item")`fn ${name}<T>(f: impl FnOnce(${R}) -> T, a: ${R}) -> T { f(a * ${literal(0.5)}) }`,
    );
    return name;
  });
  const [w, s, t, list] = ["w", "s", "t", "f"].map((prefix) => g.fresh(prefix));
  const owned = of(
    "text",
  )`let (${w}, ${s}) = (vec![${g.modest("Real")}, ${g.modest("Real")}], ${g.modest("string")});`;
  return g.random.pick([
    () =>
      real`({ ${owned} ${finish}(move |${t}| ${w}.into_iter().map(|v| v * ${t}).sum::<${R}>() + ${toReal(`(${s}.into_bytes().len() % 5)`)}, ${g.leaf("Real")}) })`,
    () =>
      real`({ ${owned} let (${t}, ${list}) = ${finish}(move |t| (${s} + "o", ${w}.into_iter().rev().map(move |v| v + t).collect::<Vec<_>>()), ${g.leaf("Real")}); ${list}[0] * ${toReal(`(${t}.len() % 5)`)} + ${list}[1] })`,
    () =>
      real`({ ${owned} let ${list}: ${typeOf("FnOnce")} = Box::new(move |${t}: ${R}, ${parameters()}| { let mut all = ${w}; all.push(${t}); drop(${s}); all.into_iter().product::<${R}>() }); ${list}(${g.leaf("Real")}, ${values(g)}) })`,
    () =>
      real`({ let mut ${list}: Vec<${typeOf("FnOnce")}> = vec![${separated([boxed(g), boxed(g)])}]; ${owned} if ${g.modest("bool")} { ${list}.push(Box::new(move |${t}: ${R}, ${parameters()}| ${w}.into_iter().sum::<${R}>() * ${t} + ${toReal(`(${s}.len() % 3)`)})); } ${list}.into_iter().map(|f| f(${g.leaf("Real")}, ${values(g)})).sum::<${R}>() })`,
    () =>
      real`({ let mut ${list}: Option<${typeOf("FnOnce")}> = if ${g.modest("bool")} { Some(${boxed(g)}) } else { None }; let mut ${t} = ${g.modest("Real")}; for _ in 0..2 { if let Some(f) = ${list}.take() { ${t} = f(${t}, ${values(g)}); } } ${t} })`,
  ])();
}

/** Boxes of closures that change what they own. */
function changing(g) {
  g.boxes += 3;
  const [list, f, t, w, s, n] = ["f", "f", "t", "w", "s", "n"].map((prefix) => g.fresh(prefix));
  const one = () =>
    g.random.pick([
      () =>
        of(
          "text",
        )`{ let (mut ${w}, mut ${n}) = (${g.modest("Real")}, 0_u32); Box::new(move |${t}: ${R}, ${parameters()}| { ${n} += 1; ${w} = ${w} * ${literal(0.5)} + ${t}; ${w} * ${R}::from(${n}) }) }`,
      () =>
        of(
          "text",
        )`{ let (mut ${w}, mut ${s}) = (${g.modest("Real")}, ${g.modest("string")}); Box::new(move |${t}: ${R}, ${parameters()}| { ${s}.push('x'); ${w} += ${t} * ${toReal(`(${s}.len() % 4)`)}; ${w}.sin() }) }`,
      () =>
        of(
          "text",
        )`{ let (mut ${w}, mut ${s}) = (Vec::new(), std::collections::BTreeMap::new()); Box::new(move |${t}: ${R}, ${parameters()}| { ${w}.push(${t}); ${s}.insert(${w}.len() % 3, format!("{}", ${w}.len())); ${w}.iter().sum::<${R}>() * ${toReal(`${s}.values().map(|v: &String| v.len()).sum::<usize>()`)} }) }`,
      () => boxed(g),
    ])();
  return real`({
let mut ${list}: Vec<${typeOf("FnMut")}> = vec![${separated([one(), one()])}];
${list}.push(${one()});
let mut ${t} = ${g.modest("Real")};
for _ in 0..${g.random.integer(1, 3)} { for ${f} in ${list}.iter_mut() { ${t} = ${f}(${t}, ${values(g)}).sin(); } }
${t}
})`;
}

/** Looked up by a name. */
function byName(g) {
  const [m, k, f] = [g.fresh("m"), g.fresh("k"), g.fresh("f")];
  const insert = (key) => of("text")`${m}.insert(${key}, ${boxed(g)});`;
  const key = () => g.random.pick(['"one".to_string()', '"k1".to_string()', g.modest("string")]);
  return real`({
let mut ${m}: std::collections::BTreeMap<String, ${typeOf("Fn")}> = std::collections::BTreeMap::new();
${insert('"one".to_string()')} ${insert('"k2".to_string()')} ${insert(key())}
let ${k} = ${key()};
let ${f} = ${g.modest("Real")};
match ${m}.get(&${k}) { Some(f) => f(${f}, ${values(g)}), None => ${m}.values().map(|f| f(${f}, ${values(g)})).sum::<${R}>() }
})`;
}

/** One closure that several own. */
function shared(g) {
  g.boxes += 2;
  const [f, h, t, u] = ["f", "f", "t", "t"].map((prefix) => g.fresh(prefix));
  return real`({
let ${f}: ${typeOf("Fn", "std::rc::Rc")} = ${boxed(g, "std::rc::Rc")};
let ${h}: Vec<${typeOf("Fn")}> = vec![
{ let ${f} = std::rc::Rc::clone(&${f}); Box::new(move |${t}: ${R}, ${parameters()}| ${f}(${t} * ${t}, ${names()})) },
{ let (${f}, ${u}) = (${f}.clone(), ${g.modest("string")}); Box::new(move |${t}: ${R}, ${parameters()}| ${f}(${t}, ${names()}) * ${toReal(measure(g, u))}) },
];
${h}.iter().map(|h| h(${g.leaf("Real")}, ${values(g)})).sum::<${R}>() + ${f}(${g.leaf("Real")}, ${values(g)})
})`;
}

/** Counts and takes notes while it changes a number. */
function counting(g) {
  const all = g.variables("Real", true);
  if (all.length === 0) return undefined;
  const drive = g.once("drive", () => {
    const name = g.fresh("drive");
    g.items.push(
      of(
        "item",
      )`fn ${name}(n: usize, mut f: impl FnMut(usize, &str) -> ${R}) -> ${R} { (0..n).map(|i| f(i, if i % 2 == 0 { "even" } else { "odd" })).sum() }`,
    );
    return name;
  });
  const [n, s, t, target] = [g.fresh("n"), g.fresh("s"), g.fresh("t"), g.random.pick(all).name];
  const others = ({ name }) => name !== target;
  const value = g.frozen(() => {
    g.declare(t, "Real");
    return g.modest("Real");
  }, others);
  const [first, second] = g.frozen(() => [g.modest("Real"), g.leaf("Real")], others);
  return g.random.pick([
    () => stmt`{
let (mut ${n}, mut ${s}) = (0_usize, String::new());
let mut step = |${t}: ${R}| { ${n} += 1; ${s}.push_str(&format!("{};", ${n})); ${target} = ${target} * ${literal(0.5)} + ${value} * ${toReal(`(${s}.len() % 5)`)}; ${target} };
step(${first}); for _ in 0..2 { step(${second}); }
${target} += ${toReal(`(${n} + ${s}.len())`)} * ${literal(0.1)} * ${second};
}`,
    () => stmt`{
let (mut ${n}, mut ${s}) = (Vec::new(), String::new());
let ${t} = ${first};
let made = ${drive}((${g.leaf("usize")}) % 4 + 1, |i, name| { ${n}.push(${t} * ${toReal("i")}); ${s} += name; ${toReal(`(${s}.len() % 6)`)} * ${value} });
${target} = made * ${toReal(`${s}.len()`)} * ${literal(0.1)} + ${n}.iter().sum::<${R}>();
}`,
  ])();
}

function declare(g) {
  const name = g.fresh("f");
  const value = separated(Array.from({ length: g.random.integer(1, 2) }, () => boxed(g)));
  g.declare(name, "closures", true);
  return stmt`let mut ${name}: Vec<${typeOf("Fn")}> = vec![${value}];`;
}

/** One more: a new one, or one that owns another. */
function extend(g) {
  const all = g.variables("closures", true);
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  g.boxes += 1;
  const [t, a, s] = [g.fresh("t"), g.fresh("a"), g.fresh("s")];
  return g.random.pick([
    () => stmt`{ let f: ${typeOf("Fn")} = ${boxed(g)}; ${name}.push(f); }`,
    () =>
      stmt`{ let (${a}, ${s}) = (${g.modest("Real")}, ${g.modest("string")}); if let Some(f) = ${name}.pop() { ${name}.push(Box::new(move |${t}: ${R}, ${parameters()}| f(${t} * ${a}, ${names()}) + ${toReal(`(${s}.len() % 4)`)})); } }`,
    () =>
      stmt`{ let old = std::mem::take(&mut ${name}); let ${a} = ${g.modest("Real")}; ${name}.push(Box::new(move |${t}: ${R}, ${parameters()}| old.iter().fold(${t}, |s, f| f(s.sin(), ${names()})) * ${a})); }`,
    () => stmt`${name}.reverse(); ${name}.truncate(3);`,
  ])();
}

function called(g) {
  const all = g.variables("closures");
  if (all.length === 0) return undefined;
  const { name } = g.random.pick(all);
  const [t, f] = [g.fresh("t"), g.fresh("f")];
  return g.random.pick([
    () => totalOf(g, name),
    () =>
      real`({ let ${t} = ${g.modest("Real")}; ${name}.iter().fold(${t}, |${t}, ${f}| ${f}(${t}.sin(), ${values(g)})) })`,
    () =>
      real`({ let ${t} = ${g.modest("Real")}; ${name}.first().map_or(${t}, |${f}| ${f}(${t}, ${values(g)})) })`,
  ])();
}

function totalOf(g, name) {
  return real`${name}.iter().map(|f| f(${g.leaf("Real")}, ${values(g)})).sum::<${R}>()`;
}

/** What a variable is worth at the end of the program. */
export const compositionTotals = { closures: totalOf };
