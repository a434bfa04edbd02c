// Every code block of README.md, of docs/guide and of the documentation of the attribute macros. Those in Rust become
// one program, which runs each of them; what it prints is the block of text that follows. Commands are commands of this
// repository. Then the examples in the documentation of the crate.

import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { at, built } from "../../scripts/repository.mjs";
import { blocksOfComments, blocksOfPage } from "./blocks.mjs";
import { commandMistakes } from "./commands.mjs";
import { nameOf, writeProgram } from "./program.mjs";

const folder = built("guide");
const pages = [
  "README.md",
  ...readdirSync(at("docs", "guide"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join("docs", "guide", name)),
];
const comments = ["templates/enzyme/macros/src/lib.rs"];

/** What a block of another language is for: output, a change, another file. */
const OTHERS = ["text", "diff", "toml", "sh"];
const FLAGS = ["should_panic"];

const blocks = [
  ...pages.flatMap((page) => blocksOfPage(at(page), page)),
  ...comments.flatMap((file) => blocksOfComments(at(file), file)),
];
const programs = blocks.filter(({ language }) => language === "rust");

const results = [];
function report(name, mistake) {
  results.push(mistake === undefined);
  if (mistake !== undefined) console.log(`${name}: ${mistake}`);
}

const place = ({ file, line }) => `${file}:${line}`;

for (const block of blocks) {
  const known = block.language === "rust" || OTHERS.includes(block.language);
  const flags = block.flags.filter((flag) => !FLAGS.includes(flag));
  if (!known || flags.length > 0)
    report(place(block), `nothing runs a block of ${[block.language, ...flags]}`);
}
for (const page of pages) {
  for (const [name, mistake] of commandMistakes(readFileSync(at(page), "utf8"), page)) report(name, mistake);
}

/** What the program prints of a block, if the next one says it. */
function expectedOutput(block) {
  const next = blocks[blocks.indexOf(block) + 1];
  return next?.file === block.file && next.language === "text" ? next.text : undefined;
}

function check(program, block) {
  const { status, stdout, stderr } = spawnSync(program, [nameOf(block)], {
    encoding: "utf8",
    timeout: 60_000,
  });
  const panics = block.flags.includes("should_panic");
  if (panics) return status === 101 ? undefined : "does not panic";
  if (status !== 0) return `fails\n${stderr}`;
  const expected = expectedOutput(block);
  return expected === undefined || stdout === expected ? undefined : `prints ${stdout}`;
}

const manifest = readFileSync(at("test", "guide", "Cargo.toml"), "utf8");
writeProgram(folder, manifest, at("templates", "enzyme"), programs);
copyFileSync(at("test", "guide", "Cargo.lock"), join(folder, "Cargo.lock"));
const target = process.env.CARGO_TARGET_DIR ?? built("outside");
const build = spawnSync(
  "cargo",
  ["enzyme", "build", "--locked", "--message-format=json-render-diagnostics", "--target-dir", target],
  { cwd: folder, encoding: "utf8", timeout: 600_000, maxBuffer: 1 << 28 },
);
const executable = build.stdout.match(/"executable":"([^"]+)"/)?.[1];
if (build.status !== 0 || executable === undefined) {
  console.log(build.stderr);
  report("the program of all blocks", "is not built");
} else for (const block of programs) report(place(block), check(executable, block));

/** The examples of the crate itself, as its users run them. */
const documentation = spawnSync(
  "cargo",
  ["enzyme", "test", "--doc", "--locked", "--package", "enzyme", "--target-dir", target],
  { cwd: folder, encoding: "utf8", timeout: 600_000 },
);
const examples = [...documentation.stdout.matchAll(/^test (\S+ - .*) \.\.\. (\w+)$/gm)];
for (const [, name, ending] of examples) report(name, ending === "ok" ? undefined : ending);
if (documentation.status !== 0 || examples.length === 0) {
  console.log(documentation.stdout, documentation.stderr);
  report("the documentation of the crate", "fails");
}

const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length && passed > 0 ? 0 : 1;
