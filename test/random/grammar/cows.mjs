// Cow of slices and of texts: borrowed or owned, as data says.

import { literal, of, R, real, separated, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { measure, quoted } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const cows = [
  { type: "stmt", weight: 3, make: declare },
  { type: "stmt", weight: 3, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 2, make: declareText },
  { type: "stmt", weight: 2, make: (g) => changeText(g) ?? declareText(g) },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 2, make: factor },
  { type: "Real", weight: 2, make: clipped },
  { type: "Real", weight: 1, make: cleaned },
  { type: "Real", weight: 1, make: held },
];

const COW = "std::borrow::Cow";

const someSlice = (g) => {
  const all = g.variables("slice");
  return all.length > 0 ? g.random.pick(all).name : undefined;
};

const list = (g) => of("text")`vec![${separated([g.modest("Real"), g.leaf("Real"), g.leaf("Real")])}]`;

/** Either of what is borrowed and what is owned; none is empty. */
function cow(g, slice) {
  const i = g.fresh("i");
  return g.random.pick([
    () =>
      of("text")`(if ${g.modest("bool")} { ${COW}::Borrowed(${slice}) } else { ${COW}::Owned(${list(g)}) })`,
    () => of("text")`${COW}::Borrowed(${slice})`,
    () => of("text")`${COW}::from(${list(g)})`,
    () => of("text")`${COW}::Owned(${slice}.iter().map(|${i}| ${i} * ${g.leaf("Real")}).collect())`,
    () =>
      of(
        "text",
      )`(match ${g.modest("usize")} { 0 => ${COW}::Owned(${slice}.to_vec()), 1 => ${COW}::from(${slice}), _ => ${COW}::Borrowed(&${slice}[..1]) })`,
  ])();
}

function declare(g) {
  const slice = someSlice(g);
  if (slice === undefined) return undefined;
  const value = cow(g, slice);
  const name = g.fresh("c");
  g.declare(name, "cow", true);
  return stmt`let mut ${name}: ${COW}<'_, [${R}]> = ${value};`;
}

function change(g) {
  const all = g.variables("cow", true);
  const slice = someSlice(g);
  if (all.length === 0 || slice === undefined) return undefined;
  const { name: c } = g.random.pick(all);
  return g.random.pick([
    () => stmt`{ let a = ${bounded(g)}; ${c}.to_mut()[0] *= a; }`,
    () => stmt`{ let a = ${bounded(g)}; ${c}.to_mut().push(a); }`,
    () =>
      stmt`{ let a = ${bounded(g)}; if ${c}.iter().any(|v| *v > a) { for v in ${c}.to_mut() { *v = v.sin() * a; } } }`,
    () =>
      stmt`{ let a = ${bounded(g)}; if let ${COW}::Owned(list) = &mut ${c} { list[0] = a; list.reverse(); } }`,
    () => stmt`${c} = ${cow(g, slice)};`,
    () => stmt`${c} = ${COW}::Owned(${c}.clone().into_owned());`,
    () =>
      stmt`{ let mut list = std::mem::take(&mut ${c}).into_owned(); list.push(${g.leaf("Real")}); ${c} = list.into(); }`,
    () => stmt`{ let other = ${c}.clone(); ${c}.to_mut().extend(other.iter().take(2).map(|v| v * v)); }`,
  ])();
}

function read(g) {
  const all = g.variables("cow");
  if (all.length === 0) return undefined;
  const { name: c } = g.random.pick(all);
  return g.random.pick([
    () => real`${c}.iter().sum::<${R}>()`,
    () => real`${c}[${g.leaf("usize")} % ${c}.len()]`,
    () => real`${c}.first().map_or(${literal(0.5)}, |v| v * ${g.leaf("Real")})`,
    () => real`${c}.clone().into_owned().into_iter().fold(${literal(0.5)}, |s, v| s * ${literal(0.5)} + v)`,
    () =>
      real`(match &${c} { ${COW}::Borrowed(list) => list[0] * ${g.leaf("Real")}, ${COW}::Owned(list) => list.iter().product::<${R}>() })`,
    () => real`${c}.windows(2).map(|p| p[0] * p[1]).sum::<${R}>()`,
  ])();
}

/** Functions that own only where they must. */
function clipped(g) {
  const slice = someSlice(g);
  if (slice === undefined) return undefined;
  const clip = g.once("clip", () => {
    const name = g.fresh("clip");
    const value = g.apart("Real", () => {
      for (const one of ["a", "v"]) g.declare(one, "Real");
      return g.modest("Real");
    });
    g.items.push(of("item")`fn ${name}<'a>(list: &'a [${R}], a: ${R}, name: &str) -> ${COW}<'a, [${R}]> {
if list.iter().all(|v| *v <= a) { return ${COW}::Borrowed(list); }
if name.len() > 3 { return list[..1].into(); }
${COW}::Owned(list.iter().map(|&v| ${value}).collect())
}`);
    return name;
  });
  if (clip === undefined) return undefined;
  const call = () => of("text")`${clip}(${slice}, ${g.modest("Real")}, ${quoted(g)})`;
  return g.random.pick([
    () => real`${call()}.iter().sum::<${R}>()`,
    () => real`${clip}(&${call()}, ${g.modest("Real")}, ${quoted(g)}).iter().product::<${R}>()`,
    () => real`[${separated([call(), call()])}].concat().iter().sum::<${R}>()`,
    () =>
      real`[${separated([call(), call()])}].into_iter().map(|c| if matches!(c, ${COW}::Borrowed(_)) { c[0] } else { c.into_owned().iter().sum::<${R}>() }).sum::<${R}>()`,
  ])();
}

const text = (g) =>
  g.random.pick([
    () => of("text")`${COW}::Borrowed(${quoted(g)})`,
    () => of("text")`${COW}::Owned(${g.modest("string")})`,
    () =>
      of(
        "text",
      )`(if ${g.modest("bool")} { ${COW}::from(${quoted(g)}) } else { ${COW}::from(${g.modest("string")}) })`,
  ])();

function declareText(g) {
  const value = text(g);
  const name = g.fresh("c");
  g.declare(name, "text cow", true);
  return stmt`let mut ${name}: ${COW}<'static, str> = ${value};`;
}

function changeText(g) {
  const all = g.variables("text cow", true);
  if (all.length === 0) return undefined;
  const { name: c } = g.random.pick(all);
  return g.random.pick([
    () => stmt`${c}.to_mut().push_str("cow");\nif ${c}.len() > 30 { ${c} = ${COW}::Borrowed("cut"); }`,
    () => stmt`${c} = ${text(g)};`,
    () =>
      stmt`{ let s = ${g.modest("string")}; ${c} += ${COW}::<str>::Owned(s); if ${c}.len() > 30 { ${c}.to_mut().truncate(5); } }`,
    () => stmt`if let ${COW}::Owned(s) = &mut ${c} { s.insert(0, 'o'); s.truncate(20); }`,
    () => stmt`{ let s = std::mem::take(&mut ${c}).into_owned(); ${c} = s.replace("a", "e").into(); }`,
  ])();
}

function factor(g) {
  const all = g.variables("text cow");
  if (all.length === 0) return undefined;
  const { name: c } = g.random.pick(all);
  return g.random.pick([
    () => real`(${toReal(measure(g, c))} * ${g.frozen(() => g.modest("Real"))})`,
    () =>
      real`(match &${c} { ${COW}::Borrowed(s) => ${toReal("(s.len() % 5)")} * ${g.frozen(() => g.modest("Real"))}, ${COW}::Owned(s) => ${toReal(measure(g, "s"))} })`,
  ])();
}

/** Functions of texts that own only where they must. */
function cleaned(g) {
  const clean = g.once("clean", () => {
    const name = g.fresh("clean");
    g.items.push(of("item")`fn ${name}(text: &str) -> ${COW}<'_, str> {
if text.contains('a') { text.replace('a', "ae").into() } else { text.into() }
}`);
    return name;
  });
  const t = g.fresh("t");
  return real`({ let ${t} = ${g.modest("string")}; let ${t} = ${clean}(&${clean}(&${t})).len() % 6; ${toReal(t)} * ${g.modest("Real")} })`;
}

/** In structs and lists. */
function held(g) {
  const slice = someSlice(g);
  if (slice === undefined) return undefined;
  const holder = g.once("cow holder", () => {
    const name = g.fresh("Lent");
    g.items.push(of("item")`#[derive(Clone)]
struct ${name}<'a> { list: ${COW}<'a, [${R}]>, name: ${COW}<'a, str>, weight: ${R} }`);
    g.items.push(of("item")`impl ${name}<'_> {
fn value(&self) -> ${R} { self.list.iter().sum::<${R}>() * self.weight + ${toReal("(self.name.len() % 5)")} * self.list[0] }
fn change(&mut self, a: ${R}) { self.list.to_mut().push(a); self.name.to_mut().push('h'); self.weight *= ${literal(0.5)}; }
}`);
    return name;
  });
  const h = g.fresh("h");
  const make = () =>
    of("text")`${holder} { list: ${cow(g, slice)}, name: ${text(g)}, weight: ${g.modest("Real")} }`;
  return real`({ let mut ${h} = vec![${separated([make(), make()])}]; ${h}[(${g.leaf("usize")}) % 2].change(${g.leaf("Real")}); ${h}.push(${h}[0].clone()); ${h}[2].change(${g.leaf("Real")}); ${h}.iter().map(|h| h.value()).sum::<${R}>() })`;
}

/** What a variable is worth at the end of the program. */
export const cowTotals = {
  cow: (_g, name) => real`${name}.iter().sum::<${R}>()`,
  "text cow": (g, name) => real`(${toReal(`(${name}.len() % 7)`)} * ${g.leaf("Real")})`,
};
