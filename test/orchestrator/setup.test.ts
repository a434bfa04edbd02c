import { inject, test } from "vitest";
import { Sandbox } from "./support/sandbox.ts";

test("setup prints the path of the plugin and nothing else, and again from the cache", async ({ expect }) => {
  const box = new Sandbox();
  const env = { CARGO_ENZYME_CACHE_DIR: box.path("cache") };
  const first = await box.enzyme(["setup"], { env });
  expect(first.exitCode, first.stderr).toBe(0);
  expect(first.stdout).toMatch(/^\S*\/cache\/plugins\/[0-9a-f]{20}\/libCargoEnzyme\.so\n$/);
  expect(first.stderr).toMatch(/^ {4}Building enzyme pass for LLVM \d+/);
  expect(await box.enzyme(["setup"], { env })).toEqual({ ...first, stderr: "" });
});

test("setup takes a plugin from a path that has its hash in it", async ({ expect }) => {
  const box = new Sandbox();
  const env = { CARGO_ENZYME_CACHE_DIR: box.path("cache") };
  const byFlag = await box.enzyme(["setup", "--plugin", inject("standInPlugin")], { env });
  expect(byFlag.stdout, byFlag.stderr).toMatch(/\/cache\/given\/[0-9a-f]{20}\/libCargoEnzyme\.so\n$/);
  const byVariable = await box.enzyme(["setup"], {
    env: { ...env, CARGO_ENZYME_PLUGIN: inject("standInPlugin") },
  });
  expect(byVariable).toEqual(byFlag);
});
