// A program as a case of test/rust.

import { spawnSync } from "node:child_process";
import { textOf } from "./program.mjs";

/** @param {import("./batch.mjs").Outcome} outcome @param {string} level */
export function caseOf({ program, kind, reason }, level) {
  const name = `seed_${program.seed}`;
  const points = program.points.map((point) => `[${point.map((number) => number.toFixed(6)).join(", ")}]`);
  const text = textOf(program, "float")
    .replaceAll(/#\[enzyme::.*\n/g, "")
    .replace("pub fn program(", `fn ${name}(`);
  const head = `//! Seed ${program.seed}, opt-level ${level}: ${kind}: ${reason.split("\n")[0]}`;
  const source = `${head}\n\n${text}\ncases! {\n    ${name}: ${points.join(", ")};\n}\n`;
  const formatted = spawnSync("rustfmt", ["--edition", "2021", "--config", "max_width=110"], {
    input: source,
    encoding: "utf8",
  });
  return formatted.status === 0 ? formatted.stdout : source;
}
