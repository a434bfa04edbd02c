// The ways in which a program can be made smaller by one change of its tree.

import { bool, literal, of, singleLiteral, usize } from "./syntax.mjs";

/** @typedef {import("./syntax.mjs").Node} Node @typedef {{ path: number[], node: Node }} Edit */

/** What an expression of a type can always be. */
const DEFAULTS = {
  Real: literal(0.5),
  Single: singleLiteral(0.5),
  usize: usize`1`,
  i32: of("i32")`1_i32`,
  bool: bool`true`,
  string: of("string")`String::new()`,
};

/** What may be left out. */
const OPTIONAL = new Set(["stmt", "item"]);
const NOTHING = { parts: [] };

/** How many descendants an expression is replaced by. */
const DESCENDANTS = 5;

const isNode = (part) => typeof part === "object" && part.type !== undefined;

/** How much there is of a tree. */
export function size(node) {
  return node.parts.reduce((sum, part) => sum + (isNode(part) ? size(part) : 1), 1);
}

/** All edits of a tree, those that take most away first. @param {Node} tree @returns {Edit[]} */
export function editsOf(tree) {
  const edits = [];
  visit(tree, [], (node, path) => {
    for (const other of replacements(node))
      edits.push({ path, node: other, saved: size(node) - size(other) });
  });
  return edits.filter(({ saved }) => saved > 0).sort((a, b) => b.saved - a.saved);
}

function visit(node, path, see) {
  see(node, path);
  node.parts.forEach((part, i) => {
    if (isNode(part)) visit(part, [...path, i], see);
  });
}

function replacements(node) {
  if (node.type === "program" || node.type === "main" || node.type === "text") return [];
  const made = OPTIONAL.has(node.type) ? [{ ...NOTHING, type: node.type }] : [];
  if (node.type === "stmt")
    made.push(...nearest(node, "block").map(({ parts }) => ({ type: "block", parts })));
  else if (node.type !== "block" && node.type !== "item") made.push(...nearest(node, node.type));
  if (node.type === "block" && node.parts.length > 3) {
    const half = Math.ceil(node.parts.length / 2);
    made.push({ ...node, parts: node.parts.slice(0, half) }, { ...node, parts: node.parts.slice(half) });
  }
  if (node.type in DEFAULTS) made.push(DEFAULTS[node.type]);
  return made;
}

/** Descendants of a type, breadth first. */
function nearest(node, type) {
  const found = [];
  let level = node.parts.filter(isNode);
  while (level.length > 0 && found.length < DESCENDANTS) {
    found.push(...level.filter((one) => one.type === type));
    level = level.flatMap((one) => one.parts.filter(isNode));
  }
  return found.slice(0, DESCENDANTS);
}

/** The tree with a change. @param {Node} tree @param {Edit} edit @returns {Node} */
export function edited(tree, { path, node }) {
  if (path.length === 0) return node;
  const [first, ...rest] = path;
  return {
    ...tree,
    parts: tree.parts.map((part, i) => (i === first ? edited(part, { path: rest, node }) : part)),
  };
}

/** Whether one of two places is inside the other. */
const overlaps = (a, b) => {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, i) => step === b[i]);
};

/** As many of the edits, from the first on, as leave each other alone. @param {Edit[]} edits */
export function compatible(edits) {
  const chosen = [];
  for (const edit of edits) {
    if (chosen.every((other) => !overlaps(edit.path, other.path))) chosen.push(edit);
  }
  return chosen;
}
