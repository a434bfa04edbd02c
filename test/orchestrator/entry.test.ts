import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { BUNDLE } from "./support/paths.ts";
import { Sandbox } from "./support/sandbox.ts";

/** No toolchain, no project, no home. */
const NOTHING = { PATH: "/nonexistent", CARGO: undefined, HOME: "/nonexistent", CARGO_HOME: "/nonexistent" };

describe("before any check of toolchain or project", () => {
  test.each([[["--help"]], [["enzyme", "-h"]], [["build", "--help"]], [["help", "doctor"]], [[]]])(
    "%j prints help",
    async (args) => {
      const ran = await new Sandbox().enzyme(args, { env: NOTHING });
      expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
      expect(ran.stdout).toContain("Usage: cargo enzyme");
    },
  );

  test("--version says what is not there", async () => {
    const ran = await new Sandbox().enzyme(["enzyme", "--version"], { env: NOTHING });
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ran.stdout).toMatch(
      /^cargo-enzyme \d+\.\d+\.\d+\npass: \S+ \(source [0-9a-f]{12}\)\nrustc: not found\nLLVM: unknown without rustc\n$/,
    );
  });
});

test("--version names the tool, the pass, rustc and LLVM", async () => {
  const box = new Sandbox();
  const { stdout } = await box.enzyme(["-V"]);
  const rustc = await box.run("rustc", ["-vV"]);
  const llvm = /^LLVM version: (.*)$/m.exec(rustc.stdout)?.[1];
  const release = /^release: (.*)$/m.exec(rustc.stdout)?.[1];
  const host = /^host: (.*)$/m.exec(rustc.stdout)?.[1];
  expect(stdout.split("\n").slice(2)).toEqual([`rustc: ${release} (${host})`, `LLVM: ${llvm}`, ""]);
});

test("cargo finds the program in every form", async () => {
  const box = new Sandbox();
  box.script("bin/cargo-enzyme", `exec '${process.execPath}' '${BUNDLE}' "$@"`);
  const env = { PATH: `${box.path("bin")}:${box.env["PATH"]}` };
  const forms = [
    ["enzyme", "help", "build"],
    ["enzyme", "build", "--help"],
  ];
  const [one, other] = await Promise.all(forms.map((form) => box.run("cargo", form, { env })));
  expect(one?.stdout).toContain("Usage: cargo enzyme build");
  expect(other?.stdout).toBe(one?.stdout);
  const help = await box.run("cargo", ["help", "enzyme"], { env });
  expect(help.stdout).toContain("Commands:\n  init");
});

test("an old Node is refused by one clear error, which leaves help alone", async () => {
  const box = new Sandbox();
  const pretend = box.write(
    "old-node.cjs",
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.0" } });\n',
  );
  const env = { NODE_OPTIONS: `--require=${pretend}` };
  const build = await box.enzyme(["build"], { env });
  expect(build.exitCode).toBe(4);
  expect(build.stderr).toMatch(/^error: Node 18\.20\.0 is too old: cargo-enzyme needs 20\.19 or newer/);
  expect((await box.enzyme(["--help"], { env })).exitCode).toBe(0);
});

test("usage errors end with 2 and say how to go on", async () => {
  const ran = await new Sandbox().enzyme(["expand"]);
  expect(ran).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ran.stderr).toMatch(/^error: no such command: `expand`\n {2}help 1: the commands are init, setup/);
});

// The bundle takes less than twice what Node alone takes. Processor time is compared, and the two alternate: on a
// busy machine either may wait for longer than it runs.
test("the bundle starts in less than three times the time of Node alone", () => {
  const box = new Sandbox();
  const report = "process.on('exit', () => { const { user, system } = process.cpuUsage(); ";
  const hook = box.write("hook.cjs", `${report} console.error(user + system); });\n`);
  const took = (args: readonly string[]): number => {
    const ran = spawnSync(process.execPath, ["--require", hook, ...args], { encoding: "utf8" });
    return Number(ran.stderr);
  };
  const times = Array.from({ length: 8 }, () => [took([BUNDLE, "--help"]), took(["--eval", "0"])] as const);
  const bundle = Math.min(...times.map(([time]) => time));
  const node = Math.min(...times.map(([, time]) => time));
  expect(node).toBeGreaterThan(0);
  expect(bundle / node).toBeLessThan(3);
});
