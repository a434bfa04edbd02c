import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { at } from "../../scripts/repository.mjs";

const engine = readFileSync(at("llvm-pass", "support", "Refusal.cpp"), "utf8");
const page = readFileSync(at("docs", "errors.md"), "utf8");
const codes = [...engine.matchAll(/return \{"(E\d{3})", "./g)].map(([, code]) => code);
const sections = page.split(/^## /m).slice(1);

test("every code of the engine has its section in docs/errors.md, in the same order", () => {
  assert.ok(codes.length > 10);
  assert.deepEqual(
    sections.map((section) => section.split("\n")[0]),
    codes,
  );
});

test("every section says what the code means, shows a program and says what to do", () => {
  for (const section of sections) {
    const [code] = section.split("\n");
    assert.match(section, /^\n?\*\*/m, code);
    assert.match(section, /^What to do: /m, code);
    if (code !== "E016" && code !== "E099") assert.match(section, /^```(rust|c)$/m, code);
  }
});
