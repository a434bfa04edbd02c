// The syntax tree of a program, and its text.
//
// A node has a type (that of the expression, or `stmt`, `block`, `item`) and parts: text, nodes, and words that differ
// between the two forms of a program. One form computes with `f64`, as people write it; the other with `Real` and
// `Single`, which are dual numbers.

/**
 * @typedef {"float" | "dual"} Form
 * @typedef {{ float: string, dual: string }} Word
 * @typedef {{ slot: number }} Slot a type that is chosen for each program, see Signature
 * @typedef {string | Node | Word | Slot} Part
 * @typedef {{ type: string, parts: Part[] }} Node
 */

/** A tagged template that makes nodes of a type. Arrays are spliced. */
export const of =
  (type) =>
  (texts, ...values) => ({ type, parts: texts.flatMap((text, i) => [text, ...inserted(values[i])]) });

const inserted = (value) =>
  value === undefined
    ? []
    : Array.isArray(value)
      ? value
      : [typeof value === "number" ? String(value) : value];

export const real = of("Real");
export const single = of("Single");
export const usize = of("usize");
export const bool = of("bool");
export const stmt = of("stmt");
export const item = of("item");
/** What is nothing by itself: it is neither replaced nor left out. */
export const text = of("text");

/** Statements in order. */
export const block = (statements) => ({ type: "block", parts: statements });

/** Parts with a separator between them. */
export const separated = (parts, separator = ", ") =>
  parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]));

/** The names of the two floats. */
export const R = { float: "f64", dual: "Real" };
export const S = { float: "f32", dual: "Single" };

export const literal = (value) => constant("Real", value, "f64", "real");
export const singleLiteral = (value) => constant("Single", value, "f32", "single");

function constant(type, value, suffix, make) {
  const digits = Number.isInteger(value) ? value.toFixed(1) : String(value);
  return { type, parts: [{ float: `${digits}_${suffix}`, dual: `${make}(${digits})` }] };
}

/** A float as an integer. */
export const toInteger = (integer, value) =>
  of(integer)`((${value})${{ float: ` as ${integer})`, dual: `.value() as ${integer})` }}`;

/** An integer as a float. */
export const toReal = (value) => real`${{ float: "((", dual: "real((" }}${value}) as f64)`;

/** Between the two floats. */
export const toSingle = (value) => single`((${value})${{ float: " as f32)", dual: ".to_single())" }}`;
export const widened = (value) => real`((${value})${{ float: " as f64)", dual: ".to_real())" }}`;

/**
 * The types of parameters that no other type of function of the neighbours has: what a program calls indirectly is of
 * this program. A signature for each of so many neighbours.
 *
 * @param {number} number
 */
export const signatureOf = (number) =>
  Array.from({ length: SLOTS }, (_, i) => ["u8", "u16", "u32", "u64"][Math.floor(number / 4 ** i) % 4]);
export const SLOTS = 5;

/** @param {Node} node @param {Form} form @param {string[]} signature */
export function print(node, form, signature) {
  return indented(
    flat(node, form, signature).replaceAll(/(?<![\w>!\])])\(([a-z_]\w*|[\d.]+_f\d\d)\)/g, "$1"),
  );
}

function flat(node, form, signature) {
  const texts = node.parts.map((part) => {
    if (typeof part === "string") return part;
    if (part.slot !== undefined) return signature[part.slot];
    return part.type === undefined ? part[form] : flat(part, form, signature);
  });
  return texts.join(node.type === "block" ? "\n" : "");
}

/** Every line indented by the brackets that are open before it. */
function indented(text) {
  let depth = 0;
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const closing = line.match(/^[)}\]]+/)?.[0].length ?? 0;
      const shown = `${"    ".repeat(Math.max(0, depth - closing))}${line}`;
      depth += (line.match(/[({[]/g)?.length ?? 0) - (line.match(/[)}\]]/g)?.length ?? 0);
      return shown;
    })
    .join("\n");
}
