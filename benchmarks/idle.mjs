// What `cargo enzyme` costs a program without a request: the same kernels built by cargo with fat LTO and by
// `cargo enzyme`, run alternately. Ends with 1 if the geometric mean of the ratios is above the promise.
//
//     npm run bench:idle -- [--quick]
//
// `--quick`: each once, to see that it works, and without a judgement.

import { bootstrap } from "../scripts/bootstrap.mjs";
import { answer, ProgramFailure, run } from "../scripts/program.mjs";
import { at, built } from "../scripts/repository.mjs";
import { geometricMean, table } from "./report.mjs";

const quick = process.argv.includes("--quick");
const REPEATS = quick ? 1 : 7;

/** What a program without a request may cost, as the geometric mean of all kernels. */
const PROMISE = 1.03;

/** The two builds: how cargo is called, and what then runs. */
async function builds() {
  const env = await bootstrap();
  const cwd = at("benchmarks", "idle");
  const plain = built("idle", "plain");
  const enzyme = built("idle", "enzyme");
  await run("cargo", ["build", "--quiet", "--release", "--target-dir", plain], {
    cwd,
    env: { ...env, CARGO_PROFILE_RELEASE_LTO: "fat" },
  });
  const target = await answer("rustc", ["--print", "host-tuple"]);
  const options = ["enzyme", "build", "--quiet", "--release", "--target", target, "--target-dir", enzyme];
  await run("cargo", options, { cwd, env });
  return [`${plain}/release/idle`, `${enzyme}/enzyme/${target}/release/idle`];
}

/** What a program printed, by kernel. */
function readings(output) {
  const rows = output.split("\n").map((line) => line.split(" "));
  return new Map(rows.map(([name, seconds, checksum]) => [name, { seconds: Number(seconds), checksum }]));
}

/** Keeps the least time of each kernel. */
function keepLeast(least, next) {
  for (const [name, { seconds }] of next) {
    least.set(name, Math.min(least.get(name) ?? Number.POSITIVE_INFINITY, seconds));
  }
}

async function measure() {
  const programs = await builds();
  const least = [new Map(), new Map()];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const results = [];
    for (const [side, program] of programs.entries()) {
      results.push(readings(await answer(program, quick ? ["--quick"] : [])));
      keepLeast(least[side], results[side]);
    }
    for (const [name, { checksum }] of results[0]) {
      if (checksum !== results[1].get(name).checksum) throw new Error(`${name}: the two builds disagree`);
    }
  }
  return [...least[0]].map(([name, plain]) => ({ name, plain, enzyme: least[1].get(name) }));
}

try {
  const rows = await measure();
  const micro = (seconds) => (seconds * 1e6).toFixed(2);
  const lines = rows.map(({ name, plain, enzyme }) => [
    name,
    micro(plain),
    micro(enzyme),
    (enzyme / plain).toFixed(3),
  ]);
  console.log(table(["kernel", "lto = fat, µs", "cargo enzyme, µs", "ratio"], lines));
  const mean = geometricMean(rows.map(({ plain, enzyme }) => enzyme / plain));
  console.log(`geometric mean ${mean.toFixed(3)}, promised at most ${PROMISE}`);
  if (!quick && mean > PROMISE) {
    console.error("error: a program without a request is slower than promised");
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof ProgramFailure ? `error: ${error.message}` : error);
  process.exitCode = 1;
}
