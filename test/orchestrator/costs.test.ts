import { expect, test } from "vitest";
import { type Cost, costTable, readCosts } from "../../src/report/costs.ts";

const stages = (ms: number): Cost["stages"] =>
  Object.fromEntries(
    ["prepare", "analyse", "plan", "emit", "clean up", "replace"].map((name) => [name, { ms, visited: 7 }]),
  );

const energy: Cost = {
  function: "model::energy",
  mode: "reverse",
  new: true,
  request: "src/main.rs:12:1",
  stages: stages(1.25),
  tape: [
    { what: "the result of exp", why: "dear", at: "src/main.rs:5:9", bytes: 8, loops: 1 },
    { what: "an argument", why: "gone", bytes: 4, loops: 0 },
    { what: "the result of fmul", why: "dear", bytes: 8, loops: 2 },
    { what: "the result of fdiv", why: "dear", bytes: 8, loops: 1 },
  ],
};

const line = (cost: Cost) => `cost ${JSON.stringify(cost)}\n`;

test("records are found among the other lines of a report, each request once", () => {
  const shared = { ...energy, request: "src/main.rs:20:1", new: false };
  const report = `warning: x\n${line(energy)}other\n${line(shared)}${line(energy)}cost {"function":"cut`;
  expect(readCosts(report)).toEqual([energy, shared]);
});

test("the table has the stages, their sum and the tape by loop depth", () => {
  const [header, row, ...rest] = costTable([energy]);
  expect(header?.split(/ {2,}/)).toEqual([
    "derivative",
    "mode",
    "prepare",
    "analyse",
    "plan",
    "emit",
    "clean up",
    "replace",
    "total (ms)",
    "tape (bytes)",
  ]);
  expect(row).toMatch(/^model::energy {2}reverse( +1\.[23]){6} +7\.5 +4 \+ 16·n \+ 8·n\^2$/);
  expect(rest).toEqual([
    "  asked for at src/main.rs:12:1",
    "  keeps 8 bytes an iteration: the result of exp at src/main.rs:5:9: dear",
    "  keeps 4 bytes a call: an argument: gone",
    "  keeps 8 bytes an iteration of 2 loops: the result of fmul: dear",
    "  keeps 8 bytes an iteration: the result of fdiv: dear",
  ]);
});

test("nothing was asked for: no table", () => {
  expect(costTable(readCosts("differentiated nothing\n"))).toEqual([]);
});
