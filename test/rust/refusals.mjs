// A program that must not link. Its sources say which refusals are expected, at the line above or on the line:
//
//     //~ E003: words of the reason
//     //~| words of a line that follows it: a caller, the derivative, the help; @+3 is the line 3 below this one
//
// Every annotation must be met by a diagnostic of that line, and every diagnostic by an annotation, whether the
// program is optimised or not.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROFILES = ["dev", "release"];

/** What the sources in a package expect. */
function expectations(folder) {
  return readdirSync(join(folder, "src")).flatMap((file) => {
    const lines = readFileSync(join(folder, "src", file), "utf8").split("\n");
    return lines.flatMap((text, index) => {
      const [, before, code, words] = text.match(/^(.*)\/\/~ (E\d{3}): (.+)$/) ?? [];
      if (code === undefined) return [];
      // An annotation that has the line for itself speaks of the next line of code.
      const own = before.trim() === "";
      let line = index + 1;
      if (own) while (/^\s*\/\//.test(lines[line - 1])) line += 1;
      return [{ file: `src/${file}`, line, code, words, details: detailsBelow(lines, index) }];
    });
  });
}

/** The lines `//~|` right below an annotation. */
function detailsBelow(lines, index) {
  const details = [];
  for (let next = index + 1; ; next += 1) {
    const [, words] = lines[next]?.match(/^\s*\/\/~\| (.+)$/) ?? [];
    if (words === undefined) return details;
    details.push(words.replaceAll(/@([+-]\d+)/g, (_, distance) => String(next + 1 + Number(distance))));
  }
}

/** What the linker said. */
export function refusals(output) {
  const first = /error: (\S+?):(\d+)(?::\d+)?: cargo enzyme cannot differentiate this \[(E\d+)\]: (.*)/;
  const found = [];
  for (const text of output.split("\n")) {
    const [, file, line, code, words] = text.match(first) ?? [];
    if (code !== undefined) found.push({ file, line: Number(line), code, words, details: [] });
    else if (text.trim() !== "") found.at(-1)?.details.push(text.trim());
  }
  return found;
}

const meets = (refusal, expected) =>
  refusal.file.endsWith(expected.file) &&
  refusal.line === expected.line &&
  refusal.code === expected.code &&
  refusal.words.includes(expected.words) &&
  expected.details.every((words) => refusal.details.some((detail) => detail.includes(words)));

const show = ({ file, line, code, words, details }) =>
  [`${file}:${line}: ${code}: ${words}`, ...details.map((detail) => `    ${detail}`)].join("\n");

/** One test an annotation, and one that nothing else was said, with a profile. */
async function checkProfile(folder, profile, run) {
  const build = ["cargo", "enzyme", "build", "--locked", "--profile", profile];
  const { ending, stderr } = await run(folder, build);
  const [expected, found] = [expectations(folder), refusals(stderr)];
  const missing = expected.filter((one) => !found.some((refusal) => meets(refusal, one)));
  const extra = found.filter((refusal) => !expected.some((one) => meets(refusal, one)));
  for (const one of missing) console.log(`refused, ${profile}: expected ${show(one)}`);
  for (const refusal of extra) console.log(`refused, ${profile}: not expected ${show(refusal)}`);
  if (ending === undefined) console.log(`refused, ${profile}: the program was built`);
  if (found.length === 0) console.log(stderr);
  const sound = ending !== undefined && extra.length === 0;
  console.log(`refused, ${profile}: ${expected.length - missing.length} of ${expected.length}`);
  return {
    passed: expected.length - missing.length + (sound ? 1 : 0),
    failed: missing.length + (sound ? 0 : 1),
  };
}

export async function checkRefusals(folder, run) {
  const counts = [];
  for (const profile of PROFILES) counts.push(await checkProfile(folder, profile, run));
  return counts;
}
