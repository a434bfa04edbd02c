// Texts that grow, are cut and taken apart: their lengths are factors and indices.

import { literal, R, real, separated, stmt, toReal, usize } from "../syntax.mjs";
import { measure, quoted } from "./strings.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const texts = [
  { type: "stmt", weight: 3, make: declare },
  { type: "stmt", weight: 5, make: (g) => change(g) ?? declare(g) },
  { type: "stmt", weight: 2, make: declareList },
  { type: "stmt", weight: 2, make: (g) => changeList(g) ?? declareList(g) },
  { type: "stmt", weight: 1, make: grow },
  { type: "usize", weight: 2, make: length },
  { type: "Real", weight: 4, make: factor },
  { type: "Real", weight: 2, make: pieces },
  { type: "Real", weight: 2, make: matched },
  { type: "Real", weight: 2, make: listed },
];

function declare(g) {
  const value = g.modest("string");
  const name = g.fresh("s");
  g.declare(name, "string", true);
  return stmt`let mut ${name}: String = ${value};`;
}

function some(g, type, mutable = false) {
  const all = g.variables(type, mutable);
  return all.length > 0 ? g.random.pick(all).name : undefined;
}

function change(g) {
  const s = some(g, "string", true);
  if (s === undefined) return undefined;
  const small = () => g.frozen(() => usize`(${g.modest("usize")}) % ${g.random.integer(2, 6)}`);
  const string = () => g.frozen(() => g.modest("string"));
  const made = g.random.pick([
    () => stmt`${s}.push_str(&${string()});`,
    () => stmt`${s}.push('c');`,
    () => stmt`${s} += ${quoted(g)};`,
    () => stmt`${s} = ${g.modest("string")};`,
    () => stmt`${s} = format!("{}{}", ${s}, ${small()});`,
    () => stmt`${s} = ${s}.repeat(2);`,
    () => stmt`${s} = ${s} + ${quoted(g)};`,
    () => stmt`${s}.insert(0, 'a');`,
    () => stmt`${s}.insert_str(0, ${quoted(g)});`,
    () => stmt`${s}.pop();`,
    () => stmt`${s}.truncate(${small()});`,
    () => stmt`${s}.retain(|c| c != 'a');`,
    () => stmt`if !${s}.is_empty() { ${s}.remove(0); }`,
    () => stmt`{ let half = ${s}.len() / 2; let rest = ${s}.split_off(half); ${s}.insert_str(0, &rest); }`,
    () =>
      stmt`{ let cut: String = ${s}.drain(..${s}.len() / 2).collect(); ${s}.push_str(&cut.replace("a", "")); }`,
    () => stmt`{ use std::fmt::Write as _; let n = ${small()}; write!(${s}, "{}/{}", n, n * 2).unwrap(); }`,
    () => stmt`${s}.extend(${quoted(g)}.chars().rev());`,
    () => stmt`{ let old = std::mem::take(&mut ${s}); ${s} = old.trim_start_matches('k').to_string(); }`,
    () => stmt`${s}.make_ascii_uppercase();`,
    () => stmt`{ let t = ${g.modest("string")}; ${s}.clone_from(&t); }`,
    () => stmt`${s} = ${s}.split('-').map(str::to_string).collect::<Vec<_>>().join("+");`,
    () => stmt`${s} = ${s}.chars().map(|c| if c == 'a' { 'b' } else { c }).collect();`,
    () => stmt`${s}.clear(); ${s}.push_str(${quoted(g)});`,
    () => stmt`${s}.replace_range(..${s}.len() / 2, ${quoted(g)});`,
  ])();
  return stmt`${made}\nif ${s}.len() > 40 { ${s}.truncate(10); }`;
}

function declareList(g) {
  const value = g.random.pick([
    () => ["vec![", ...separated([g.modest("string"), g.modest("string"), g.leaf("string")]), "]"],
    () => [quoted(g), ".split(' ').map(String::from).collect()"],
    () => [quoted(g), ".chars().map(|c| c.to_string()).collect()"],
    () => ["(0..", g.leaf("usize"), ' + 1).map(|i| "ab".repeat(i % 3)).collect()'],
  ])();
  const name = g.fresh("l");
  g.declare(name, "strings", true);
  return stmt`let mut ${name}: Vec<String> = ${value};`;
}

function changeList(g) {
  const l = some(g, "strings", true);
  if (l === undefined) return undefined;
  const t = () => g.frozen(() => g.modest("string"));
  return g.random.pick([
    () => stmt`${l}.push(${t()});`,
    () => stmt`${l}.insert(0, ${t()});`,
    () => stmt`${l}.sort(); ${l}.dedup();`,
    () => stmt`${l}.sort_by_key(|s| std::cmp::Reverse(s.len()));`,
    () => stmt`${l}.retain(|s| s.len() > 1);`,
    () => stmt`for s in &mut ${l} { s.push('l'); }`,
    () => stmt`if let Some(s) = ${l}.pop() { ${l}.insert(0, s + "p"); }`,
    () => stmt`if let Some(s) = ${l}.first_mut() { *s = s.repeat(2); s.truncate(12); }`,
    () => stmt`${l} = ${l}.iter().map(|s| s.to_uppercase()).collect();`,
    () => stmt`if !${l}.is_empty() { let s = ${l}.swap_remove(0); ${l}.push(s); }`,
    () => stmt`if ${l}.len() < 8 { ${l}.extend(${l}.clone()); }`,
    () => stmt`{ let all = ${l}.join(","); ${l} = all.split(',').rev().map(String::from).collect(); }`,
    () => stmt`${l}.truncate(4);`,
  ])();
}

/** A text and a number that grow together. */
function grow(g) {
  const all = g.variables("Real", true);
  const s = some(g, "string", true);
  if (all.length === 0 || s === undefined) return undefined;
  const [target, i] = [g.random.pick(all).name, g.fresh("i")];
  const value = g.frozen(() => g.modest("Real"));
  return stmt`for ${i} in 0..${g.random.integer(2, 6)} {
${s}.push_str(if ${i} % 2 == 0 { "ab" } else { "c" });
${target} = (${target} * ${toReal(measure(g, s))} + ${value}).sin();
}`;
}

function length(g) {
  const s = some(g, "string");
  return s && measure(g, s);
}

function factor(g) {
  const s = some(g, "string");
  if (s === undefined)
    return real`(${toReal(usize`(${g.modest("string")}.len() % 7)`)} * ${g.modest("Real")})`;
  return real`(${toReal(measure(g, s))} * ${g.frozen(() => g.modest("Real"))})`;
}

/** Parts of a constant text, or of a variable. */
function pieces(g) {
  const text = g.random.chance(0.6) ? quoted(g) : (some(g, "string") ?? quoted(g));
  const w = g.fresh("w");
  const value = () => g.frozen(() => g.modest("Real"));
  const sum = `.sum::<`;
  const each = real`.map(|${w}| ${toReal(`(${w}.len() % 5)`)} * ${value()})${sum}${R}>()`;
  return g.random.pick([
    () => real`${text}.split(',')${parts(each)}`,
    () => real`${text}.lines()${parts(each)}`,
    () => real`${text}.split_whitespace().rev()${parts(each)}`,
    () => real`${text}.splitn(2, '-')${parts(each)}`,
    () => real`${text}.rsplit(' ')${parts(each)}`,
    () =>
      real`${text}.chars().map(|${w}| match ${w} { 'a' => ${value()}, 'b'..='k' => ${g.leaf("Real")}, _ => ${literal(0.5)} })${sum}${R}>()`,
    () =>
      real`${text}.char_indices().filter(|(_, ${w})| *${w} != ' ').fold(${g.leaf("Real")}, |s, (i, _)| s * ${literal(0.5)} + ${toReal("(i % 4)")} * ${value()})`,
    () => real`${text}.bytes().take(4).map(|${w}| ${R}::from(${w} % 5) * ${value()})${sum}${R}>()`,
    () =>
      real`${text}.split_once('-').map_or(${g.leaf("Real")}, |(l, r)| ${toReal("(l.len() + r.len())")} * ${value()})`,
    () => real`${text}.strip_prefix("k").map_or(${g.leaf("Real")}, |${w}| ${toReal(measure(g, w))})`,
    () =>
      real`${text}.to_string().into_bytes().iter().rev().take(3).map(|${w}| ${R}::from(*${w} % 4))${sum}${R}>()`,
  ])();
}

/** The end of a chain, which is no expression alone. */
const parts = (node) => node.parts;

function matched(g) {
  const s = some(g, "string");
  const value = s === undefined ? g.modest("string") : s;
  const make = () => g.frozen(() => g.modest("Real"));
  return real`(match ${value}.as_str() { "a" | "ab" => ${make()}, "" => ${literal(0.5)}, w if w.len() > 3 => ${make()}, w => ${toReal("w.len()")} * ${make()} })`;
}

function listed(g) {
  const l = some(g, "strings");
  if (l === undefined) return undefined;
  const make = () => g.frozen(() => g.modest("Real"));
  return g.random.pick([
    () => real`${l}.iter().map(|s| ${toReal(measure(g, "s"))} * ${make()}).sum::<${R}>()`,
    () => real`(${toReal(`(${l}.concat().len() % 9)`)} * ${make()})`,
    () => real`${l}.iter().zip(x).map(|(s, v)| ${toReal("(s.len() % 5)")} * v).sum::<${R}>()`,
    () => real`(if ${l}.iter().any(|s| s.contains('k')) { ${make()} } else { ${make()} })`,
    () => real`${l}.iter().max().map_or(${g.leaf("Real")}, |s| ${toReal(measure(g, "s"))})`,
    () => real`${l}.first().map_or(${g.leaf("Real")}, |s| ${toReal("s.len()")} * ${make()})`,
  ])();
}

/** What a variable is worth at the end of the program. */
export const textTotals = {
  string: (g, name) => real`(${toReal(`(${name}.len() % 7)`)} * ${g.leaf("Real")})`,
  strings: (g, name) =>
    real`(${toReal(`(${name}.iter().map(String::len).sum::<usize>() % 9)`)} * ${g.leaf("Real")})`,
};
