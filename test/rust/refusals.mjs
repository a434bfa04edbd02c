// A program that must not link. Its sources say which refusals are expected, at the line above or on the line:
//
//     //~ E003: words that the message has
//
// Every annotation must be met by a diagnostic of that line, and every diagnostic by an annotation.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
      return [{ file: `src/${file}`, line, code, words }];
    });
  });
}

/** What the linker said. */
function refusals(output) {
  const pattern = /error: (\S+?):(\d+):\d+: in function .*?cargo enzyme cannot differentiate this \[(E\d+)\]: (.*)/g;
  return [...output.matchAll(pattern)].map(([, file, line, code, words]) => ({
    file,
    line: Number(line),
    code,
    words,
  }));
}

const meets = (refusal, expected) =>
  refusal.file.endsWith(expected.file) &&
  refusal.line === expected.line &&
  refusal.code === expected.code &&
  refusal.words.includes(expected.words);

const show = ({ file, line, code, words }) => `${file}:${line}: ${code}: ${words}`;

/** One test an annotation, and one that nothing else was said. */
export async function checkRefusals(folder, run) {
  const RUSTFLAGS = `${process.env.RUSTFLAGS ?? ""} -Clink-arg=-Wl,--error-limit=0`.trim();
  const { ending, stderr } = await run(folder, ["cargo", "enzyme", "build", "--release", "--locked"], { RUSTFLAGS });
  const [expected, found] = [expectations(folder), refusals(stderr)];
  const missing = expected.filter((one) => !found.some((refusal) => meets(refusal, one)));
  const extra = found.filter((refusal) => !expected.some((one) => meets(refusal, one)));
  for (const one of missing) console.log(`refused: expected ${show(one)}`);
  for (const refusal of extra) console.log(`refused: not expected ${show(refusal)}`);
  if (ending === undefined) console.log("refused: the program was built");
  if (found.length === 0) console.log(stderr);
  const sound = ending !== undefined && extra.length === 0;
  console.log(`refused: ${expected.length - missing.length} of ${expected.length}`);
  return {
    passed: expected.length - missing.length + (sound ? 1 : 0),
    failed: missing.length + (sound ? 0 : 1),
  };
}
