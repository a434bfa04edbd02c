// Whether what a derivative printed is what dual numbers say.

import { numbersOf } from "./bits.mjs";

/**
 * Of the magnitude that the terms of a derivative add up to in any order: rounding is 1e-16 of it for each operation
 * (1e-7 in f32), and some thousand operations are the most. A term that is missing or counted twice is far more.
 */
const BOUND = { double: 1e-9, single: 1e-4 };
/** The primal is compiled twice: calls of the mathematical library that are known are folded in one, not in the other. */
const VALUE_BOUND = 1e-6;

/**
 * What is wrong at a point: nothing, if the list is empty.
 *
 * @param {string} line what the program printed of it
 * @param {import("./duals.mjs").Expected} expected
 * @param {number[]} direction
 * @param {boolean} singles whether it computes in f32
 */
export function complaintsOf(line, { value, gradient, magnitude }, direction, singles) {
  const [numbers, ...complaints] = line.split("; ");
  if (numbers === "") return complaints;
  const [primal, reverseValue, forwardValue, tangent, ...got] = numbersOf(numbers.split(" "));
  const bound = singles ? BOUND.single : BOUND.double;

  const scale = Math.max(1, Math.abs(value), ...magnitude);
  if (!(Math.abs(primal - value) <= (singles ? 100 : 1) * VALUE_BOUND * scale)) {
    complaints.push(`primal: ${primal}, by dual numbers ${value}`);
  }
  // Of f32, what the compiler folds is rounded otherwise than by the library's function.
  const isValue = (of) => Object.is(of, primal) || (singles && Math.abs(of - primal) <= VALUE_BOUND * scale);
  if (!isValue(reverseValue)) complaints.push(`reverse mode: value ${reverseValue}, primal ${primal}`);
  if (!isValue(forwardValue)) complaints.push(`forward mode: value ${forwardValue}, primal ${primal}`);
  gradient.forEach((wanted, i) => {
    if (!(Math.abs(got[i] - wanted) <= bound * (magnitude[i] + 1e-3))) {
      complaints.push(`reverse mode: df/dx[${i}] = ${got[i]}, by dual numbers ${wanted}`);
    }
  });
  const along = gradient.reduce((sum, g, i) => sum + g * direction[i], 0);
  const most = magnitude.reduce((sum, m, i) => sum + m * Math.abs(direction[i]), 1e-3);
  if (!(Math.abs(tangent - along) <= bound * most)) {
    complaints.push(`forward mode: derivative ${tangent}, by dual numbers ${along}`);
  }
  return complaints;
}
