import { describe, expect, inject, test } from "vitest";
import { Sandbox } from "./support/sandbox.ts";

/** What a build needs of PATH when everything is there. */
const PROGRAMS = ["cargo", "rustc", "cc", "g++", "cmake", "ninja", "as", "ld", "sh"];

/** Our launcher, as far as it is recognised. */
function launcher(box: Sandbox, body = "echo cargo-enzyme 0.1.0"): string {
  box.script("launcher/cargo-enzyme", `: CARGO_ENZYME_HOME\n${body}`);
  return box.path("launcher");
}

/** PATH with these programs and the launcher. */
function path(box: Sandbox, programs: readonly string[] = PROGRAMS): string {
  return `${launcher(box)}:${box.toolbox(programs)}`;
}

/** A rustc that says so of itself. */
async function rustc(box: Sandbox, llvm: string, sysroot?: string): Promise<string> {
  const real = (await box.run("rustc", ["-vV"])).stdout.trim();
  const place = sysroot ?? (await box.run("rustc", ["--print", "sysroot"])).stdout.trim();
  const version = real.replace(/LLVM version: .*/, `LLVM version: ${llvm}`);
  return box.script("rustc", `case "$1" in -vV) echo '${version}' ;; --print) echo '${place}' ;; esac`);
}

describe("cargo enzyme doctor", () => {
  test("is all green where everything is there, a derivative included", async () => {
    const box = new Sandbox();
    const PATH = `${launcher(box)}:${box.env["PATH"]}`;
    const ran = await box.enzyme(["doctor", "--plugin", inject("enginePlugin")], { env: { PATH } });
    expect(ran, ran.stdout).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ran.stdout).not.toContain("✗");
    for (const name of ["Node", "cargo enzyme", "cargo", "rustc", "link driver", "linker", "cache", "plugin"])
      expect(ran.stdout).toContain(`✓ ${name.padEnd(14)} `);
    expect(ran.stdout).toMatch(/✓ derivative {5}d\(x³\)\/dx at 2 is 12, through \S+\n/);
  });

  test("shows what builds the pass, and that it is built", async () => {
    const box = new Sandbox();
    const { stdout } = await box.enzyme(["doctor"], {
      env: { PATH: `${launcher(box)}:${box.env["PATH"]}` },
    });
    for (const name of ["C++ compiler", "CMake", "Ninja", "LLVM headers", "plugin"])
      expect(stdout).toContain(`✓ ${name.padEnd(14)} `);
  });
});

describe("every check of the doctor can fail, and says what to do", () => {
  /** The line of one check in a run that failed. */
  async function red(
    box: Sandbox,
    name: string,
    env: NodeJS.ProcessEnv,
    more: { readonly args?: readonly string[]; readonly cwd?: string } = {},
  ): Promise<string> {
    const { args = [], cwd = box.root } = more;
    const ran = await box.enzyme(["doctor", ...args], { cwd, env });
    expect(ran.exitCode, ran.stdout).toBeGreaterThan(0);
    expect(ran.stderr).toMatch(/^error: (one check|\d+ checks) failed\n/);
    const line = ran.stdout.split("\n").find((text) => text.startsWith(`✗ ${name.padEnd(14)} `));
    expect(line, ran.stdout).toBeDefined();
    return line ?? "";
  }

  test("Node that is too old", async () => {
    const box = new Sandbox();
    const old = box.write(
      "old.cjs",
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.0" } });\n',
    );
    const line = await red(box, "Node", { NODE_OPTIONS: `--require ${old}` });
    expect(line).toMatch(/Node 18\.20\.0 is too old: .* → install a newer Node/);
  });

  test("cargo enzyme: nothing, something else, or a broken one on PATH", async () => {
    const box = new Sandbox();
    const CARGO_HOME = box.directory("cargo-home");
    const PATH = box.toolbox(PROGRAMS);
    const check = (first: string) =>
      red(box, "cargo enzyme", { CARGO_HOME, RUSTUP_TOOLCHAIN: "stable", PATH: `${first}:${PATH}` });
    expect(await check(box.directory("empty"))).toContain("→ `npm install -g cargo-enzyme`");
    box.script("other/cargo-enzyme", "echo an old crate");
    expect(await check(box.path("other"))).toMatch(
      /is another program of this name.*→ `cargo uninstall enzyme`/,
    );
    expect(await check(launcher(box, "echo broken >&2; exit 1"))).toMatch(/failed: broken → install again/);
  });

  test("cargo, and the link driver", async () => {
    const box = new Sandbox();
    const without = (name: string, place: string) =>
      `${launcher(box)}:${box.toolbox(
        PROGRAMS.filter((other) => other !== name),
        place,
      )}`;
    const PATH = without("cargo", "no-cargo");
    expect(await red(box, "cargo", { PATH })).toContain("`cargo` was not found on PATH → ");
    expect(await red(box, "link driver", { PATH: without("cc", "no-cc") })).toMatch(
      /`cc` was not found on PATH → .*apt-get install .* gcc`/,
    );
  });

  test("rustc that does not run, and one whose lld is missing", async () => {
    const box = new Sandbox();
    const broken = box.script("broken-rustc", "echo no such toolchain >&2; exit 1");
    expect(await red(box, "rustc", { PATH: path(box), RUSTC: broken })).toMatch(
      /broken-rustc -vV` failed → `rustup show`/,
    );
    const RUSTC = await rustc(box, "97.1.0", "/nonexistent");
    expect(await red(box, "linker", { RUSTC })).toMatch(
      /no lld that goes with rustc \S+ \(LLVM 97\.1\.0\) → /,
    );
  });

  test("each of the tools that build the pass, and the headers", async () => {
    const box = new Sandbox();
    for (const [program, name, install] of [
      ["g++", "C++ compiler", "g++"],
      ["cmake", "CMake", "cmake"],
      ["ninja", "Ninja", "ninja-build"],
    ] as const) {
      const kept = PROGRAMS.filter((other) => other !== program);
      const PATH = `${launcher(box)}:${box.toolbox(kept, `no-${name}`)}`;
      const line = await red(box, name, { PATH });
      expect(line).toContain(`${name} was not found → `);
      expect(line).toContain(` ${install}\``);
    }
    const env = { PATH: path(box), RUSTC: await rustc(box, "97.1.0") };
    expect(await red(box, "LLVM headers", env)).toMatch(/LLVM headers 97 was not found → .* llvm-97-dev`/);
  });

  test("a cache that cannot be written, and one that is empty", async () => {
    const box = new Sandbox();
    box.write("file", "");
    const PATH = `${launcher(box)}:${box.env["PATH"]}`;
    const blocked = { PATH, CARGO_ENZYME_CACHE_DIR: box.path("file/cache") };
    expect(await red(box, "cache", blocked)).toContain(box.path("file"));
    const empty = { PATH, CARGO_ENZYME_CACHE_DIR: box.path("empty") };
    expect(await red(box, "plugin", empty)).toContain("not built yet → `cargo enzyme setup`");
  });

  test("a plugin that makes no derivatives", async () => {
    const box = new Sandbox();
    const PATH = `${launcher(box)}:${box.env["PATH"]}`;
    const args = ["--plugin", inject("standInPlugin")];
    expect(await red(box, "derivative", { PATH }, { args })).toContain("does not build: ");
  });

  test("a project that cargo cannot read", async () => {
    const box = new Sandbox();
    const PATH = `${launcher(box)}:${box.env["PATH"]}`;
    box.write("broken/Cargo.toml", "[package]\nname = \n");
    const more = { args: ["--plugin", inject("enginePlugin")], cwd: box.path("broken") };
    expect(await red(box, "crate enzyme", { PATH }, more)).toContain("cargo cannot read this project: ");
  });
});
