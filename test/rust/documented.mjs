// The Rust programs of docs/errors.md: each must be refused with the code of its section, and with no other.

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { refusals } from "./refusals.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const repository = dirname(dirname(here));

/** Programs by the code of their section. */
function programs() {
  const sections = readFileSync(join(repository, "docs", "errors.md"), "utf8").split(/^## (?=E\d{3}$)/m);
  return sections.slice(1).flatMap((section) => {
    const program = section.match(/^```rust\n(.*?)^```$/ms)?.[1];
    return program === undefined ? [] : [{ code: section.slice(0, 4), program }];
  });
}

/** One package, in which every program is a module. */
function write(folder, all) {
  const module = (code) => code.toLowerCase();
  rmSync(join(folder, "src"), { recursive: true, force: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  // Of the same name and with the same dependencies: the lock file fits.
  const manifest = readFileSync(join(here, "refused", "Cargo.toml"), "utf8");
  const enzyme = join(repository, "templates", "enzyme");
  writeFileSync(join(folder, "Cargo.toml"), manifest.replace(/path = ".*"/, `path = ${JSON.stringify(enzyme)}`));
  copyFileSync(join(here, "refused", "Cargo.lock"), join(folder, "Cargo.lock"));
  for (const { code, program } of all) {
    writeFileSync(join(folder, "src", `${module(code)}.rs`), program.replace("fn main()", "pub fn main()"));
  }
  const modules = all.map(({ code }) => `mod ${module(code)};\n`).join("");
  const calls = all.map(({ code }) => `    ${module(code)}::main();\n`).join("");
  writeFileSync(join(folder, "src", "main.rs"), `${modules}fn main() {\n${calls}}\n`);
}

/** One test a program. */
export async function checkDocumented(run) {
  const folder = join(here, "target", "documented");
  const all = programs();
  write(folder, all);
  const { stderr } = await run(folder, ["cargo", "enzyme", "build", "--release", "--locked"]);
  const found = refusals(stderr);
  if (found.length === 0) console.log(stderr);
  const wrong = all.filter(({ code }) => {
    const codes = found.filter(({ file }) => file.endsWith(`${code.toLowerCase()}.rs`)).map((one) => one.code);
    if (codes.length > 0 && codes.every((one) => one === code)) return false;
    console.log(`docs/errors.md: the program of ${code} is refused with ${codes.join(", ") || "nothing"}`);
    return true;
  });
  console.log(`documented: ${all.length - wrong.length} of ${all.length}`);
  return { passed: all.length - wrong.length, failed: wrong.length };
}
