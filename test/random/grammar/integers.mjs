// Integers and conditions: they steer, and have no derivative.

import { bool, of, toInteger, usize } from "../syntax.mjs";

const i32 = of("i32");

/** @type {import("./grammar.mjs").Production[]} */
export const integers = [
  { type: "usize", weight: 3, simple: true, make: (g) => usize`${g.random.integer(0, 5)}` },
  { type: "usize", weight: 8, simple: true, make: (g) => named(g, "usize") },
  {
    type: "usize",
    weight: 2,
    make: (g) => usize`((${g.make("usize")} + ${g.make("usize")}) % ${g.random.integer(2, 7)})`,
  },
  {
    type: "usize",
    weight: 1,
    make: (g) => usize`((${g.make("usize")} * 3 + 1) % ${g.random.integer(2, 7)})`,
  },
  { type: "usize", weight: 1, make: (g) => usize`((${g.make("usize")} ^ ${g.make("usize")}) & 3)` },
  { type: "usize", weight: 1, make: (g) => usize`(${g.make("usize")} >> 1)` },
  { type: "usize", weight: 1, make: (g) => usize`(${g.make("usize")}).min(${g.random.integer(1, 4)})` },
  { type: "usize", weight: 2, make: fromReal },
  { type: "usize", weight: 1, make: (g) => usize`usize::from(${g.make("bool")})` },
  {
    type: "usize",
    weight: 1,
    make: (g) => usize`(${g.make("i32")}.unsigned_abs() as usize % ${g.random.integer(2, 6)})`,
  },

  { type: "i32", weight: 2, simple: true, make: (g) => i32`${g.random.integer(0, 5)}_i32` },
  { type: "i32", weight: 4, simple: true, make: (g) => named(g, "i32") },
  {
    type: "i32",
    weight: 2,
    make: (g) => i32`(${g.make("i32")}.wrapping_mul(7).wrapping_sub(3)).rem_euclid(5)`,
  },
  { type: "i32", weight: 2, make: (g) => toInteger("i32", g.make("Real")) },
  { type: "i32", weight: 1, make: (g) => i32`((${g.make("usize")}) as i32)` },

  { type: "bool", weight: 1, simple: true, make: (g) => bool`(${g.leaf("usize")} % 2 == 0)` },
  { type: "bool", weight: 2, simple: true, make: (g) => named(g, "bool") },
  {
    type: "bool",
    weight: 6,
    make: (g) => bool`(${g.make("Real")} ${g.random.pick(["<", ">", "<=", ">="])} ${g.make("Real")})`,
  },
  {
    type: "bool",
    weight: 2,
    make: (g) => bool`(${g.make("usize")} ${g.random.pick(["<", ">", "==", "!="])} ${g.make("usize")})`,
  },
  {
    type: "bool",
    weight: 1,
    make: (g) => bool`(${g.make("bool")} ${g.random.pick(["&&", "||"])} ${g.make("bool")})`,
  },
  { type: "bool", weight: 1, make: (g) => bool`!${g.make("bool")}` },
  { type: "bool", weight: 1, make: (g) => bool`(${g.make("Real")}).is_sign_negative()` },
  { type: "bool", weight: 1, make: (g) => bool`((${g.make("Real")}).to_bits() >> 52 & 1 == 0)` },
];

function named(g, type) {
  const all = g.variables(type);
  return all.length > 0 ? of(type)`${g.random.pick(all).name}` : undefined;
}

function fromReal(g) {
  const value = g.make("Real");
  const modulus = g.random.integer(2, 6);
  if (g.random.chance(0.3)) return usize`(${toInteger("usize", value)} % ${modulus})`;
  return usize`(${toInteger("i64", value)}.unsigned_abs() as usize % ${modulus})`;
}
