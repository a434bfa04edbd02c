// Every function that the standard library has for f64 and the table of derivatives has a row for, on arguments that
// keep it finite.

import { literal, R, real } from "../syntax.mjs";

const number = (g) => g.make("Real");
const positive = (g) => real`(${literal(0.5)} + (${number(g)}).abs())`;
const aboveOne = (g) => real`(${literal(1.5)} + (${number(g)}).abs())`;
const withinOne = (g) => real`(${literal(0.9)} * (${number(g)}).sin())`;
const small = (g) => real`(${number(g)}).tanh()`;

/** What each function is called on. */
const OF_ONE = {
  sin: number,
  cos: number,
  tan: small,
  asin: withinOne,
  acos: withinOne,
  atan: number,
  sinh: small,
  cosh: small,
  tanh: number,
  asinh: number,
  acosh: aboveOne,
  atanh: withinOne,
  exp: small,
  exp2: small,
  exp_m1: small,
  ln: positive,
  ln_1p: positive,
  log2: positive,
  log10: positive,
  sqrt: positive,
  cbrt: positive,
  recip: positive,
  abs: number,
  to_radians: number,
  floor: number,
  ceil: number,
  round: number,
  round_ties_even: number,
  trunc: number,
  fract: number,
  signum: number,
  to_degrees: (g) => real`(${literal(0.01)} * ${number(g)})`,
};

/** Functions of several numbers. */
const OF_MORE = [
  (g) => real`(${number(g)}).atan2(${positive(g)})`,
  (g) => real`(${number(g)}).hypot(${positive(g)})`,
  (g) => real`(${positive(g)}).powf(${small(g)})`,
  (g) => real`(${positive(g)}).powf(${literal(g.random.pick([2.0, 0.5, 2.5, -1.0, 1.5, 3.0]))})`,
  (g) => real`(${small(g)}).powi(${g.random.pick(["0", "1", "2", "3", "4", "5", "7"])})`,
  (g) => real`(${positive(g)}).powi(${g.random.pick(["-1", "-2", "-3"])})`,
  (g) => real`(${small(g)}).powi(1 + (${g.make("usize")}) as i32 % 5)`,
  (g) => real`(${positive(g)}).log(${aboveOne(g)})`,
  (g) => real`(${number(g)}).copysign(${number(g)})`,
  (g) => real`(${number(g)}).mul_add(${number(g)}, ${number(g)})`,
  (g) => real`(${number(g)} % ${positive(g)})`,
  (g) => real`(${number(g)}).rem_euclid(${positive(g)})`,
  (g) => real`(${number(g)}).div_euclid(${positive(g)})`,
  (g) => real`(${number(g)}).max(${number(g)})`,
  (g) => real`(${number(g)}).min(${number(g)})`,
  (g) => real`(${number(g)}).clamp(${literal(-0.5)}, ${literal(0.75)})`,
  (g) => real`(${number(g)}).midpoint(${number(g)})`,
  (g) => real`${R}::max(${number(g)}, ${number(g)})`,
  (g) => real`${R}::hypot(${number(g)}, ${positive(g)})`,
  sineAndCosine,
];

/** @type {import("./grammar.mjs").Production[]} */
export const table = [
  { type: "Real", weight: 9, make: ofOne },
  { type: "Real", weight: 5, make: (g) => g.random.pick(OF_MORE)(g) },
];

function ofOne(g) {
  const [name, argument] = g.random.pick(Object.entries(OF_ONE));
  return real`(${argument(g)}).${name}()`;
}

function sineAndCosine(g) {
  const [s, c] = [g.fresh("s"), g.fresh("c")];
  return real`({ let (${s}, ${c}) = (${number(g)}).sin_cos(); ${s} * ${c} + ${c} })`;
}
