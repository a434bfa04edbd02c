// Rows that are parsed from constant text: names and numbers, which active numbers are multiplied with.

import { literal, of, R, real, stmt, toReal } from "../syntax.mjs";
import { bounded } from "./numbers.mjs";
import { hasInput } from "./vectors.mjs";

/** @type {import("./grammar.mjs").Production[]} */
export const rows = [
  { type: "stmt", weight: 3, make: declareRows },
  { type: "stmt", weight: 3, make: declareTree },
  { type: "stmt", weight: 3, make: (g) => change(g) ?? declareRows(g) },
  { type: "Real", weight: 4, make: read },
  { type: "Real", weight: 2, make: inline },
  { type: "Real", weight: 1, make: failing },
];

const NAMES = ["a", "b", "bc", "one", "x y", ""];
const NUMBERS = ["1.5", "0.25", "-0.75", "2", "1e-1", "0.5", ".125", "3."];

/** Rows as a text: `a,1.5;b,0.25`. Some have mistakes. */
function table(g, mistakes = 0.1) {
  const row = () => {
    const name = g.random.pick(NAMES);
    if (g.random.chance(mistakes)) return g.random.pick([name, `${name},one`, `${name},1,2`, ""]);
    return `${name},${g.random.pick(NUMBERS)}`;
  };
  return `"${Array.from({ length: g.random.integer(1, 5) }, row).join(";")}"`;
}

/** A number of a text as a float. */
const parsed = (text, otherwise) => real`${{ float: "(", dual: "real(" }}${text}.parse::<f64>()${otherwise})`;

/** Functions that take a text apart, and fail in three ways. */
const parsers = (g) =>
  g.once("parsers", () => {
    const [list, tree, error] = [g.fresh("rows"), g.fresh("table"), g.fresh("Mistake")];
    g.items.push(of("item")`fn ${list}(text: &str) -> Option<Vec<(String, ${R})>> {
let mut rows = Vec::new();
for row in text.split(';') {
let (name, number) = row.split_once(',')?;
rows.push((name.to_string(), ${parsed("number.trim()", ".ok()?")}));
}
Some(rows)
}`);
    g.items.push(of("item")`#[derive(Debug)]
enum ${error} { Number(std::num::ParseFloatError), Row { at: usize, text: String } }`);
    g.items.push(of("item")`impl From<std::num::ParseFloatError> for ${error} {
fn from(error: std::num::ParseFloatError) -> Self { ${error}::Number(error) }
}`);
    g.items.push(of(
      "item",
    )`fn ${tree}(text: &str, by: ${R}) -> Result<std::collections::BTreeMap<String, ${R}>, ${error}> {
let mut table = std::collections::BTreeMap::new();
for (at, row) in text.split(';').enumerate() {
let mut cells = row.split(',');
let (Some(name), Some(number), None) = (cells.next(), cells.next(), cells.next()) else {
return Err(${error}::Row { at, text: row.to_string() });
};
let number = ${parsed("number", "?")};
*table.entry(name.to_owned()).or_insert(${literal(0.0)}) += number * by;
}
Ok(table)
}`);
    return { list, tree, error };
  });

function declareRows(g) {
  const { list } = parsers(g) ?? {};
  if (list === undefined) return undefined;
  const name = g.fresh("d");
  const value = g.random.pick([
    () => of("text")`${list}(${table(g)}).unwrap_or_default()`,
    () => of("text")`${list}(${table(g)}).unwrap_or_else(|| vec![(String::from("none"), ${g.leaf("Real")})])`,
    () =>
      of(
        "text",
      )`${table(g)}.split(';').filter_map(|row| row.split_once(',')).map(|(name, number)| (String::from(name), ${parsed("number", ".unwrap_or(0.5)")} * ${g.leaf("Real")})).collect()`,
  ])();
  g.declare(name, "rows", true);
  return stmt`let mut ${name}: Vec<(String, ${R})> = ${value};`;
}

function declareTree(g) {
  const { tree, error } = parsers(g) ?? {};
  if (tree === undefined) return undefined;
  const by = g.modest("Real");
  const others = g.variables("rows");
  const value = g.random.pick([
    () => of("text")`${tree}(${table(g, 0)}, ${by}).unwrap_or_default()`,
    () => of("text")`${tree}(${table(g)}, ${by}).unwrap_or_default()`,
    () =>
      of(
        "text",
      )`(match ${tree}(${table(g, 0.3)}, ${by}) { Ok(table) => table, Err(${error}::Row { at, text }) => [(text, ${toReal("at")} * ${g.leaf("Real")})].into(), Err(${error}::Number(e)) => [(e.to_string(), ${g.leaf("Real")})].into() })`,
    () =>
      others.length > 0
        ? of("text")`${g.random.pick(others).name}.iter().cloned().collect()`
        : of("text")`std::collections::BTreeMap::new()`,
  ])();
  const name = g.fresh("d");
  g.declare(name, "row tree", true);
  return stmt`let mut ${name}: std::collections::BTreeMap<String, ${R}> = ${value};`;
}

function change(g) {
  const all = [...g.variables("rows", true), ...g.variables("row tree", true)];
  if (all.length === 0) return undefined;
  const { name: d, type } = g.random.pick(all);
  const common = [
    () => `${d}.clear();`,
    () => `let other = ${d}.clone(); ${d}.extend(other.into_iter().take(2));`,
  ];
  const made = g.random.pick(
    type === "rows"
      ? [
          () => `${d}.push((k, a));`,
          () => `${d}.insert(0, (k, a));`,
          () => `for (_, v) in ${d}.iter_mut() { *v *= a; }`,
          () => `for (name, v) in &mut ${d} { if name.len() < 2 { name.push_str(&k); *v += a; } }`,
          () => `${d}.sort_by(|l, r| l.0.cmp(&r.0));`,
          () => `${d}.sort_by(|l, r| r.1.total_cmp(&l.1));`,
          () => `${d}.retain(|(name, v)| !name.is_empty() || *v > a);`,
          () => `${d}.dedup_by(|l, r| l.0 == r.0);`,
          () => `if let Some((name, v)) = ${d}.pop() { ${d}.insert(0, (name + "+", v * a)); }`,
          () => `if let Some(row) = ${d}.iter_mut().find(|row| row.0 == "b") { row.1 = a; row.0 = k; }`,
          ...common,
        ]
      : [
          () => `${d}.insert(k, a);`,
          () => `*${d}.entry(k).or_insert(a) *= a;`,
          () => `if let Some(v) = ${d}.get_mut("a") { *v += a; }`,
          () => `${d}.remove("b"); ${d}.insert(k, a);`,
          () => `for (name, v) in &mut ${d} { if name.len() < 2 { *v *= a; } }`,
          () => `${d}.retain(|name, _| name != "a");`,
          () => `if let Some((name, v)) = ${d}.pop_first() { ${d}.insert(name + "+", v * a); }`,
          ...common,
        ],
  )();
  const [k, a] = [g.modest("string"), bounded(g)];
  return stmt`{ let (k, a): (String, ${R}) = (${k}, ${a}); ${made} }`;
}

function read(g) {
  const all = [...g.variables("rows"), ...g.variables("row tree")];
  if (all.length === 0) return undefined;
  const { name: d, type } = g.random.pick(all);
  const make = () => g.frozen(() => g.modest("Real"));
  const common = [
    () => real`${d}.iter().map(|(name, v)| ${toReal("(name.len() % 5)")} * v * ${make()}).sum::<${R}>()`,
    () => real`${d}.iter().fold(${g.leaf("Real")}, |s, (_, v)| s * ${literal(0.5)} + *v)`,
    () => real`${d}.iter().filter(|(name, _)| name.as_str() > "a").map(|(_, v)| v * ${make()}).sum::<${R}>()`,
    () =>
      real`${d}.clone().into_iter().map(|(name, v)| if name.starts_with('b') { v } else { v * v }).sum::<${R}>()`,
  ];
  const ordered = [
    () => real`${d}.get("a").copied().unwrap_or(${g.leaf("Real")})`,
    () =>
      real`${d}.get(${g.frozen(() => g.modest("string"))}.as_str()).map_or(${g.leaf("Real")}, |v| v * ${make()})`,
    () => real`${d}.values().rev().product::<${R}>()`,
    () => real`${d}.first_key_value().map_or(${g.leaf("Real")}, |(name, v)| v * ${toReal("name.len()")})`,
    () => real`${d}.range(String::from("b")..).map(|(_, v)| v * v).sum::<${R}>()`,
  ];
  const listed = [
    () => real`${d}.iter().find(|row| row.0 == "b").map_or(${g.leaf("Real")}, |row| row.1 * ${make()})`,
    () => real`${d}.first().map_or(${g.leaf("Real")}, |(name, v)| v * ${toReal("name.len()")})`,
    () => real`${d}.iter().max_by(|l, r| l.0.cmp(&r.0)).map_or(${g.leaf("Real")}, |row| row.1)`,
    () => real`${d}.iter().cloned().unzip::<String, ${R}, Vec<String>, Vec<${R}>>().1.iter().sum::<${R}>()`,
  ];
  return g.random.pick([...common, ...(type === "rows" ? listed : ordered)])();
}

/** Numbers of a text that are used at once. */
function inline(g) {
  const make = () => g.frozen(() => g.modest("Real"));
  const numbers = `"${Array.from({ length: g.random.integer(1, 4) }, () => g.random.pick(NUMBERS)).join(" ")}"`;
  const integers = `"${Array.from({ length: g.random.integer(1, 4) }, () => g.random.integer(0, 7)).join(",")}"`;
  return g.random.pick([
    () => real`${numbers}.split(' ').map(|w| ${parsed("w", ".unwrap_or(0.5)")} * ${make()}).sum::<${R}>()`,
    () =>
      real`${numbers}.split_whitespace().filter_map(|w| w.parse::<f64>().ok()).map(|v| ${{ float: "(v)", dual: "real(v)" }} * ${make()}).sum::<${R}>()`,
    () =>
      real`${integers}.split(',').map(|w| ${R}::from(w.parse::<u32>().unwrap_or(3)) * ${make()}).sum::<${R}>()`,
    () =>
      real`${integers}.split(',').map(|w| w.parse::<u32>()).collect::<Result<Vec<_>, _>>().map_or(${literal(0.5)}, |list| list.iter().map(|n| ${R}::from(*n % 5)).sum::<${R}>() * ${make()})`,
    () =>
      hasInput(g)
        ? real`${integers}.split(',').filter_map(|w| w.parse::<usize>().ok()).map(|n| x[n % 3]).sum::<${R}>()`
        : real`(${parsed('"0.75"', ".unwrap_or_default()")} * ${make()})`,
    () =>
      real`(${parsed(of("text")`format!("{}.5", (${g.modest("usize")}) % 5)`, ".unwrap_or(1.0)")} * ${g.modest("Real")})`,
  ])();
}

/** A function of texts that ends early, with `?` of any error. */
function failing(g) {
  const name = g.once("failing", () => {
    const made = g.fresh("read");
    const value = g.apart(undefined, () => {
      for (const one of ["a", "b"]) g.declare(one, "Real");
      g.declare("n", "usize");
      return g.modest("Real");
    });
    g.items.push(of("item")`fn ${made}(text: &str, a: ${R}) -> Result<${R}, Box<dyn std::error::Error>> {
let (left, right) = text.split_once(',').ok_or("no comma")?;
let n = left.parse::<usize>()? % 6;
if n > 4 { return Err(format!("{} is large", n).into()); }
let b = a * ${parsed("right", "?")};
Ok(${value})
}`);
    return made;
  });
  if (name === undefined) return undefined;
  const text = `"${g.random.pick(["3,1.5", "1,0.25", "5,1", "2,x", "x,2", "7", "0,-2.5"])}"`;
  const text2 = g.random.chance(0.6)
    ? text
    : of("text")`format!("{},{}", ${g.modest("usize")}, ${g.modest("usize")}).as_str()`;
  return real`${name}(${text2}, ${g.modest("Real")}).unwrap_or(${g.leaf("Real")})`;
}

/** What a variable is worth at the end of the program. */
export const rowTotals = {
  rows: (_g, name) => real`${name}.iter().map(|row| row.1).sum::<${R}>()`,
  "row tree": (_g, name) => real`${name}.values().sum::<${R}>()`,
};
