// What generated gradients cost: the table of all functions, and build/bench.json.
//
//     npm run bench -- [--quick] [FUNCTION…]
//
// `--quick` takes small sizes.

import { mkdirSync, writeFileSync } from "node:fs";
import { bootstrap } from "../scripts/bootstrap.mjs";
import { answer, ProgramFailure, run } from "../scripts/program.mjs";
import { at, built } from "../scripts/repository.mjs";
import { geometricMean, table } from "./report.mjs";
import { targetOf } from "./targets.mjs";

const HEAD = [
  "function",
  "size",
  "R hand",
  "R generated",
  "generated/hand",
  "existing R",
  "target R",
  "",
  "allocations",
  "bytes",
];

/** Builds the program and the library that counts its allocations; returns how to run it. */
async function build() {
  const env = await bootstrap();
  const counter = built("bench", "counter");
  const cwd = at("benchmarks", "gradients");
  await run("cargo", ["build", "--quiet", "--release", "--target-dir", counter], {
    cwd: `${cwd}/counter`,
    env,
  });
  const target = await answer("rustc", ["--print", "host-tuple"]);
  const directory = ["--target", target, "--target-dir", built("bench")];
  await run("cargo", ["enzyme", "build", "--quiet", "--release", ...directory], { cwd, env });
  return {
    program: built("bench", "enzyme", target, "release", "gradients"),
    env: { ...env, LD_PRELOAD: `${counter}/release/libcounter.so` },
  };
}

/** A measurement with what follows from it. */
function judged(measurement) {
  const { name, size, primal, hand, generated } = measurement;
  const target = targetOf(name, size);
  const ratio = generated / primal;
  return {
    ...measurement,
    ratio,
    handRatio: hand / primal,
    toHand: generated / hand,
    existing: target?.existing ?? null,
    target: target?.atMost ?? null,
    reached: target === undefined ? null : ratio <= target.atMost,
  };
}

const number = (value) => (value === null ? "–" : value.toFixed(2));
const count = (value) => String(value ?? "–");

function verdict({ error, reached }) {
  if (error !== null) return "WRONG";
  return reached === false ? "slow" : "";
}

function row(result) {
  return [
    result.name,
    result.size,
    number(result.handRatio),
    number(result.ratio),
    number(result.toHand),
    number(result.existing),
    number(result.target),
    verdict(result),
    count(result.allocations),
    count(result.bytes),
  ];
}

/** How many of the targets are reached. */
function standing(results) {
  const judged = results.filter(({ reached }) => reached !== null);
  return `targets reached: ${judged.filter(({ reached }) => reached).length} of ${judged.length}`;
}

/** Runs the program, one function after the other; a wrong gradient does not hide the others. */
async function measure(words) {
  const { program, env } = await build();
  const output = await answer(program, words, { env });
  const results = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => judged(JSON.parse(line)));
  if (results.length === 0) throw new ProgramFailure(words.join(" "), "chose no function");
  return results;
}

try {
  const results = await measure(process.argv.slice(2));
  mkdirSync(built(), { recursive: true });
  writeFileSync(built("bench.json"), `${JSON.stringify(results, null, 2)}\n`);
  console.log(table(HEAD, results.map(row)));
  const toHand = results.map(({ toHand }) => toHand);
  console.log(`generated/hand: geometric mean ${geometricMean(toHand).toFixed(2)}, ${standing(results)}`);
  for (const { name, size, error } of results) {
    if (!error) continue;
    console.error(`error: ${name} ${size}: ${error}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof ProgramFailure ? `error: ${error.message}` : error);
  process.exitCode = 1;
}
