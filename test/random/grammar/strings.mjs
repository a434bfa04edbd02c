// String: expressions that make one, and what is counted in one. Only ASCII: every index is that of a character.

import { of, separated, usize } from "../syntax.mjs";

const string = of("string");

const LITERALS = ["", "a", "ab", "k1", "k2", "one", "b-c", "x y z", "3", "12", "left,right", "aab\\nba"];

/** A constant text, with its quotes. */
export const quoted = (g) => `"${g.random.pick(LITERALS)}"`;

const small = (g) => of("text")`(${g.modest("usize")}) % ${g.random.integer(2, 5)}`;

/** @type {import("./grammar.mjs").Production[]} */
export const strings = [
  { type: "string", weight: 3, simple: true, make: (g) => string`String::from(${quoted(g)})` },
  { type: "string", weight: 3, simple: true, make: (g) => string`format!("k{}", (${g.leaf("usize")}) % 4)` },
  { type: "string", weight: 1, simple: true, make: () => string`String::new()` },
  { type: "string", weight: 5, simple: true, make: named },
  { type: "string", weight: 3, make: formatted },
  { type: "string", weight: 2, make: derived },
  { type: "string", weight: 1, make: collected },
  {
    type: "string",
    weight: 1,
    make: (g) => string`(if ${g.modest("bool")} { ${g.modest("string")} } else { ${g.modest("string")} })`,
  },
];

function named(g) {
  const all = g.variables("string");
  return all.length > 0 ? string`${g.random.pick(all).name}.clone()` : undefined;
}

function formatted(g) {
  return g.random.pick([
    () => string`format!("{}-{}", ${g.modest("usize")}, ${g.modest("string")})`,
    () => string`format!("{:>4}|{:03}", ${g.modest("string")}, ${g.modest("usize")})`,
    () => string`format!("{}{}", ${g.modest("string")}, ${g.modest("string")})`,
    () => string`format!("{:?}", (${g.modest("usize")}, ${g.modest("bool")}))`,
    () => string`(${g.make("i32")}).to_string()`,
    () => string`(${g.modest("usize")}).to_string()`,
  ])();
}

function derived(g) {
  return g.random.pick([
    () => string`${quoted(g)}.repeat(${small(g)})`,
    () => string`${g.modest("string")}.repeat(2)`,
    () => string`${g.modest("string")}.replace("a", "bb")`,
    () => string`${g.modest("string")}.trim().to_owned()`,
    () => string`${g.modest("string")}.to_uppercase()`,
    () => string`${g.modest("string")}.to_ascii_uppercase()`,
    () => string`(${g.modest("string")} + ${quoted(g)})`,
    () => string`${quoted(g)}.split('-').last().unwrap_or("z").to_string()`,
    () => string`${quoted(g)}.split(' ').nth(${small(g)}).unwrap_or("z").to_string()`,
  ])();
}

function collected(g) {
  return g.random.pick([
    () => string`${g.modest("string")}.chars().rev().collect::<String>()`,
    () => string`${g.modest("string")}.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>()`,
    () => string`${g.modest("string")}.chars().take(${small(g)}).collect::<String>()`,
    () => string`[${separated([g.modest("string"), g.modest("string"), g.leaf("string")])}].join("-")`,
    () => string`[${separated([g.modest("string"), g.modest("string")])}].concat()`,
    () => string`(0..${small(g)}).map(|i| i.to_string()).collect::<Vec<_>>().join(",")`,
  ])();
}

/** An integer from the text at a place, which is a `&str` or a `String`. */
export function measure(g, place) {
  return g.random.pick([
    () => usize`(${place}.len() % 7)`,
    () => usize`(${place}.len() % 7)`,
    () => usize`${place}.chars().count().min(6)`,
    () => usize`${place}.bytes().filter(|b| *b == b'a').count()`,
    () => usize`${place}.chars().filter(|c| c.is_ascii_digit()).count()`,
    () => usize`${place}.split('-').count()`,
    () => usize`${place}.find('b').unwrap_or(3)`,
    () => usize`(${place}.parse::<usize>().unwrap_or(3) % 5)`,
    () => usize`usize::from(${place}.contains("a"))`,
    () => usize`usize::from(${place}.starts_with('k'))`,
    () => usize`usize::from(${place} == ${quoted(g)})`,
    () => usize`(${place}.as_bytes().first().map_or(2, |b| usize::from(*b)) % 5)`,
  ])();
}
