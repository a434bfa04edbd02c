// The commands of a page: those of `cargo enzyme` are listed by its help, those of npm by package.json.

import { readFileSync } from "node:fs";
import { at } from "../../scripts/repository.mjs";

const { scripts } = JSON.parse(readFileSync(at("package.json"), "utf8"));
const help = readFileSync(at("src", "arguments", "invocation.ts"), "utf8");

/** A command of `cargo enzyme`, as the table of its help has it. */
const isCommand = (word) => new RegExp(`^ +"?${word}"?: "`, "m").test(help);
const isScript = (word) => word === "test" || Object.hasOwn(scripts, word);

/** @returns {[string, string | undefined][]} each command of a page, and what is wrong with it */
export function commandMistakes(text, page) {
  const check = (pattern, holds) =>
    [...text.matchAll(pattern)].map(([whole, word]) => [
      `${page}: ${whole}`,
      holds(word) ? undefined : "there is no such command",
    ]);
  return [...check(/cargo enzyme ([a-z][\w-]*)/g, isCommand), ...check(/npm run ([\w:-]+)/g, isScript)];
}
