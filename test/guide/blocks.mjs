// The fenced code blocks of a page, or of the documentation comments of a Rust file.

import { readFileSync } from "node:fs";

/**
 * @typedef {{ file: string, line: number, language: string, flags: string[], text: string }} Block
 */

/** @returns {Block[]} in their order; the line is that of the fence */
export function blocksOfPage(path, file) {
  return blocksOf(readFileSync(path, "utf8").split("\n"), file);
}

/** @returns {Block[]} a block without a language is Rust, as rustdoc has it */
export function blocksOfComments(path, file) {
  const comments = readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.match(/^\s*\/\/[/!] ?(.*)$/)?.[1] ?? "");
  return blocksOf(comments, file).map((block) => ({ ...block, language: block.language || "rust" }));
}

function blocksOf(lines, file) {
  const blocks = [];
  let open;
  for (const [index, line] of lines.entries()) {
    const fence = line.match(/^( *)```(.*)$/);
    if (open === undefined && fence !== null) {
      const [language = "", ...flags] = fence[2].split(",").map((word) => word.trim());
      open = { file, line: index + 1, language, flags, indent: fence[1].length, body: [] };
    } else if (open !== undefined && fence !== null && fence[2] === "") {
      const { indent, body, ...block } = open;
      const text = body.map((one) => `${one.slice(indent)}\n`).join("");
      blocks.push({ ...block, text });
      open = undefined;
    } else open?.body.push(line);
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: the block does not end`);
  return blocks;
}
