// The bodies of library functions as LLVM IR, from their sources in C: those who build the pass need no clang.
//
//   node scripts/library.mjs           writes llvm-pass/library/bodies.ll
//   node scripts/library.mjs --check   says whether it is what the sources give

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { answer } from "./program.mjs";
import { at, built } from "./repository.mjs";

const LLVM = "/usr/lib/llvm-22/bin";
const CLANG = [
  "-O0",
  "-Xclang",
  "-disable-O0-optnone",
  "-fno-discard-value-names",
  "-ffp-contract=off",
  // They have other names in C++.
  "-Wno-incompatible-library-redeclaration",
];

const sources = readdirSync(at("llvm-pass", "library")).filter((name) => name.endsWith(".c"));
const written = at("llvm-pass", "library", "bodies.ll");

mkdirSync(built("library"), { recursive: true });
const compiled = [];
for (const source of sources) {
  const module = built("library", `${source}.ll`);
  await answer(`${LLVM}/clang`, [
    ...CLANG,
    "-S",
    "-emit-llvm",
    at("llvm-pass", "library", source),
    "-o",
    module,
  ]);
  compiled.push(module);
}
const linked = built("library", "linked.ll");
await answer(`${LLVM}/llvm-link`, ["-S", ...compiled, "-o", linked]);
const passes = "always-inline,sroa,simplifycfg,strip-dead-prototypes";
const simplified = await answer(`${LLVM}/opt`, [`-passes=${passes}`, "-S", linked, "-o", "-"]);

const text = plain(simplified);
if (!process.argv.includes("--check")) {
  writeFileSync(written, text);
} else if (readFileSync(written, "utf8") !== text) {
  console.error("llvm-pass/library/bodies.ll is not what its sources give: node scripts/library.mjs");
  process.exitCode = 1;
}

/** Without what belongs to one target or to one version of LLVM; bodies that the linker takes from elsewhere. */
function plain(ir) {
  const kept = ir
    .split("\n")
    .filter((line) => !/^(;|source_filename|target |attributes |!)/.test(line))
    .map((line) =>
      line
        .replace(/ #\d+/g, "")
        .replace(/, !\S+ !\d+/g, "")
        .replace(/\s*; preds = .*/, "")
        .replace(/\b(inbounds) nuw/, "$1")
        .replace(/ captures\(none\)/g, "")
        .replace(/ dso_local/, "")
        .replace(/^define (?!internal)/, "define available_externally "),
    );
  const head = "; Written by scripts/library.mjs from the C files of this folder.\n";
  return `${head}${kept.join("\n").replace(/\n{2,}/g, "\n\n")}`;
}
