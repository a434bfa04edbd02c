// The exact derivatives, from dual numbers.

import { numbersOf } from "./bits.mjs";

/** Beyond these a program says little about its derivative. */
const LARGEST = 1e6;
const LARGEST_MAGNITUDE = 1e9;

/**
 * @typedef {import("./program.mjs").Program} Program
 * @typedef {{ value: number, gradient: number[], magnitude: number[] }} Expected
 */

/**
 * What is expected of each program at each point; programs without a derivative, or with a huge one, are left out.
 * Those that do not compile are a mistake of the grammar.
 *
 * @param {import("./crate.mjs").Crate} crate
 * @param {Program[]} programs
 * @returns {Promise<{ expected: Map<string, Expected[]>, broken: Map<string, string> }>}
 */
export async function expectations(crate, programs) {
  const broken = new Map();
  let built = await crate.buildDual(programs);
  while (built.executable === undefined) {
    const found = brokenBy(built.errors);
    if (found.size === 0) throw new Error(`the dual numbers: ${built.ending}\n${built.stderr}`);
    for (const [name, text] of found) broken.set(name, text);
    built = await crate.buildDual(programs.filter(({ name }) => !broken.has(name)));
  }
  const { ending, stdout, stderr } = await crate.run(built.executable);
  if (ending !== undefined) throw new Error(`the dual numbers: ${ending}\n${stderr}`);
  return { expected: read(stdout), broken };
}

/** The programs that errors of the compiler name, and the error. */
export function brokenBy(errors) {
  const named = errors.map(({ file, text }) => [file?.match(/\/(\w+)\.rs$/)?.[1], text]);
  return new Map(named.filter(([name]) => name?.match(/^p\d/)));
}

function read(stdout) {
  const expected = new Map();
  const out = new Set();
  for (const line of stdout.trimEnd().split("\n")) {
    const [name, , ...words] = line.split(" ");
    const point = words.length > 1 ? pointOf(numbersOf(words)) : undefined;
    if (point === undefined) out.add(name);
    else expected.set(name, [...(expected.get(name) ?? []), point]);
  }
  for (const name of out) expected.delete(name);
  return expected;
}

function pointOf([value, ...pairs]) {
  const gradient = pairs.filter((_, i) => i % 2 === 0);
  const magnitude = pairs.filter((_, i) => i % 2 === 1);
  const tame =
    [value, ...gradient].every((number) => Math.abs(number) < LARGEST) &&
    magnitude.every((number) => number < LARGEST_MAGNITUDE);
  return tame ? { value, gradient, magnitude } : undefined;
}
