// One Rust program of many blocks: it is given the name of a block, and runs it.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The name of a block in the program. */
export function nameOf({ file, line }) {
  return `${file
    .replace(/\.\w+$/, "")
    .replaceAll(/\W+/g, "_")
    .toLowerCase()}_${line}`;
}

/**
 * Writes the package.
 *
 * @param {string} folder
 * @param {string} manifest its Cargo.toml; the lock file is beside it
 * @param {string} enzyme where the generated crate is
 * @param {import("./blocks.mjs").Block[]} blocks
 */
export function writeProgram(folder, manifest, enzyme, blocks) {
  rmSync(join(folder, "src"), { recursive: true, force: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(
    join(folder, "Cargo.toml"),
    manifest.replace(/path = ".*"/, `path = ${JSON.stringify(enzyme)}`),
  );
  for (const block of blocks) writeFileSync(join(folder, "src", `${nameOf(block)}.rs`), moduleOf(block));
  const names = blocks.map(nameOf);
  const modules = names.map((name) => `mod ${name};\n`).join("");
  const arms = names.map((name) => `        Some("${name}") => ${name}::run(),\n`).join("");
  writeFileSync(
    join(folder, "src", "main.rs"),
    `${modules}\nfn main() {\n    match std::env::args().nth(1).as_deref() {\n${arms}` +
      `        other => panic!("there is no block {other:?}"),\n    }\n}\n`,
  );
}

/** As rustdoc does it: `# ` hides a line from the reader, and what has no `main` is the body of one. */
function moduleOf({ text }) {
  const source = text.replaceAll(/^(\s*)# ?(?!\[|!\[)/gm, "$1");
  if (/^fn main\(\)/m.test(source)) return `${source}\npub fn run() {\n    main();\n}\n`;
  const tests = [...source.matchAll(/^#\[test\]\nfn (\w+)\(\)/gm)].map(([, name]) => `    ${name}();\n`);
  if (tests.length > 0)
    return `${source.replaceAll(/^#\[test\]\n/gm, "")}\npub fn run() {\n${tests.join("")}}\n`;
  return `pub fn run() {\n${source}}\n`;
}
